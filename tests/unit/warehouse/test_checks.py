from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from lcdata.contracts.marts import MARTS
from lcdata.errors import CheckFailure
from lcdata.warehouse.checks import check_marts
from lcdata.warehouse.database import Connection
from lcdata.warehouse.promises import promises
from tests.unit.warehouse.conftest import SQL, Deliveries
from tests.unit.warehouse.deliveries import alpha, community, consortium, day, member, session

Transformed = Callable[[Deliveries], Connection]

SCALE = {
    "scale_id": "S",
    "construct": "autonomy",
    "items": 2,
    "min": 1,
    "max": 5,
    "reversed": [],
    "min_answered": 1,
}
ANSWER = {
    "community_id": "c1",
    "wave": "t0",
    "respondent_id": "r1",
    "scale_id": "S",
    "item_no": 1,
    "value": 3,
}
INVITATION = {
    "community_id": "c1",
    "wave": "t0",
    "respondent_id": "r1",
    "invited_on": day("2026-03-02"),
}

BROKEN = {
    "fct_session__unique_key (1)": alpha(
        session=[session("s1", "c1", "2026-03-03T08:00"), session("s1", "c1", "2026-03-04T08:00")],
        attendance=[],
    ),
    "fct_session__community_known (1)": alpha(
        session=[session("s1", "c9", "2026-03-03T08:00")], attendance=[]
    ),
    "dim_member__left_after_joining (1)": alpha(
        membership=[member("c1", "007", "alpha", left_on=day("2026-03-01"))]
    ),
    "fct_attendance__person_known (1)": alpha(
        attendance=[{"session_id": "s1", "person_id": "999", "status": "present"}]
    ),
    "fct_attendance__session_known (1)": alpha(
        attendance=[
            {"session_id": "s9", "person_id": "7", "status": "present", "guest_kind": "expert"}
        ]
    ),
    "dim_community__successor_community_known (1)": alpha(
        community=[community("c1", "alpha", successor_community_id="c9")]
    ),
    "fct_goal__parent_goal_known (1)": alpha(
        goal=[
            {
                "goal_id": "g1",
                "community_id": "c1",
                "parent_goal_id": "g9",
                "set_on": day("2026-03-02"),
            }
        ]
    ),
    "fct_reflection__activity_known (1)": alpha(
        reflection=[{"reflection_id": "r1", "community_id": "c1", "activity_id": "a9"}]
    ),
    "fct_sprint_item__sprint_known (1)": alpha(
        sprint_item=[{"item_id": "i1", "community_id": "c1", "sprint_no": 9, "title": "x"}]
    ),
    "fct_activity_part__activity_known (1)": alpha(
        activity_part=[{"activity_id": "a9", "person_id": "7", "part": "giver"}]
    ),
    "fct_survey_answer__respondent_known (1)": alpha(survey_answer=[ANSWER]),
    "fct_survey_answer__value_in_range (1)": alpha(
        survey_answer=[{**ANSWER, "value": 6}], survey_invitation=[INVITATION]
    ),
}


@pytest.mark.parametrize(("rule", "tables"), BROKEN.items(), ids=BROKEN)
def test_a_broken_promise_is_named_with_its_count(
    transformed: Transformed, rule: str, tables: dict[str, pl.DataFrame]
) -> None:
    con = transformed({"alpha": tables, "consortium": consortium(scale=[SCALE])})
    with pytest.raises(CheckFailure) as failure:
        check_marts(con, SQL)
    assert str(failure.value) == rule


def test_sound_deliveries_break_no_promise(transformed: Transformed) -> None:
    sound = alpha(survey_answer=[ANSWER], survey_invitation=[INVITATION])
    con = transformed({"alpha": sound, "consortium": consortium(scale=[SCALE])})
    check_marts(con, SQL)


def test_a_guest_need_not_be_a_member(transformed: Transformed) -> None:
    guest = {
        "session_id": "s1",
        "person_id": "G",
        "status": "present",
        "guest_kind": "supplier",
    }
    check_marts(transformed({"alpha": alpha(attendance=[guest])}), SQL)


def test_a_failure_shows_no_delivered_value(transformed: Transformed) -> None:
    tables = alpha(attendance=[{"session_id": "s1", "person_id": "Jan", "status": "present"}])
    with pytest.raises(CheckFailure) as failure:
        check_marts(transformed({"alpha": tables}), SQL)
    assert "Jan" not in str(failure.value)


def test_every_mart_has_a_check_of_its_key() -> None:
    written = {path.stem for path in (SQL / "checks").glob("*.sql")}
    generated = {promise.name for promise in promises()}
    assert {f"{mart}__unique_key" for mart in MARTS} <= written | generated


def test_no_check_is_both_written_and_made_of_the_contract() -> None:
    generated = [promise.name for promise in promises()]
    written = [path.stem for path in (SQL / "checks").glob("*.sql")]
    assert len({*generated, *written}) == len([*generated, *written])


@pytest.mark.parametrize("path", sorted(SQL.rglob("*.sql")), ids=lambda path: path.stem)
def test_a_sql_file_is_short_and_opens_with_what_it_promises(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 80
    assert lines[0].startswith("-- ")
    if path.parent.name in {"staging", "marts", "reads"}:
        assert lines[0].startswith("-- Grain: one row per ")
