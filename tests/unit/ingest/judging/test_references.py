from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lcdata.access import Role
from lcdata.domain import CONSORTIUM_ID, OVERALL, OVERARCHING_ID, RESERVED_IDS, Grain
from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check
from lcdata.ingest.judging.references import judge as judge_live
from lcdata.locale import words
from tests.unit.ingest.conftest import PLAIN, Judge, Write

GOALS = "goal_id,community_id,parent_goal_id,set_on\n"
REFLECTIONS = (
    "reflection_id,community_id,sprint_no,session_id,activity_id,reflected_on,"
    "did_differently_answered,do_again_answered,needs_answered\n"
)
CONSORTIUM = {
    "delivery": "organisation_id,contract_version,exported_at\nconsortium,1.0,2026-11-16 10:00\n",
    "organisation": "organisation_id,name,kind\ngeas,Geas,company\nsaxion,Saxion,education\n",
    "scale": "scale_id,construct,items,min,max,reversed,min_answered\nA4,autonomy,4,1,5,none,3\n",
}
SURVEY = {
    "survey_invitation": "community_id,wave,respondent_id,invited_on\nc1,t0,R1,2026-09-01\n",
    "survey_answer": "community_id,wave,respondent_id,scale_id,item_no,value\n"
    "c1,t0,R1,A4,1,5\nc1,t0,R1,A4,2,6\nc1,t0,R1,A4,5,3\nc1,t0,R1,B9,1,3\nc1,t1,R1,A4,1,3\n",
}


def errors(checked: Checked) -> list[tuple[str, int | None, str | None]]:
    found = [issue for issue in checked.receipt.issues if issue.severity == "error"]
    return [(issue.code, issue.row, issue.column) for issue in found]


def warnings(checked: Checked) -> list[str]:
    return [issue.code for issue in checked.receipt.issues if issue.severity == "warning"]


def test_a_quarantined_community_takes_everything_about_it_along(judge: Judge) -> None:
    checked = judge(
        community=PLAIN["community"].replace("c1,geas,Warm,Hoe?,2026", "c1,geas,,,2026")
    )
    told = Counter(code for code, _, _ in errors(checked))
    assert told == {"cell_missing": 2, "reference_quarantined": 2 + 2 + 2 + 3}
    assert checked.tables["attendance"].is_empty()
    assert checked.receipt.tables["attendance"].quarantined == 3


def test_a_quarantined_membership_takes_its_attendance_along(judge: Judge) -> None:
    checked = judge(membership=PLAIN["membership"].replace("student", "baas"))
    assert errors(checked) == [
        ("code_unknown", 3, "role"),
        ("reference_quarantined", 3, "person_id"),
    ]


@pytest.mark.parametrize(("guest_kind", "accepted"), [("", 0), ("expert", 1)])
def test_only_a_guest_need_not_be_a_member(judge: Judge, guest_kind: str, accepted: int) -> None:
    header = PLAIN["attendance"].splitlines()[0]
    checked = judge(attendance=f"{header}\ns1,999,present,,{guest_kind}\n")
    assert checked.receipt.tables["attendance"].accepted == accepted
    assert errors(checked) == ([] if accepted else [("not_a_member", 2, "person_id")])


def test_a_sprint_number_without_a_sprint_is_emptied(judge: Judge) -> None:
    checked = judge(session=PLAIN["session"].replace("s2,c1,1", "s2,c1,7"))
    assert checked.tables["session"]["sprint_no"].to_list() == [0, None]
    assert "sprint_emptied" in warnings(checked)
    assert checked.receipt.status == "accepted"


def test_a_sprint_item_needs_its_sprint(judge: Judge) -> None:
    items = "item_id,community_id,sprint_no,title,added_on\ni1,c1,7,Iets,2026-09-08\n"
    assert errors(judge(sprint_item=items)) == [("reference_missing", 2, "sprint_no")]


def test_an_optional_reference_to_a_quarantined_row_is_emptied(judge: Judge) -> None:
    checked = judge(goal=GOALS + "g1,c1,,31-02-2026\ng2,c1,g1,2026-09-01\n")
    assert checked.tables["goal"].select("goal_id", "parent_goal_id").rows() == [("g2", None)]
    assert "reference_emptied" in warnings(checked)


def test_an_optional_reference_to_nothing_is_an_error_and_spreads(judge: Judge) -> None:
    checked = judge(goal=GOALS + "g1,c1,g9,2026-09-01\ng2,c1,g1,2026-09-01\n")
    assert errors(checked) == [("reference_missing", 2, "parent_goal_id")]
    assert checked.tables["goal"]["parent_goal_id"].to_list() == [None]


def test_a_reflection_on_a_quarantined_session_stays_without_it(judge: Judge) -> None:
    sessions = PLAIN["session"].replace("s2,c1,1,work", "s2,c1,1,feest")
    checked = judge(session=sessions, reflection=REFLECTIONS + "r1,c1,,s2,,2026-09-08,1,1,1\n")
    assert checked.tables["reflection"]["session_id"].to_list() == [None]
    assert "reference_emptied" in warnings(checked)


def test_a_repeated_key_keeps_its_first_row_and_nothing_follows(judge: Judge) -> None:
    checked = judge(session=PLAIN["session"] + "s1,c1,,work,2026-09-09 16:00,held\n")
    (issue,) = [i for i in checked.receipt.issues if i.severity == "error"]
    assert (issue.code, issue.row, issue.column) == ("duplicate_key", 4, "session_id")
    assert issue.params["first"] == 2


