from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from lcdata.contracts.marts import Marts
from tests.unit.pipelines.builders import AS_OF, day, marts, record, session

CASES = json.loads(Path("tests/data/reference_cases.json").read_text(encoding="utf-8"))["cases"]
EXPOSURE = next(case for case in CASES if case["id"] == "attendance_exposure")


def exposure() -> Marts:
    inputs: dict[str, Any] = EXPOSURE["inputs"]
    offsets = {name: 7 * place for place, name in enumerate(inputs["sessions"])}
    states = {"present": "present", "excused": "excused", "unexcused": "absent"}
    people = inputs["members"].items()
    return marts(
        dim_community=[{}],
        dim_member=[
            {
                "person_id": name,
                "joined_on": day(offsets[member["join"]]),
                "left_on": day(offsets[member["leave"]]) if member["leave"] else None,
            }
            for name, member in people
        ],
        fct_session=[
            session(name, offsets[name], status="held" if held else "cancelled")
            for name, held in zip(inputs["sessions"], inputs["held"], strict=True)
        ],
        fct_attendance=[
            {"session_id": name, "person_id": person, "status": states[kind]}
            for person, member in people
            for kind in states
            for name in member.get(kind, [])
        ]
        + [
            {"session_id": name, "person_id": guest, "status": "present", "guest_kind": "expert"}
            for guest, names in inputs["guests"].items()
            for name in names
        ],
    )


def test_attendance_counts_eligible_pairs_as_counted_by_hand() -> None:
    found = record(exposure(), "attendance_rate")
    expected = EXPOSURE["expected"]
    assert (found["num"], found["den"]) == (expected["present"], expected["eligible"])
    assert found["value"] == pytest.approx(expected["rate"], abs=1e-12)


def test_attendance_without_the_excused_leaves_them_out_of_the_denominator() -> None:
    found = record(exposure(), "attendance_rate_excl_excused")
    assert found["den"] == EXPOSURE["expected"]["eligible_excl_excused"]
    assert found["value"] == pytest.approx(EXPOSURE["expected"]["rate_excl_excused"], abs=1e-12)


def test_absent_without_notice_counts_the_unexcused() -> None:
    assert record(exposure(), "unexcused_rate")["num"] == EXPOSURE["expected"]["unexcused"]


def one_pair(state: str | None) -> Marts:
    register = [{"session_id": "s1", "person_id": "p1", "status": state}] if state else []
    return marts(
        dim_community=[{}],
        dim_member=[{"person_id": "p1"}],
        fct_session=[session("s1", 0)],
        fct_attendance=register,
    )


@pytest.mark.parametrize(
    ("state", "num", "den", "missing"),
    [
        ("present", 1, 1, 0),
        ("late", 1, 1, 0),
        ("excused", 0, 1, 0),
        ("absent", 0, 1, 0),
    ],
)
def test_each_known_state_counts_once(state: str, num: int, den: int, missing: int) -> None:
    found = record(one_pair(state), "attendance_rate")
    assert (found["num"], found["den"], found["n_missing"]) == (num, den, missing)


@pytest.mark.parametrize("state", ["unknown", None])
def test_an_unknown_pair_is_missing_and_never_absent(state: str | None) -> None:
    found = record(one_pair(state), "attendance_rate")
    assert (found["status"], found["value"], found["n_missing"]) == ("too_few", None, 1)


def test_register_coverage_counts_the_unknown_in_its_denominator() -> None:
    found = record(one_pair(None), "register_coverage")
    assert (found["num"], found["den"], found["n_missing"]) == (0, 1, 0)


@pytest.mark.parametrize(("offset", "eligible"), [(6, False), (7, True), (14, True), (15, False)])
def test_a_pair_is_eligible_on_the_day_of_joining_and_of_leaving(
    offset: int, eligible: bool
) -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": "p1", "joined_on": day(7), "left_on": day(14)}],
        fct_session=[session("s1", offset)],
        fct_attendance=[{"session_id": "s1", "person_id": "p1", "status": "present"}],
    )
    assert record(of, "attendance_rate")["status"] == ("ok" if eligible else "too_few")


def test_a_facilitator_is_no_member() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": "f1", "role": "facilitator", "is_member": False}],
        fct_session=[session("s1", 0)],
        fct_attendance=[{"session_id": "s1", "person_id": "f1", "status": "present"}],
    )
    assert record(of, "attendance_rate")["status"] == "too_few"


def with_gaps(*offsets: int, cadence: int | None = 7) -> Marts:
    sessions = [session(f"s{place}", offset) for place, offset in enumerate(offsets)]
    return marts(dim_community=[{"cadence_days": cadence}], fct_session=sessions)


@pytest.mark.parametrize(("gap", "near"), [(3, 0), (4, 1), (7, 1), (10, 1), (11, 0)])
def test_a_gap_is_in_rhythm_within_three_days_of_the_agreed_ones(gap: int, near: int) -> None:
    found = record(with_gaps(0, gap), "cadence_adherence")
    assert (found["num"], found["den"]) == (near, 1)


