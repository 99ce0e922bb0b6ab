from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lcdata.contracts.progress import SprintFact


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def fact(number: int = 1, **changes: object) -> SprintFact:
    closed = SprintFact(
        community_id="alferink/c1",
        sprint_no=number,
        planned_end=day("2026-11-06"),
        actual_end=day("2026-11-06"),
        is_started=True,
        is_ended=True,
        days_over=0,
        is_in_time_box=True,
        is_reflected=True,
        review_on=day("2026-11-05"),
        try_out_on=day("2026-10-21"),
        is_best=None,
    )
    return replace(closed, **changes)  # type: ignore[arg-type]


RUNNING = {
    "actual_end": None,
    "is_ended": False,
    "days_over": None,
    "is_in_time_box": None,
    "is_reflected": False,
    "review_on": None,
    "try_out_on": None,
}
LATE = {"days_over": 4, "is_in_time_box": False}
