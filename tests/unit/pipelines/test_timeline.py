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


def test_known_pairs_lie_in_the_cycle_week_from_the_start_date_on() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": name, "joined_on": day(-9)} for name in ("p", "q", "r")],
        fct_session=[session("before", -1), session("s1", 6), session("s2", 7), session("s3", 9)],
        fct_attendance=[
            {"session_id": name, "person_id": person, "status": mark}
            for name, person, mark in (
                ("before", "p", "present"),
                ("s1", "p", "present"), ("s1", "q", "absent"), ("s1", "r", "unknown"),
                ("s2", "p", "late"), ("s3", "p", "excused"),
            )
        ],
    )  # fmt: skip
    marks = timeline.week_marks(Facts(of)).sort("week", "person_id", "is_there").rows()
    assert marks == [
        ("a/c1", 1, "p", True),
        ("a/c1", 1, "q", False),
        ("a/c1", 2, "p", False),
        ("a/c1", 2, "p", True),
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
