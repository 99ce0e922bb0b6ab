from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lcdata.pipelines.facts import Facts
from lcdata.pipelines.sprints.burn_up import burn_up
from tests.unit.pipelines.builders import AS_OF, Rows, day
from tests.unit.pipelines.one_community import exported

SPRINT = {
    "sprint_no": 1,
    "planned_start": day(7),
    "planned_end": day(27),
    "actual_start": day(7),
    "actual_end": day(27),
}
EARLY = {"added_on": day(7)}

Line = list[tuple[dt.date, int, int]]


def line(items: Rows, **sprint: object) -> Line:
    rows: Rows = [
        {"item_id": f"i{place}", "sprint_no": 1, "title": "t", **item}
        for place, item in enumerate(items)
    ]
    found = burn_up(Facts(exported(fct_sprint=[{**SPRINT, **sprint}], fct_sprint_item=rows)))
    return [(row["day"], row["scope"], row["done"]) for row in found.to_dicts()]


def test_both_lines_step_on_their_days_between_the_first_and_the_last() -> None:
    # the reference case: four agreed, i5 added, i4 removed, i1, i2 and i5 done
    items = [
        {**EARLY, "done_on": day(10)},
        {**EARLY, "done_on": day(20)},
        EARLY,
        {**EARLY, "removed_on": day(17)},
        {"added_on": day(14), "done_on": day(20)},
    ]
    assert line(items) == [
        (day(7), 4, 0),
        (day(10), 4, 1),
        (day(14), 5, 1),
        (day(17), 4, 1),
        (day(20), 4, 3),
        (day(27), 4, 3),
    ]


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        ({"added_on": day(9)}, [(day(7), 2, 0), (day(27), 2, 0)]),
        ({"added_on": day(10)}, [(day(7), 1, 0), (day(10), 2, 0), (day(27), 2, 0)]),
        ({"added_on": day(0)}, [(day(7), 2, 0), (day(27), 2, 0)]),
        ({"added_on": day(28)}, [(day(7), 1, 0), (day(27), 1, 0)]),
        ({**EARLY, "removed_on": day(9)}, [(day(7), 1, 0), (day(27), 1, 0)]),
        ({**EARLY, "removed_on": day(10)}, [(day(7), 2, 0), (day(10), 1, 0), (day(27), 1, 0)]),
        ({**EARLY, "done_on": day(27)}, [(day(7), 2, 0), (day(27), 2, 1)]),
        ({**EARLY, "done_on": day(28)}, [(day(7), 2, 0), (day(27), 2, 0)]),
        ({**EARLY, "done_on": day(3)}, [(day(7), 2, 1), (day(27), 2, 1)]),
    ],
)
def test_an_item_counts_from_the_day_it_enters_and_within_the_sprint(
    item: dict[str, Any], lines: Line
) -> None:
    assert line([EARLY, item]) == lines


def test_what_is_done_and_then_taken_out_leaves_both_lines() -> None:
    items = [EARLY, {**EARLY, "done_on": day(12), "removed_on": day(15)}]
    assert line(items) == [(day(7), 2, 0), (day(12), 2, 1), (day(15), 1, 0), (day(27), 1, 0)]


def test_a_running_sprint_stops_at_the_as_of_date() -> None:
    end = (AS_OF - day(0)).days
    dates = {"planned_start": day(end - 5), "planned_end": day(end + 15)}
    found = line(
        [{"added_on": day(end - 5), "done_on": day(end + 1)}],
        **dates, actual_start=None, actual_end=None,
    )  # fmt: skip
    assert found == [(day(end - 5), 1, 0), (AS_OF, 1, 0)]


def test_a_sprint_that_has_not_started_has_no_line() -> None:
    dates = {"planned_start": AS_OF + dt.timedelta(days=1), "actual_start": None}
    assert line([EARLY], **dates, planned_end=AS_OF + dt.timedelta(days=20), actual_end=None) == []


def test_the_start_week_has_no_line() -> None:
    assert line([EARLY], phase="start") == []
