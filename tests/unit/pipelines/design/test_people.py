from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lcdata.contracts.marts import Marts
from tests.unit.pipelines.builders import AS_OF, START, Rows, day, session
from tests.unit.pipelines.one_community import (
    START_WEEK,
    Said,
    exported,
    figure,
    part_of,
    said,
    status,
)

END = (AS_OF - START).days


TOMORROW = AS_OF + dt.timedelta(days=1)


WEEK = {**START_WEEK, "planned_end": day(4)}


@pytest.mark.parametrize(
    ("week", "last"),
    [([WEEK], 4), ([{**WEEK, "actual_end": day(2)}], 2), ([{**WEEK, "actual_end": day(9)}], 9),
     ([], 6)],
)  # fmt: skip
@pytest.mark.parametrize(
    ("indicator", "column"),
    [("design.B1.shared_goal", "shared_goal_on"), ("design.D1.house_rules", "house_rules_on")],
)
def test_what_the_start_week_agrees_is_recorded_by_its_actual_or_else_planned_last_day(
    week: Rows, last: int, indicator: str, column: str
) -> None:
    for offset, value in ((last, 1), (last + 1, 0)):
        of = exported(community={column: day(offset)}, fct_sprint=week)
        assert figure(of, indicator)["value"] == value


@pytest.mark.parametrize(("last", "expected"), [(END, "ok"), (END + 1, "not_due")])
def test_what_the_start_week_agrees_is_due_on_its_last_day(last: int, expected: str) -> None:
    of = exported(fct_sprint=[{**WEEK, "planned_end": day(last)}])
    assert status(of, "design.B1.shared_goal") == expected


def test_what_was_never_recorded_counts_nought_and_not_unknown() -> None:
    assert said(exported(fct_sprint=[WEEK]), "design.D1.house_rules") == ("ok", 0, 1, 0)


@pytest.mark.parametrize(
    ("named_on", "value"), [(None, 0), (day(40), 1), (AS_OF, 1), (TOMORROW, 0)]
)
def test_a_name_counts_whenever_it_was_chosen(named_on: dt.date | None, value: int) -> None:
    of = exported(community={"named_on": named_on})
    assert figure(of, "design.D1.own_name")["value"] == value


def members(*rows: dict[str, Any], **more: Any) -> Marts:  # noqa: ANN401
    people: Rows = [{"person_id": f"p{place}", **row} for place, row in enumerate(rows)]
    return exported(dim_member=people, **more)


def test_expertise_unknown_is_missing_and_that_of_a_facilitator_does_not_count() -> None:
    of = members(
        {"expertise_recorded": True},
        {"expertise_recorded": False},
        {"expertise_recorded": None},
        {"expertise_recorded": True, "role": "facilitator", "is_member": False},
    )
    assert said(of, "design.B2.expertise_recorded") == ("ok", 1, 2, 1)


def test_expertise_recorded_of_nobody_in_the_delivery_is_not_measured() -> None:
    of = exported(dim_member=[{"person_id": "p"}], without_value=("membership.expertise_recorded",))
    assert status(of, "design.B2.expertise_recorded") == "not_measured"


def goals(*rows: dict[str, Any]) -> Marts:
    given: Rows = [
        {"goal_id": f"g{place}", "set_on": day(7), **row} for place, row in enumerate(rows)
    ]
    return members({}, {}, {}, fct_goal=given)


def test_a_member_has_a_linked_goal_when_its_parent_is_a_shared_one() -> None:
    of = goals(
        {"person_id": None},
        {"person_id": "p0", "parent_goal_id": "g0", "status": "dropped"},
        {"person_id": "p1", "parent_goal_id": "g1"},
        {"person_id": "p1", "parent_goal_id": None},
    )
    assert part_of(of, "design.B4.linked_goal") == (1, 3)


def test_a_goal_set_after_the_as_of_date_is_not_there_yet() -> None:
    of = goals({"person_id": None}, {"person_id": "p0", "parent_goal_id": "g0", "set_on": TOMORROW})
    assert part_of(of, "design.B4.linked_goal") == (0, 3)
    assert status(of, "design.C3.goal_revised") == "too_few"


def test_adjusted_goals_are_a_share_of_the_members_with_a_goal() -> None:
    of = goals(
        {"person_id": None, "revised_on": day(20)},
        {"person_id": "p0", "revised_on": AS_OF},
        {"person_id": "p0"},
        {"person_id": "p1", "revised_on": TOMORROW},
    )
    assert part_of(of, "design.C3.goal_revised") == (1, 2)
    assert figure(of, "design.C1.goal_revisions")["value"] == 2


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (("present", "late"), ("ok", 1, 1, 0)),
        (("present", "excused"), ("ok", 0, 1, 0)),
        (("present", "unknown"), ("too_few", None, None, 1)),
        (("present", None), ("too_few", None, None, 1)),
    ],
)
def test_everyone_is_there_where_the_register_is_complete(
    marks: tuple[str | None, ...], expected: Said
) -> None:
    register = [
        {"session_id": "s", "person_id": f"p{place}", "status": mark}
        for place, mark in enumerate(marks)
        if mark
    ]
    of = members({}, {}, fct_session=[session("s", 0)], fct_attendance=register)
    assert said(of, "design.D1.all_present") == expected


