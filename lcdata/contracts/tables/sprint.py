"""The table `sprint`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Count, Day, Id
from lcdata.contracts.row import COMMUNITY, Row, ends_before


class Sprint(Row):
    """A phase of the plan; one row per community and sprint.

    `sprint_no` 0 is the start week, 1…n are the sprints, n + 1 is the end phase.
    """

    table = "sprint"
    key = ("community_id", "sprint_no")
    references = (COMMUNITY,)
    rules = (
        ends_before("planned_start", "planned_end"),
        ends_before("actual_start", "actual_end"),
    )

    community_id: Id
    sprint_no: Count
    phase: Literal["start", "sprint", "end"]
    planned_start: Day
    planned_end: Day
    actual_start: Day | None = None
    actual_end: Day | None = None
    theme: Literal["technology", "cooperation", "skills", "other"] | None = None
    try_out_on: Day | None = None
    review_on: Day | None = None
