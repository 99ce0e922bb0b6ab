from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from lcdata.contracts.marts import MARTS, Marts
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.support.contacts import DEFINITIONS, contact_cells
from tests.unit.pipelines.builders import AS_OF, Rows, marts

OVERARCHING = {
    "community_id": "consortium/c1",
    "delivered_by": "consortium",
    "organisation_id": None,
}
DIRECTOR = "contact.director_attendance"


def before(days: int) -> dt.date:
    return AS_OF - dt.timedelta(days=days)


def contact(days: int, kind: str = "call", **more: object) -> dict[str, Any]:
    row = {"contact_id": f"{kind}-{days}", "organisation_id": "a", "kind": kind}
    return {**row, "held_on": before(days), **more}


def consortium(
    contacts: Rows,
    delivered: tuple[str | None, ...] = (None, "director_present"),
    clock: bool = True,
) -> Marts:
    communities: Rows = [OVERARCHING] if clock else [{}]
    of = marts(
        dim_organisation=[
            {"organisation_id": "a"},
            {"organisation_id": "b"},
            {"organisation_id": "school", "kind": "education"},
        ],
        dim_community=communities,
        fct_contact=contacts,
    )
    rows = [
        {"delivered_by": "consortium", "table_name": "contact", "column_name": column}
        for column in delivered
    ]
    return {**of, "delivered": pl.DataFrame(rows, schema=MARTS["delivered"], orient="row")}


def record(of: Marts, indicator: str, entity_id: str = "a") -> dict[str, Any]:
    found = contact_cells(Facts(of)).filter(
        (pl.col("indicator") == indicator) & (pl.col("entity_id") == entity_id)
    )
    assert len(found) == 1
    return found.row(0, named=True)


def test_the_last_contact_of_any_kind_counts_and_a_planned_one_does_not() -> None:
    of = consortium([contact(30), contact(12, "site_visit"), contact(-3, "interview")])
    assert record(of, "contact.days_since_last")["value"] == 12


def test_a_contact_on_the_as_of_date_was_no_days_ago() -> None:
    found = record(consortium([contact(0)]), "contact.days_since_last")
    assert (found["status"], found["value"]) == ("ok", 0)


@pytest.mark.parametrize(("contacts", "status"), [([], "too_few"), ([contact(-3)], "not_due")])
def test_without_a_contact_so_far_there_is_no_last_one(contacts: Rows, status: str) -> None:
    found = record(consortium(contacts), "contact.days_since_last")
    assert (found["status"], found["value"]) == (status, None)


def test_every_company_has_a_record_and_a_school_has_none() -> None:
    cells = contact_cells(Facts(consortium([contact(5)])))
    companies = cells.filter(pl.col("grain") == "company").group_by("indicator").agg("entity_id")
    assert set(cells["indicator"]) == {entry.id for entry in DEFINITIONS}
    assert [sorted(ids) for ids in companies["entity_id"]] == [["a", "b"]] * 5


def test_the_director_is_counted_where_it_is_known_whether_he_was_there() -> None:
    answers = [True, True, False, None]
    meetings = [
        contact(7 * place, "consortium_meeting", director_present=answer)
        for place, answer in enumerate(answers)
    ]
    found = record(consortium([*meetings, contact(3, director_present=True)]), DIRECTOR)
    assert (found["num"], found["den"], found["n_missing"]) == (2, 3, 1)


def test_the_director_at_four_of_four_meetings_has_the_interval_of_a_share() -> None:
    meetings = [contact(place, "consortium_meeting", director_present=True) for place in range(4)]
    found = record(consortium(meetings), DIRECTOR)
    # Wilson at x = n: n / (n + z²), z = 1.959964
    assert (found["low"], found["high"]) == (pytest.approx(4 / 7.841459, abs=1e-6), 1)