def test_who_has_left_need_not_be_there() -> None:
    of = members(
        {}, {"left_on": day(6)},
        fct_session=[session("s", 7)],
        fct_attendance=[{"session_id": "s", "person_id": "p0", "status": "present"}],
    )  # fmt: skip
    assert part_of(of, "design.D1.all_present") == (1, 1)


@pytest.mark.parametrize(
    ("reports_to", "expected"),
    [
        (("p1", None), ("ok", 1, None, 0)),
        (("boss", None), ("ok", 0, None, 0)),
        ((None, None), ("not_measured", None, None, 2)),
    ],
)
def test_a_pair_is_a_member_and_the_own_supervisor_in_one_group(
    reports_to: tuple[str | None, ...],
    expected: Said,
) -> None:
    of = members(*({"reports_to_person_id": name} for name in reports_to))
    assert said(of, "design.D2.supervisor_pairs") == expected


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        (True, ("ok", 0, 1, 0)),
        (False, ("ok", 1, 1, 0)),
        (None, ("not_measured", None, None, 0)),
    ],
)
def test_no_project_leader_counts_where_it_is_known(leads: bool | None, expected: Said) -> None:
    of = exported(community={"project_leader": leads})
    assert said(of, "design.D2.no_project_leader") == expected


def succession(ended: dt.date, as_of: dt.date, successor: dt.date | None) -> Marts:
    """A community that ended, its successor and the date of the delivery."""
    community = {
        "start_date": dt.date(2025, 1, 6),
        "planned_end_date": dt.date(2025, 12, 31),
        "ended_on": ended,
        "successor_community_id": "a/c2" if successor else None,
        "as_of": as_of,
    }
    others: Rows = (
        [{"community_id": "a/c2", "start_date": successor, "as_of": as_of}] if successor else []
    )
    return exported(community=community, others=others)


@pytest.mark.parametrize(
    ("ended", "as_of", "successor", "expected"),
    [
        # 31 August + six calendar months is the last day of February
        ((2025, 8, 31), (2026, 2, 28), None, ("not_due", None)),
        ((2025, 8, 31), (2026, 3, 1), None, ("ok", 0)),
        ((2025, 8, 31), (2026, 3, 1), (2026, 2, 28), ("ok", 1)),
        ((2025, 8, 31), (2026, 3, 1), (2026, 3, 1), ("ok", 0)),
        ((2025, 8, 31), (2025, 10, 1), (2025, 10, 1), ("ok", 1)),
        ((2025, 8, 31), (2025, 10, 1), (2025, 10, 2), ("not_due", None)),
    ],
)
def test_a_successor_starts_within_six_calendar_months_of_the_end(
    ended: tuple[int, int, int],
    as_of: tuple[int, int, int],
    successor: tuple[int, int, int] | None,
    expected: tuple[str, float | None],
) -> None:
    of = succession(dt.date(*ended), dt.date(*as_of), dt.date(*successor) if successor else None)
    found = figure(of, "design.E2.successor")
    assert (found["status"], found["value"]) == expected


def test_an_intake_counts_when_it_was_before_the_start() -> None:
    of = members({"intake_on": day(-1)}, {"intake_on": day(0)}, {"intake_on": None})
    assert part_of(of, "design.support.intakes") == (1, 3)


@pytest.mark.parametrize(
    ("meeting", "value"),
    [
        ({"kind": "start"}, 1),
        ({"kind": "start", "status": "cancelled"}, 0),
        ({"kind": "work"}, 0),
    ],
)
def test_a_start_meeting_counts_once_it_was_held(meeting: dict[str, Any], value: int) -> None:
    of = exported(fct_session=[session("s", 0, **meeting)])
    assert figure(of, "design.support.start_meeting")["value"] == value


@pytest.mark.parametrize(
    ("activity", "value"),
    [
        ({"formality": "formal", "expert": True}, 1),
        ({"formality": "formal", "expert": False}, 0),
        ({"formality": "formal", "expert": None}, 0),
        ({"formality": "informal", "expert": True}, 0),
        ({"formality": "formal", "expert": True, "held_on": TOMORROW}, 0),
    ],
)
def test_an_expert_counts_at_a_formal_activity(activity: dict[str, Any], value: int) -> None:
    row = {"activity_id": "t", "held_on": day(10), "kind": "share", **activity}
    of = exported(fct_activity=[row])
    assert figure(of, "design.support.formal_expert")["value"] == value


def test_a_goal_set_on_the_as_of_date_is_there() -> None:
    of = goals({"person_id": None}, {"person_id": "p0", "parent_goal_id": "g0", "set_on": AS_OF})
    assert said(of, "design.B4.linked_goal") == ("ok", 1, 3, 0)


def test_who_joins_after_the_as_of_date_is_no_member_yet() -> None:
    of = members({"intake_on": day(-1), "joined_on": AS_OF}, {"joined_on": TOMORROW})
    assert said(of, "design.support.intakes") == ("ok", 1, 1, 0)


def test_where_expertise_was_not_delivered_nothing_is_said_to_be_missing() -> None:
    of = exported(
        dim_member=[{"person_id": "p", "expertise_recorded": None}],
        without_value=("membership.expertise_recorded",),
    )
    assert said(of, "design.B2.expertise_recorded") == ("not_measured", None, None, 0)
