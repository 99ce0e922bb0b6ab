"""Progress as rows of a release: what is recorded of a sprint, what waits for a manager."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SprintFact:
    """What is recorded of one sprint 1 … n. Grain: one per community and sprint.

    `days_over` = actual − planned length and `is_in_time_box` what the indicator makes of it, both
    None until it ended with both dates; `is_reflected` is None where reflections were not
    delivered, `is_best` while no best sprint was recorded.
    """

    community_id: str
    sprint_no: int
    planned_end: dt.date
    actual_end: dt.date | None
    is_started: bool
    is_ended: bool
    days_over: int | None
    is_in_time_box: bool | None
    is_reflected: bool | None
    review_on: dt.date | None
    try_out_on: dt.date | None
    is_best: bool | None


@dataclass(frozen=True, slots=True)
class ManagerAction:
    """An action that a manager owns, without persons. Grain: one per action.

    `title` is delivered text, None where there is none or it might name someone; `closed_on` is
    None while the action is open.
    """

    community_id: str
    title: str | None
    opened_on: dt.date
    due_on: dt.date | None
    closed_on: dt.date | None
