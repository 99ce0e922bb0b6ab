from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lcdata.pipelines.facts import Facts
from lcdata.pipelines.sprints.sprint_facts import sprint_facts
from tests.unit.pipelines.builders import AS_OF, Rows, day
from tests.unit.pipelines.one_community import START_WEEK, exported

SPRINT = {
    "sprint_no": 1,
    "planned_start": day(7),
    "planned_end": day(27),
    "actual_start": day(7),
    "actual_end": day(27),
}
ALL_THREE = {
    "reflection_id": "r1",
    "sprint_no": 1,
    "reflected_on": day(27),
    "did_differently_answered": True,
    "do_again_answered": True,
    "needs_answered": True,
}
LATER = AS_OF + dt.timedelta(days=1)


def fact(
    *absent: str,
    sprint: dict[str, Any] | None = None,
    community: dict[str, Any] | None = None,
    reflections: Rows | None = None,
) -> dict[str, Any]:
    made = exported(
        *absent,
        community=community,
        fct_sprint=[START_WEEK, {**SPRINT, **(sprint or {})}],
        fct_reflection=reflections or [],
    )
    rows = sprint_facts(Facts(made)).to_dicts()
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("sprint", "days"),
    [
        ({}, 0),
        ({"actual_end": day(30)}, 3),
        ({"actual_start": day(9), "actual_end": day(28)}, -1),
        ({"actual_end": None}, None),
        ({"actual_start": None}, None),
        ({"planned_end": LATER, "actual_end": None}, None),
    ],
)
def test_days_over_compare_the_lengths_of_an_ended_sprint(
    sprint: dict[str, Any], days: int | None
) -> None:
    assert fact(sprint=sprint)["days_over"] == days


@pytest.mark.parametrize(
    ("end", "kept"), [(24, False), (25, True), (29, True), (30, False), (None, None)]
)
def test_two_days_more_or_fewer_are_within_the_time_box(end: int | None, kept: bool | None) -> None:
    found = fact(sprint={"actual_end": None if end is None else day(end)})
    assert found["is_in_time_box"] is kept


def test_an_end_after_the_as_of_date_is_not_known_yet() -> None:
    found = fact(sprint={"actual_end": LATER, "review_on": LATER})
    assert (found["actual_end"], found["review_on"], found["is_ended"]) == (None, None, False)


def test_a_reflection_with_all_three_answers_counts() -> None:
    assert fact(reflections=[ALL_THREE])["is_reflected"] is True
    partly = {**ALL_THREE, "needs_answered": False}
    assert fact(reflections=[partly])["is_reflected"] is False


def test_reflections_that_were_not_delivered_are_unknown() -> None:
    assert fact("reflection")["is_reflected"] is None


@pytest.mark.parametrize(("best", "said"), [(1, True), (2, False), (None, None)])
def test_the_best_sprint_is_the_recorded_one(best: int | None, said: bool | None) -> None:
    assert fact(community={"best_sprint_no": best})["is_best"] is said
