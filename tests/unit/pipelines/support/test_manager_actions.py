from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lcdata.pipelines.facts import Facts
from lcdata.pipelines.support.manager_actions import manager_actions
from tests.unit.pipelines.builders import AS_OF, Rows, day, marts
from tests.unit.pipelines.one_community import exported

LATER = AS_OF + dt.timedelta(days=1)


def found(*actions: dict[str, Any], persons: Rows | None = None) -> Rows:
    rows = [
        {
            "action_id": f"x{n}",
            "opened_on": day(7),
            "status": "open",
            "owner_role": "manager",
            **one,
        }
        for n, one in enumerate(actions)
    ]
    return manager_actions(Facts(exported(fct_action=rows, dim_person=persons or []))).to_dicts()


def test_an_open_action_of_a_manager_is_published_without_a_person() -> None:
    action = {"title": "Tweede statief aanschaffen", "due_on": day(30), "owner_person_id": "a/7"}
    assert found(action) == [
        {
            "community_id": "a/c1",
            "title": "Tweede statief aanschaffen",
            "opened_on": day(7),
            "due_on": day(30),
            "closed_on": None,
        }
    ]


@pytest.mark.parametrize(
    "other", [{"owner_role": "member"}, {"owner_role": None}, {"status": "cancelled"}]
)
def test_actions_of_members_and_cancelled_ones_stay_out(other: dict[str, Any]) -> None:
    assert found(other) == []


def test_what_is_opened_after_the_as_of_date_stays_out() -> None:
    assert found({"opened_on": LATER}) == []


@pytest.mark.parametrize(
    ("action", "closed_on"),
    [
        ({"status": "done", "closed_on": day(20)}, day(20)),
        ({"status": "adopted", "closed_on": AS_OF}, AS_OF),
        ({"status": "done", "closed_on": LATER}, None),
        ({"status": "open", "closed_on": day(20)}, None),
    ],
)
def test_an_action_is_closed_from_its_day_on(
    action: dict[str, Any], closed_on: dt.date | None
) -> None:
    assert [row["closed_on"] for row in found(action)] == [closed_on]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Plek voor Ruud in het overleg", False),
        ("Plek voor de Vries", False),
        ("ruud-overleg", True),
        ("Plek in het overleg van", True),
        ("Sanne vrijmaken", True),
    ],
)
def test_a_title_that_may_name_someone_is_left_out(title: str, kept: bool) -> None:
    persons = [
        {"person_id": "a/1", "display_name": "Ruud van de Vries"},
        {"person_id": "b/1", "display_name": "Sanne Bos"},
    ]
    assert [row["title"] for row in found({"title": title}, persons=persons)] == [
        title if kept else None
    ]


@pytest.mark.parametrize(("community", "kept"), [("a/c1", False), ("a/c2", True)])
def test_the_name_of_a_guest_from_another_delivery_counts_where_that_person_is_a_member(
    community: str, kept: bool
) -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": "b/1", "community_id": community}],
        dim_person=[{"person_id": "b/1", "display_name": "Sanne Bos"}],
        fct_action=[
            {
                "action_id": "x",
                "community_id": "a/c1",
                "opened_on": day(7),
                "status": "open",
                "owner_role": "manager",
                "title": "Sanne vrijmaken",
            }
        ],
    )
    (title,) = manager_actions(Facts(of))["title"]
    assert title == ("Sanne vrijmaken" if kept else None)
