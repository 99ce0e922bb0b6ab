from __future__ import annotations

from tests.unit.ingest.conftest import PLAIN, Judge

PERSONS = "person_id,display_name\n001,Piet Jansen\n"


def test_a_name_in_a_text_is_warned_of_at_its_place(judge: Judge) -> None:
    receipt = judge(
        person=PERSONS,
        community=PLAIN["community"].replace("Warm,Hoe?", "Warm,Wat wil Jansen?"),
        action="action_id,community_id,title,opened_on,status\n"
        "a1,c1,Bel Piet Jansen,2026-09-08,open\n",
        sprint_item="item_id,community_id,sprint_no,title,added_on\n"
        "i1,c1,1,Tekening,2026-09-08\ni2,c1,1,Tekening van Jansen,2026-09-08\n",
    ).receipt
    found = [issue for issue in receipt.issues if issue.code == "name_in_text"]
    assert {(i.column, i.row) for i in found} == {("question", 2), ("title", 2), ("title", 3)}
    assert {issue.severity for issue in found} == {"warning"}


def test_the_warning_does_not_repeat_the_name(judge: Judge) -> None:
    text = PLAIN["community"].replace("Warm", "Groep Jansen")
    receipt = judge(person=PERSONS, community=text).receipt
    assert "name_in_text" in {issue.code for issue in receipt.issues}
    assert "Jansen" not in str(receipt.to_record())


def test_without_names_there_is_nothing_to_warn_of(judge: Judge) -> None:
    text = PLAIN["community"].replace("Warm", "Groep Jansen")
    assert "name_in_text" not in {issue.code for issue in judge(community=text).receipt.issues}
