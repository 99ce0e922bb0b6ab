from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lcdata.pipelines import timeline
from lcdata.pipelines.facts import Facts

from .builders import AS_OF, day, marts, session

END = (AS_OF - day(0)).days  # 70: the as-of date lies in week 11
TOMORROW = AS_OF + dt.timedelta(days=1)


def place(**community: object) -> tuple[str, int, int]:
    found = timeline.communities(Facts(marts(dim_community=[community]))).row(0, named=True)
    return found["state"], found["week"], found["weeks"]


@pytest.mark.parametrize(
    ("community", "expected"),
    [
        ({"planned_end_date": TOMORROW}, ("running", 11, 11)),
        ({"planned_end_date": AS_OF}, ("running", 11, 11)),
        ({"planned_end_date": day(END - 1)}, ("finished", 10, 10)),
        ({"planned_end_date": day(27), "ended_on": TOMORROW}, ("running", 11, 4)),
        ({"planned_end_date": day(28), "ended_on": AS_OF}, ("finished", 11, 5)),
        ({"planned_end_date": day(90), "ended_on": day(20)}, ("finished", 3, 13)),
        ({"start_date": TOMORROW, "planned_end_date": day(90)}, ("planned", 0, 3)),
        ({"start_date": AS_OF, "planned_end_date": day(90)}, ("running", 1, 3)),
    ],
)
def test_a_community_has_its_state_and_week_on_the_as_of_date(
    community: dict[str, Any], expected: tuple[str, int, int]
) -> None:
    assert place(**community) == expected


def test_pairs_lie_in_the_cycle_week_from_the_start_date_on() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": name, "joined_on": day(-9)} for name in ("p", "q")],
        fct_session=[session("s0", -1), session("s1", 6), session("s2", 7, sprint_no=1)],
        fct_sprint=[{"sprint_no": 1, "planned_start": day(7), "planned_end": day(20)}],
        fct_attendance=[
            {"session_id": name, "person_id": person, "status": mark}
            for name, person, mark in (
                ("s0", "p", "present"), ("s1", "p", "present"), ("s1", "q", "absent"),
                ("s2", "p", "late"),
            )
        ],
    )  # fmt: skip
    marks = timeline.marks_by_week(Facts(of)).sort("session_id", "person_id")
    assert marks["as_of"].unique().to_list() == [AS_OF]
    assert marks.drop("as_of").rows() == [
        ("a/c1", "s0", "p", "present", None, None),
        ("a/c1", "s0", "q", "unknown", None, None),
        ("a/c1", "s1", "p", "present", None, 1),
        ("a/c1", "s1", "q", "absent", None, 1),
        ("a/c1", "s2", "p", "late", "sprint_1", 2),
        ("a/c1", "s2", "q", "unknown", "sprint_1", 2),
    ]


def test_versions_and_visits_are_there_from_their_day_on() -> None:
    of = marts(
        dim_community=[{}],
        fct_product_version=[
            {"community_id": "a/c1", "version_no": number, "completed_on": date}
            for number, date in ((2, AS_OF), (1, day(3)), (3, TOMORROW))
        ],
        fct_visit=[
            {"visit_id": f"v{number}", "held_on": date}
            for number, date in enumerate((AS_OF, TOMORROW))
        ],
    )
    assert timeline.product_versions(Facts(of))["version_no"].to_list() == [1, 2]
    assert timeline.visits(Facts(of))["held_on"].to_list() == [AS_OF]