@pytest.mark.parametrize(
    ("meetings", "status"),
    [
        ([], "too_few"),
        ([contact(9)], "too_few"),
        ([contact(9, "consortium_meeting")], "too_few"),
        ([contact(-1, "consortium_meeting", director_present=True), contact(9)], "not_due"),
    ],
)
def test_without_a_meeting_that_is_known_the_director_has_no_share(
    meetings: Rows, status: str
) -> None:
    assert record(consortium(meetings), DIRECTOR)["status"] == status


def test_without_the_column_the_director_is_not_measured_but_the_rest_is() -> None:
    of = consortium([contact(9, "consortium_meeting")], delivered=(None,))
    found = record(of, DIRECTOR)
    assert (found["status"], found["n_missing"]) == ("not_measured", 0)
    assert record(of, "contact.days_since_last")["value"] == 9


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [
        ("contact.interviews", "interview"),
        ("contact.observation_days", "site_visit"),
        ("contact.design_sessions", "design_session"),
    ],
)
def test_contacts_of_a_kind_are_counted_up_to_the_as_of_date(indicator: str, kind: str) -> None:
    of = consortium([contact(0, kind), contact(40, kind), contact(-1, kind), contact(2)])
    found = record(of, indicator)
    assert (found["value"], found["num"], found["den"]) == (2, 2, None)
    assert record(of, indicator, "b")["value"] == 0


def test_a_meeting_of_two_companies_on_one_day_is_one_meeting() -> None:
    # two meetings in 61 days: 2 ÷ (61 ÷ 30.4375)
    of = consortium(
        [
            contact(61, "consortium_meeting"),
            contact(61, "consortium_meeting", organisation_id="b"),
            contact(30, "consortium_meeting"),
            contact(-5, "consortium_meeting"),
            contact(99),
        ]
    )
    found = record(of, "contact.meetings_per_month", "consortium")
    assert found["num"] == 2
    assert found["value"] == pytest.approx(0.997951, abs=1e-6)
    assert (found["grain"], found["low"]) == ("consortium", None)


@pytest.mark.parametrize(
    ("contacts", "status"),
    [
        ([], "too_few"),
        ([contact(0, "consortium_meeting")], "too_few"),
        ([contact(-4, "consortium_meeting")], "not_due"),
    ],
)
def test_a_frequency_needs_time_since_the_first_meeting(contacts: Rows, status: str) -> None:
    found = record(consortium(contacts), "contact.meetings_per_month", "consortium")
    assert found["status"] == status


def test_without_the_table_nothing_of_it_is_measured_for_any_company() -> None:
    cells = contact_cells(Facts(consortium([], delivered=())))
    assert cells["status"].unique().to_list() == ["not_measured"]
    assert len(cells) == 11
    assert cells["value"].null_count() == 11


def test_without_a_clock_contacts_are_counted_but_no_time_is_measured() -> None:
    of = consortium([contact(9, "interview"), contact(9, "consortium_meeting")], clock=False)
    assert record(of, "contact.interviews")["value"] == 1
    assert record(of, "contact.days_since_last")["status"] == "not_measured"
    per_month = record(of, "contact.meetings_per_month", "consortium")
    assert per_month["status"] == "not_measured"


def test_half_a_month_since_the_first_meeting_is_time_enough() -> None:
    found = record(
        consortium([contact(15, "consortium_meeting")]), "contact.meetings_per_month", "consortium"
    )
    assert (found["status"], found["n_missing"], found["n_persons"]) == ("ok", 0, 0)
    assert found["value"] == pytest.approx(30.4375 / 15)


def test_one_meeting_that_is_known_is_a_share_with_an_interval() -> None:
    meeting = contact(4, "consortium_meeting", director_present=True)
    found = record(consortium([meeting]), DIRECTOR)
    # Wilson at 1 of 1: 1 / (1 + z²)
    assert (found["den"], found["low"]) == (1, pytest.approx(1 / 4.841459, abs=1e-6))


@pytest.mark.parametrize("indicator", ["contact.days_since_last", "contact.interviews"])
def test_a_count_of_contacts_misses_nothing_and_is_about_no_person(indicator: str) -> None:
    found = record(consortium([contact(3)]), indicator)
    assert (found["n_missing"], found["n_persons"]) == (0, 0)
