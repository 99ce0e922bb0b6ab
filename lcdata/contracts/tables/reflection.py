"""The table `reflection`."""

from __future__ import annotations

import polars as pl

from lcdata.contracts.kinds import Count, Day, Id, YesNo
from lcdata.contracts.row import COMMUNITY, SPRINT_IF_GIVEN, Reference, Row, Rule

_POINTERS = ("sprint_no", "session_id", "activity_id")


class Reflection(Row):
    """Which of the three closing questions were answered, never the text; one row per reflection.

    Points at exactly one of a sprint, a session and an activity; an empty `person_id` is the
    group.
    """

    table = "reflection"
    key = ("reflection_id",)
    references = (
        COMMUNITY,
        SPRINT_IF_GIVEN,
        Reference(("session_id",), "session", ("session_id",), required=False),
        Reference(("activity_id",), "activity", ("activity_id",), required=False),
    )
    rules = (
        Rule(
            "not_exactly_one",
            "sprint_no",
            pl.sum_horizontal(pl.col(name).is_not_null() for name in _POINTERS) != 1,
        ),
    )

    reflection_id: Id
    community_id: Id
    sprint_no: Count | None = None
    session_id: Id | None = None
    activity_id: Id | None = None
    person_id: Id | None = None
    reflected_on: Day
    did_differently_answered: YesNo
    do_again_answered: YesNo
    needs_answered: YesNo
