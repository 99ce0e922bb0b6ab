from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from lcdata.contracts.marts import MARTS
from tests.unit.warehouse.conftest import BuildMarts
from tests.unit.warehouse.deliveries import (
    alpha,
    community,
    consortium,
    day,
    delivery,
    member,
    session,
    sprint,
)

BOTH = {"alpha": alpha(), "consortium": consortium()}


def only(frame: pl.DataFrame, **where: object) -> dict[str, Any]:
    return frame.row(
        by_predicate=pl.all_horizontal(pl.col(k) == v for k, v in where.items()), named=True
    )


@pytest.mark.parametrize("deliveries", [{}, BOTH], ids=["nothing", "two deliveries"])
def test_every_mart_has_the_promised_columns_and_types(
    build_marts: BuildMarts, deliveries: dict[str, dict[str, pl.DataFrame]]
) -> None:
    marts = build_marts(deliveries)
    assert {name: dict(frame.schema) for name, frame in marts.items()} == MARTS


def test_two_companies_may_use_the_same_ids(build_marts: BuildMarts) -> None:
    beta = delivery("beta", "2026-04-01T12:00", community=[community("c1", "beta")])
    marts = build_marts({**BOTH, "beta": beta})
    found = marts["dim_community"].select("community_id", "organisation_id").rows()
    assert found == [("alpha/c1", "alpha"), ("beta/c1", "beta"), ("consortium/c1", None)]


def test_a_companys_member_is_one_person_in_both_communities(build_marts: BuildMarts) -> None:
    members = build_marts(BOTH)["dim_member"].filter(pl.col("person_id") == "alpha/007")
    assert members["community_id"].to_list() == ["alpha/c1", "consortium/c1"]


def test_a_schools_member_keeps_the_delivery_that_names_it(build_marts: BuildMarts) -> None:
    members = build_marts(BOTH)["dim_member"]
    assert "consortium/school/1" in members["person_id"].to_list()


def test_only_the_consortium_can_name_another_companys_person(build_marts: BuildMarts) -> None:
    beta = delivery(
        "beta",
        "2026-04-01T12:00",
        community=[community("c1", "beta")],
        membership=[member("c1", "alpha/007", "beta")],
    )
    marts = build_marts({**BOTH, "beta": beta})
    found = only(marts["dim_member"], community_id="beta/c1")
    assert found["person_id"] == "beta/alpha/007"


def test_a_facilitator_is_no_member(build_marts: BuildMarts) -> None:
    members = build_marts({"alpha": alpha()})["dim_member"]
    assert members.select("person_id", "is_member").rows() == [
        ("alpha/007", True),
        ("alpha/008", False),
    ]


def test_a_person_named_twice_goes_by_the_companys_own_name(build_marts: BuildMarts) -> None:
    marts = build_marts(
        {
            "alpha": alpha(person=[{"person_id": "007", "display_name": "Jan de Wit"}]),
            "consortium": consortium(
                person=[{"person_id": "alpha/007", "display_name": "J. d. W."}]
            ),
        }
    )
    assert marts["dim_person"].rows() == [("alpha/007", "Jan de Wit")]


def test_as_of_is_the_day_the_deliverer_exported(build_marts: BuildMarts) -> None:
    communities = build_marts(BOTH)["dim_community"]
    assert only(communities, community_id="alpha/c1")["as_of"] == dt.date(2026, 4, 1)
    assert only(communities, community_id="consortium/c1")["as_of"] == dt.date(2026, 4, 2)


@pytest.mark.parametrize(
    ("planned", "own", "expected"),
    [
        ("2026-03-10T08:00", 0, 0),
        ("2026-03-02T00:00", None, 0),
        ("2026-03-08T23:59", None, 0),
        ("2026-03-09T08:00", None, 1),
        ("2026-03-25T08:00", None, 1),
        ("2026-03-30T08:00", None, None),
    ],
    ids=["own sprint wins", "first day", "last day", "next sprint", "two plans", "outside"],
)
def test_a_session_without_sprint_belongs_to_the_lowest_planned_around_its_day(
    build_marts: BuildMarts, planned: str, own: int | None, expected: int | None
) -> None:
    overlapping = [
        sprint("c1", 0, "2026-03-02", "2026-03-08"),
        sprint("c1", 1, "2026-03-09", "2026-03-29"),
        sprint("c1", 2, "2026-03-23", "2026-03-29"),
    ]
    tables = alpha(session=[session("s1", "c1", planned, own)], sprint=overlapping)
    sessions = build_marts({"alpha": tables, "consortium": consortium()})["fct_session"]
    assert sessions["sprint_no"].to_list() == [expected]


def test_a_visit_without_sprint_is_placed_by_its_day(build_marts: BuildMarts) -> None:
    visit = {
        "visit_id": "v1",
        "community_id": "c1",
        "held_on": day("2026-03-12"),
        "direction": "out",
        "other_kind": "community",
        "other_community_id": "beta/c1",
    }
    visits = build_marts({"alpha": alpha(visit=[visit])})["fct_visit"]
    assert visits["sprint_no"].to_list() == [1]
    assert visits["other_community_id"].to_list() == ["beta/c1"]


def test_attendance_knows_the_community_of_its_session(build_marts: BuildMarts) -> None:
    attendance = build_marts(BOTH)["fct_attendance"]
    assert attendance.select("session_id", "community_id", "person_id").rows() == [
        ("alpha/s1", "alpha/c1", "alpha/007")
    ]


def test_an_organisation_without_short_name_goes_by_its_name(build_marts: BuildMarts) -> None:
    organisations = build_marts(BOTH)["dim_organisation"]
    assert organisations["short_name"].to_list() == ["Alpha Installaties", "Beta", "De School"]


def test_empty_optional_ids_stay_empty(build_marts: BuildMarts) -> None:
    marts = build_marts(BOTH)
    assert marts["dim_member"]["reports_to_person_id"].null_count() == len(marts["dim_member"])
    assert marts["dim_community"]["successor_community_id"].null_count() == 2


def test_reversed_items_arrive_as_numbers(build_marts: BuildMarts) -> None:
    scale = {
        "scale_id": "SDL8",
        "construct": "self_directed_learning",
        "items": 8,
        "min": 1,
        "max": 5,
        "reversed": [2, 5],
        "min_answered": 6,
    }
    scales = build_marts({"consortium": consortium(scale=[scale])})["dim_scale"]
    assert scales["reversed"].to_list() == [[2, 5]]
