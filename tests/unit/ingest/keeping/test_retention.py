from __future__ import annotations

import datetime as dt

import pytest

from lcdata.ingest.keeping.retention import Expired, Terms, expired, without_expired
from tests.unit.ingest.conftest import PLAIN, Judge

TERMS = Terms(registers=6, surveys=24)
NOON = dt.datetime(2026, 11, 16, 12)
COMMUNITIES = (
    "community_id,organisation_id,name,question,start_date,planned_end_date,ended_on\n"
    "c1,geas,Warm,Hoe?,2026-03-02,2026-08-31,{ended}\n"
    "c2,geas,Koel,Hoe?,2026-09-01,2026-11-30,\n"
)
OLD = Expired(frozenset({"c1"}), frozenset(), is_bare=False)
PERSONS = "person_id,display_name\n001,Piet Jansen\n002,Anna Visser\n003,Ada Bos\n"
BOTH = PLAIN["membership"] + "c2,003,geas,employee,2026-09-01,\n"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("ended", "today", "gone"),
    [
        ("", "2027-02-27", set()),
        ("", "2027-02-28", {"c1"}),
        ("2026-06-15", "2026-12-14", set()),
        ("2026-06-15", "2026-12-15", {"c1"}),
        ("", "2027-05-30", {"c1", "c2"}),
    ],
)
def test_a_term_runs_from_the_actual_else_the_planned_end(
    judge: Judge, ended: str, today: str, gone: set[str]
) -> None:
    tables = judge(community=COMMUNITIES.format(ended=ended)).tables
    assert expired(tables, NOON, day(today), TERMS).registers == gone


def test_surveys_have_a_term_of_their_own(judge: Judge) -> None:
    tables = judge(community=COMMUNITIES.format(ended="2026-08-31")).tables
    assert expired(tables, NOON, day("2028-08-30"), TERMS).surveys == set()
    assert expired(tables, NOON, day("2028-08-31"), TERMS).surveys == {"c1"}


def test_a_delivery_without_communities_ends_when_it_was_exported(judge: Judge) -> None:
    lone = {"delivery": PLAIN["delivery"], "person": PERSONS}
    tables = judge(lone).tables
    assert not expired(tables, NOON, day("2027-05-15"), TERMS).is_any
    past = expired(tables, NOON, day("2027-05-16"), TERMS)
    assert past.is_bare
    assert "person" not in without_expired(tables, past)


def test_memberships_and_registers_of_an_ended_community_go(judge: Judge) -> None:
    kept = without_expired(judge(membership=BOTH, person=PERSONS).tables, OLD)
    assert kept["membership"]["person_id"].to_list() == ["003"]
    assert kept["person"]["display_name"].to_list() == ["Ada Bos"]
    assert kept["session"].height == 2


def test_a_table_that_loses_its_last_row_is_absent_not_empty(judge: Judge) -> None:
    kept = without_expired(judge(membership=BOTH).tables, OLD)
    assert "attendance" not in kept


def test_a_table_that_was_delivered_empty_stays(judge: Judge) -> None:
    header = PLAIN["attendance"].splitlines()[0] + "\n"
    assert "attendance" in without_expired(judge(attendance=header).tables, OLD)


def test_work_stays_without_its_owner(judge: Judge) -> None:
    tables = judge(
        action="action_id,community_id,title,opened_on,status,owner_person_id\n"
        "a1,c1,Bestel,2026-09-08,open,001\na2,c2,Meet,2026-09-08,open,003\n",
        reflection="reflection_id,community_id,sprint_no,person_id,reflected_on,"
        "did_differently_answered,do_again_answered,needs_answered\n"
        "r1,c1,1,001,2026-09-25,ja,ja,ja\n",
        sprint_item="item_id,community_id,sprint_no,title,added_on,owner_person_id\n"
        "i1,c1,1,Tekening,2026-09-08,002\n",
    ).tables
    kept = without_expired(tables, OLD)
    assert kept["action"]["owner_person_id"].to_list() == [None, "003"]
    assert kept["reflection"]["person_id"].to_list() == [None]
    assert kept["sprint_item"]["owner_person_id"].to_list() == [None]


def test_personal_goals_go_and_shared_ones_stay(judge: Judge) -> None:
    goals = (
        "goal_id,community_id,person_id,parent_goal_id,set_on\n"
        "g1,c1,,,2026-09-02\ng2,c1,001,g1,2026-09-03\ng3,c1,,g2,2026-09-04\n"
    )
    kept = without_expired(judge(goal=goals).tables, OLD)["goal"]
    assert kept.select("goal_id", "parent_goal_id").rows() == [("g1", None), ("g3", None)]


def test_survey_rows_go_with_their_own_term(judge: Judge) -> None:
    tables = judge(
        survey_invitation="community_id,wave,respondent_id,invited_on\n"
        "c1,t0,x1,2026-09-01\nc2,t0,x2,2026-09-01\n"
    ).tables
    assert without_expired(tables, OLD)["survey_invitation"].height == 2
    late = Expired(frozenset({"c1"}), frozenset({"c1"}), is_bare=False)
    assert without_expired(tables, late)["survey_invitation"]["respondent_id"].to_list() == ["x2"]


def test_nothing_goes_before_its_term(judge: Judge) -> None:
    tables = judge().tables
    past = expired(tables, NOON, day("2027-05-29"), TERMS)
    assert not past.is_any
    assert without_expired(tables, past) == dict(tables)
