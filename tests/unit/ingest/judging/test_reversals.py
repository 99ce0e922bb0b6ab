from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.ingest.issues import Issue
from lcdata.ingest.judging.check import check
from lcdata.locale import words
from tests.unit.ingest.conftest import Write

INVITED = "community_id,wave,respondent_id,invited_on\n"
ANSWERED = "community_id,wave,respondent_id,scale_id,item_no,value\n"
CONSORTIUM = "organisation_id,contract_version,exported_at\nconsortium,1.0,2026-11-16 10:00\n"
ORGANISATIONS = "organisation_id,name,kind\ngeas,Geas,company\n"
SCALES = "scale_id,construct,items,min,max,reversed,min_answered\n"

AGREEING = (5, 5, 1)
DIFFERING = (1, 1, 5)
"""Answers to three items of a scale of 1 to 5, of which the third was asked in reverse."""


def warned(write: Write, people: int, reversed_items: str, incomplete: int = 0) -> list[Issue]:
    """What is said of so many respondents, half of whom agree; the last ones skip an item."""
    invited, answered = INVITED, ANSWERED
    for number in range(people):
        invited += f"c1,t0,r{number:02},2026-09-01\n"
        values = AGREEING if number % 2 else DIFFERING
        kept = 2 if number >= people - incomplete else 3
        for item, value in enumerate(values[:kept], start=1):
            answered += f"c1,t0,r{number:02},S3,{item},{value}\n"
    catalogue = write(
        {"delivery": CONSORTIUM, "organisation": ORGANISATIONS},
        "consortium",
        scale=f"{SCALES}S3,autonomy,3,1,5,{reversed_items},2\n",
    )
    delivery = write(survey_invitation=invited, survey_answer=answered)
    receipt = check([catalogue, delivery], {})[1].receipt
    return [issue for issue in receipt.issues if issue.code == "item_against_scale"]


def test_a_forgotten_reversal_is_named_with_its_item(write: Write) -> None:
    (issue,) = warned(write, 16, "none")
    assert issue.params == {"scale": "S3", "wave": "t0", "items": "3", "count": 16}
    assert (Path(issue.file or "").name, issue.row, issue.column) == (
        "survey_answer.csv",
        None,
        "value",
    )
    assert issue.severity == "warning"
    assert "S3, t0" in issue.message(words("nl"))


@pytest.mark.parametrize(("people", "incomplete"), [(15, 0), (16, 1)])
def test_fewer_than_sixteen_complete_respondents_say_too_little(
    write: Write, people: int, incomplete: int
) -> None:
    assert not warned(write, people, "none", incomplete)


def test_a_reversal_that_is_listed_is_none(write: Write) -> None:
    assert not warned(write, 16, "3")


def test_a_reversal_that_is_listed_where_there_is_none_is_named(write: Write) -> None:
    (issue,) = warned(write, 16, "1;3")
    assert issue.params["items"] == "1"