def test_two_scales_for_one_construct_are_an_error(write: Write) -> None:
    scale = CONSORTIUM["scale"] + "A5,autonomy,5,1,5,none,3\n"
    (checked,) = check([write(CONSORTIUM, scale=scale)], {})
    assert errors(checked) == [("duplicate_construct", 3, "construct")]


@pytest.mark.parametrize("owner", ["nijhof", ""])
def test_a_company_speaks_only_about_its_own_communities(judge: Judge, owner: str) -> None:
    checked = judge(community=PLAIN["community"].replace("c2,geas", f"c2,{owner}"))
    assert errors(checked) == [("other_organisation", 3, "organisation_id")]


def test_a_community_of_the_consortium_has_no_company(write: Write) -> None:
    community = PLAIN["community"].replace("c1,geas", "c1,").replace("c2,geas", "c2,consortium")
    community += "c3,geas,Nat,Hoe?,2026-09-01,2026-11-30\n"
    (checked,) = check([write(CONSORTIUM, community=community)], {})
    assert errors(checked) == [("no_company", 4, "organisation_id")]
    assert checked.tables["community"]["organisation_id"].to_list() == [None, None]


@pytest.fixture
def consortium(write: Write) -> Path:
    return write(CONSORTIUM, name="consortium")


def test_the_consortium_settles_scales_and_home_organisations(
    write: Write, consortium: Path
) -> None:
    membership = PLAIN["membership"].replace("002,geas", "002,elders")
    folder = write({**PLAIN, **SURVEY}, membership=membership)
    checked = check([folder, consortium], {})[0]
    assert errors(checked) == [
        ("not_in_consortium", 3, "organisation_id"),
        ("reference_quarantined", 3, "person_id"),
        ("outside_scale", 3, "value"),
        ("outside_scale", 4, "item_no"),
        ("not_in_consortium", 5, "scale_id"),
        ("reference_missing", 6, "respondent_id"),
    ]
    assert checked.receipt.tables["survey_answer"].accepted == 1


def test_rows_only_the_consortium_contradicts_are_judged_anew_at_a_build(
    write: Write, consortium: Path
) -> None:
    folder = write({**PLAIN, **SURVEY})
    checked, leading = check([folder, consortium], {})
    assert checked.tables["survey_answer"].height == 4
    live = {"geas": checked.tables, "consortium": leading.tables}
    assert judge_live(live)["geas"]["survey_answer"].height == 1
    assert judge_live({"geas": checked.tables})["geas"]["survey_answer"].height == 4


def test_a_visit_to_a_community_nobody_delivered_is_a_warning(judge: Judge) -> None:
    visits = (
        "visit_id,community_id,held_on,direction,other_kind,other_community_id\n"
        "v1,c1,2026-09-08,out,community,geas/c2\nv2,c1,2026-09-08,out,community,nijhof/c9\n"
    )
    found = [i for i in judge(visit=visits).receipt.issues if i.code == "other_community_unknown"]
    assert [issue.row for issue in found] == [3]


def test_an_uploader_delivers_for_the_own_organisation_only(write: Write) -> None:
    (checked,) = check([write()], {}, may_deliver={"nijhof"})
    assert [issue.code for issue in checked.receipt.issues] == ["organisation_not_yours"]


@pytest.mark.parametrize("name", ["Geas", "de_groot", "de groot", "a/b", "a,b", "a:b", "é", "../x"])
def test_an_organisation_whose_id_could_be_read_as_another_is_refused(
    judge: Judge, name: str
) -> None:
    checked = judge(delivery=PLAIN["delivery"].replace("geas", f'"{name}"'))
    assert errors(checked) == [("id_unusable", 2, "organisation_id")]
    assert checked.is_refused


@pytest.mark.parametrize("name", sorted(RESERVED_IDS))
def test_no_organisation_is_called_by_a_word_of_our_own(judge: Judge, name: str) -> None:
    checked = judge(delivery=PLAIN["delivery"].replace("geas", name))
    assert errors(checked) == [("id_reserved", 2, "organisation_id")]
    assert checked.is_refused


def test_every_role_period_and_grain_is_a_reserved_word() -> None:
    assert {*map(str, Role), *map(str, Grain), OVERARCHING_ID, OVERALL} - RESERVED_IDS == {
        CONSORTIUM_ID
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("leader,L,company", "id_reserved"),
        ("pooled,P,education", "id_reserved"),
        ("consortium,C,company", "id_reserved"),
        ("De Groot,D,company", "id_unusable"),
    ],
)
def test_the_consortium_lists_no_organisation_by_such_an_id(
    write: Write, row: str, code: str
) -> None:
    listed = CONSORTIUM["organisation"] + f"{row}\n"
    (checked,) = check([write(CONSORTIUM, organisation=listed)], {})
    assert errors(checked) == [(code, 4, "organisation_id")]


def test_the_message_says_where_and_what_to_do_in_both_languages(judge: Judge) -> None:
    told = judge(delivery=PLAIN["delivery"].replace("geas", "overarching")).receipt
    for language, said in (("nl", "kan zo heten"), ("en", "can be called so")):
        text = told.to_text(words(language))
        assert "delivery.csv" in text
        assert "organisation_id" in text
        assert said in text
