from __future__ import annotations

import datetime as dt

from lcdata.ingest.issues import Issue
from lcdata.ingest.keeping.discretion import HIDDEN, told_to_others
from lcdata.ingest.keeping.store import StoredDelivery
from lcdata.ingest.receipt import Receipt
from lcdata.release.board import delivery_issues

NOON = dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC)


def for_the_deliverer(*issues: Issue) -> list[bool]:
    receipt = Receipt("geas", "a1", "accepted", {}, (), issues)
    stored = StoredDelivery("geas", "a1", None, NOON, receipt, None)
    return delivery_issues([stored])["for_deliverer"].to_list()


def test_a_number_of_respondents_is_not_told_to_others() -> None:
    params: dict[str, str | int] = {"scale": "A", "wave": "t0", "items": "3", "count": 12}
    issue = Issue("item_against_scale", "survey_answer.csv", params=params)
    assert told_to_others(issue).params == {**params, "count": HIDDEN}


def test_that_a_group_is_above_eight_is_for_its_deliverer_alone() -> None:
    large = Issue("group_above_eight", "community.csv", None, 2, "community_id", {"count": 9})
    long = Issue("session_long", "session.csv", None, 3, "actual_end")
    assert for_the_deliverer(large, long) == [True, False]
