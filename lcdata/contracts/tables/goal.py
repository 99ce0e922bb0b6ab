"""The table `goal`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Day, Id
from lcdata.contracts.row import COMMUNITY, Reference, Row


class Goal(Row):
    """A learning goal; an empty `person_id` is the shared goal; one row per goal."""

    table = "goal"
    key = ("goal_id",)
    references = (
        COMMUNITY,
        Reference(("parent_goal_id",), "goal", ("goal_id",), required=False),
    )

    goal_id: Id
    community_id: Id
    person_id: Id | None = None
    parent_goal_id: Id | None = None
    set_on: Day
    revised_on: Day | None = None
    status: Literal["open", "reached", "dropped"] | None = None
