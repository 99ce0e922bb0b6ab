from __future__ import annotations

import pytest

from tests.unit.ingest.conftest import PLAIN, Judge

SESSIONS = (
    "session_id,community_id,kind,planned_start,planned_minutes,status,actual_start,actual_end\n"
)


def warned(judge: Judge, code: str, **tables: str) -> list[int | None]:
    issues = judge(**tables).receipt.issues
    return [issue.row for issue in issues if issue.code == code]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (",held,2026-09-08 12:00,2026-09-08 16:00", []),
        (",held,2026-09-08 12:00,2026-09-08 16:01", [2]),
        ("240,held,,", []),
        ("241,held,,", [2]),
        ("300,held,2026-09-08 12:00,2026-09-08 13:00", []),
    ],
)
def test_a_session_may_take_four_hours(judge: Judge, cells: str, rows: list[int]) -> None:
    text = f"{SESSIONS}s1,c1,work,2026-09-08 12:00,{cells}\n"
    header = PLAIN["attendance"].splitlines()[0] + "\n"
    assert warned(judge, "session_long", session=text, attendance=header) == rows


@pytest.mark.parametrize(("members", "rows"), [(8, []), (9, [2])])
def test_a_company_s_community_may_have_eight_members(
    judge: Judge, members: int, rows: list[int]
) -> None:
    header = PLAIN["membership"].splitlines()[0]
    lines = [f"c1,00{number},geas,employee,2026-09-01," for number in range(1, members + 1)]
    text = "\n".join([header, *lines, "c1,100,geas,facilitator,2026-09-01,"]) + "\n"
    assert warned(judge, "group_above_eight", membership=text) == rows


def test_attendance_of_a_cancelled_session_is_worth_a_look(judge: Judge) -> None:
    text = PLAIN["session"].replace(
        "s1,c1,0,start,2026-09-01 16:00,held", "s1,c1,0,start,2026-09-01 16:00,cancelled"
    )
    assert warned(judge, "attendance_on_cancelled", session=text) == [2, 3]


@pytest.mark.parametrize(
    ("day", "rows"),
    [("2026-07-03", []), ("2026-07-02", [2]), ("2027-01-29", []), ("2027-01-30", [2])],
)
def test_a_date_may_lie_sixty_days_outside_its_community(
    judge: Judge, day: str, rows: list[int]
) -> None:
    text = f"action_id,community_id,opened_on,status\na1,c1,{day},open\n"
    assert warned(judge, "date_outside_community", action=text) == rows


def test_the_actual_end_counts_before_the_planned_one(judge: Judge) -> None:
    community = (
        "community_id,organisation_id,name,question,start_date,planned_end_date,ended_on\n"
        "c1,geas,Warm,Hoe?,2026-09-01,2026-11-30,2026-10-01\n"
        "c2,geas,Koel,Hoe?,2026-09-01,2026-11-30,\n"
    )
    text = "action_id,community_id,opened_on,status\na1,c1,2026-12-01,open\na2,c2,2026-12-01,open\n"
    found = warned(judge, "date_outside_community", community=community, action=text)
    assert found == [2]