def test_one_held_session_has_no_rhythm_yet() -> None:
    assert record(with_gaps(0), "cadence_adherence")["status"] == "too_few"


def test_without_an_agreed_rhythm_the_figure_does_not_apply() -> None:
    found = record(with_gaps(0, 7, cadence=None), "cadence_adherence")
    assert found["status"] == "not_applicable"


@pytest.mark.parametrize(("minutes", "within"), [(44, 1), (45, 1), (46, 0)])
def test_a_session_of_exactly_45_minutes_is_within(minutes: int, within: int) -> None:
    start = dt.datetime.combine(day(0), dt.time(16))
    end = start + dt.timedelta(minutes=minutes)
    of = marts(
        dim_community=[{}], fct_session=[session("s1", 0, actual_start=start, actual_end=end)]
    )
    assert record(of, "sessions_within_45")["num"] == within
    assert record(of, "session_minutes_median")["value"] == minutes


def test_a_past_session_still_planned_is_missing_from_the_sessions_held() -> None:
    of = marts(
        dim_community=[{}],
        fct_session=[
            session("s1", 0),
            session("s2", 7, status="cancelled"),
            session("s3", (AS_OF - day(0)).days, status="planned"),
            session("s4", (AS_OF - day(0)).days + 1, status="planned"),
        ],
    )
    found = record(of, "sessions_held_ratio")
    assert (found["num"], found["den"], found["n_missing"]) == (1, 2, 1)


def test_an_absent_register_is_not_measured() -> None:
    of = marts(
        absent=("attendance",),
        dim_community=[{}],
        dim_member=[{"person_id": "p1"}],
        fct_session=[session("s1", 0)],
    )
    assert record(of, "attendance_rate")["status"] == "not_measured"


def test_before_its_start_a_community_owes_nothing() -> None:
    of = marts(
        absent=("attendance",),
        dim_community=[{"start_date": AS_OF + dt.timedelta(days=1)}],
    )
    assert record(of, "attendance_rate")["status"] == "not_due"


def test_a_period_whose_sessions_all_lie_ahead_is_not_due() -> None:
    ahead = (AS_OF - day(0)).days + 3
    sprint = {"sprint_no": 1, "planned_start": day(7), "planned_end": day(ahead + 7)}
    of = marts(
        dim_community=[{}],
        fct_sprint=[sprint],
        fct_session=[session("s1", ahead, sprint_no=1, status="planned")],
    )
    assert record(of, "attendance_rate", period="sprint_1")["status"] == "not_due"


def test_visits_are_counted_per_ended_sprint() -> None:
    of = marts(
        dim_community=[{}],
        fct_sprint=[
            {"sprint_no": 0, "phase": "start", "planned_start": day(0), "planned_end": day(4)},
            {"sprint_no": 1, "planned_start": day(7), "planned_end": day(25)},
            {"sprint_no": 2, "planned_start": day(28), "planned_end": day(46)},
            {"sprint_no": 3, "planned_start": day(49), "planned_end": day(90)},
        ],
        fct_visit=[{"visit_id": f"v{n}", "held_on": day(n)} for n in (1, 30, 35, 200)],
    )
    found = record(of, "visits_per_sprint")
    assert (found["num"], found["den"]) == (3, 2)


@pytest.mark.parametrize(("behind", "num"), [(0, 1), (-1, 0)])
def test_a_visit_counts_from_its_day_on(behind: int, num: int) -> None:
    of = marts(
        dim_community=[{}],
        fct_sprint=[{"sprint_no": 1, "planned_start": day(7), "planned_end": day(25)}],
        fct_visit=[{"visit_id": "v", "held_on": AS_OF - dt.timedelta(days=behind)}],
    )
    assert record(of, "visits_per_sprint")["num"] == num


def test_a_session_without_both_times_is_missing_from_its_length() -> None:
    start = dt.datetime.combine(day(0), dt.time(16))
    of = marts(dim_community=[{}], fct_session=[session("s1", 0, actual_start=start)])
    for indicator in ("session_minutes_median", "sessions_within_45"):
        found = record(of, indicator)
        assert (found["status"], found["n_missing"]) == ("too_few", 1)


def test_figures_of_sessions_are_about_the_members_and_of_pairs_about_who_was_marked() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": "p"}, {"person_id": "q"}],
        fct_session=[session("s1", 0), session("s2", 7)],
        fct_attendance=[
            {"session_id": name, "person_id": "p", "status": "late"} for name in ("s1", "s2")
        ],
    )
    assert record(of, "sessions_held_ratio")["n_persons"] == 2
    assert record(of, "attendance_rate")["n_persons"] == 1
    late = record(of, "late_share")
    assert (late["num"], late["den"], late["n_missing"]) == (2, 2, 2)
