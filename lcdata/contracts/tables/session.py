"""The table `session`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Count, Id, Moment, YesNo
from lcdata.contracts.row import COMMUNITY, SPRINT_IF_GIVEN, Row, ends_before

Place = Literal["site", "office", "school", "online", "other"]


class Session(Row):
    """A meeting of a community, planned, held or cancelled; one row per session.

    `sprint_no` 0 is the start week; empty is outside a sprint.
    """

    table = "session"
    key = ("session_id",)
    references = (COMMUNITY, SPRINT_IF_GIVEN)
    rules = (ends_before("actual_start", "actual_end"),)

    session_id: Id
    community_id: Id
    sprint_no: Count | None = None
    kind: Literal["start", "work", "review", "closing"]
    planned_start: Moment
    planned_minutes: Count | None = None
    status: Literal["planned", "held", "cancelled"]
    actual_start: Moment | None = None
    actual_end: Moment | None = None
    place: Place | None = None
    goal_discussed: YesNo | None = None
