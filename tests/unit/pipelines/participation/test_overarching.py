from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from lcdata.contracts.marts import Marts
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.participation.overarching import shared_sessions
from tests.unit.pipelines.builders import AS_OF, Rows, day, marts, record, records, session

OVERARCHING = {"community_id": "x/c1", "delivered_by": "x", "organisation_id": None}
HOMES = {"p0": "a", "p1": "b", "p2": "c", "p3": "c", "p4": "school"}
ORGANISATIONS: Rows = [
    *({"organisation_id": name} for name in "abcd"),
    {"organisation_id": "school", "kind": "education"},
]


def met(*registers: dict[str, str], **more: Any) -> Marts:  # noqa: ANN401
    """The overarching community; each session with the marks of its register."""
    return marts(
        dim_organisation=ORGANISATIONS,
        dim_community=[OVERARCHING],
        dim_member=[
            {"community_id": "x/c1", "person_id": person, "organisation_id": home}
            for person, home in HOMES.items()
        ],
        fct_session=[
            session(f"s{place}", 7 * place, community_id="x/c1") for place in range(len(registers))
        ],
        fct_attendance=[
            {"community_id": "x/c1", "session_id": f"s{n}", "person_id": person, "status": mark}
            for n, register in enumerate(registers)
            for person, mark in register.items()
        ],
        **more,
    )


def found(of: Marts, indicator: str, grain: str = "community", entity_id: str = "x/c1") -> Any:  # noqa: ANN401
    return record(of, indicator, grain, entity_id)


def test_companies_taking_part_are_distinct_homes_of_members_among_all_companies() -> None:
    there = found(met(), "companies_represented")
    # a, b and c of a, b, c and d; the school is no company
    assert (there["num"], there["den"], there["value"]) == (3, 4, 0.75)
    assert (there["low"], there["n_persons"], there["n_missing"]) == (None, 5, 0)
    assert found(met(), "companies_represented", "overarching", "overarching")["value"] == 0.75


@pytest.mark.parametrize(
    ("register", "num"),
    [
        ({"p0": "present", "p1": "late", "p2": "present"}, 1),
        ({"p0": "present", "p1": "present", "p4": "present"}, 0),
        ({"p0": "present", "p2": "present", "p3": "present"}, 0),
        ({"p0": "present", "p1": "present", "p2": "excused"}, 0),
    ],
)
def test_a_session_has_three_companies_when_a_member_of_each_was_there(
    register: dict[str, str], num: int
) -> None:
    there = found(met(register), "sessions_three_companies")
    assert (there["num"], there["den"], there["n_missing"]) == (num, 1, 0)


def test_a_session_without_a_register_is_missing() -> None:
    there = found(met({"p0": "present"}, {}), "sessions_three_companies")
    assert (there["num"], there["den"], there["n_missing"]) == (0, 1, 1)


@pytest.mark.parametrize("indicator", ["companies_represented", "sessions_three_companies"])
def test_a_company_has_no_figure_of_the_overarching_community(indicator: str) -> None:
    of = met({"p0": "present"})
    own = marts(dim_community=[{}, OVERARCHING])["dim_community"]
    units = records({**of, "dim_community": own}, indicator).select("grain", "entity_id").unique()
    assert sorted(units.rows()) == [("community", "x/c1"), ("overarching", "overarching")]


def test_companies_that_met_are_counted_pair_by_pair() -> None:
    of = met(
        {"p0": "present", "p1": "present", "p2": "late"},
        {"p2": "present", "p0": "present", "p3": "present"},
        {"p0": "present", "p1": "absent"},
    )
    assert shared_sessions(Facts(of)).rows() == [("a", "b", 1), ("a", "c", 2), ("b", "c", 1)]


def test_companies_that_met_in_a_community_of_one_of_them_are_not_counted() -> None:
    of = met({"p0": "present", "p1": "present"})
    owned = of["dim_community"].with_columns(organisation_id=pl.lit("a"))
    assert shared_sessions(Facts({**of, "dim_community": owned})).is_empty()


def test_without_the_organisations_nothing_is_known_of_companies() -> None:
    of = {**met({"p0": "present"}), "dim_organisation": marts()["dim_organisation"]}
    for indicator in ("companies_represented", "sessions_three_companies"):
        assert found(of, indicator)["status"] == "not_measured"


def test_a_session_of_tomorrow_is_not_due() -> None:
    ahead = session("s", (AS_OF - day(0)).days + 1, community_id="x/c1")
    of = marts(dim_organisation=ORGANISATIONS, dim_community=[OVERARCHING], fct_session=[ahead])
    assert found(of, "sessions_three_companies")["status"] == "not_due"
