from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.pages import guarded_funnel, guarded_pairs, guarded_signals, nameless
from lcdata.disclosure.records import CELL
from lcdata.pipelines.computed import funnel
from lcdata.pipelines.signals.person_signals import SIGNAL
from tests.unit.pipelines.builders import Rows, marts

from .consortium import computed, everybody, of_registers
from .registers import POLICY


def cell(grain: str, entity: str, **fields: object) -> dict[str, Any]:
    return {
        **dict.fromkeys(CELL), "indicator": "attendance_rate", "grain": grain,
        "entity_id": entity, "period": "overall", "status": "ok", "is_own": False, **fields,
    }  # fmt: skip


def cells(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=CELL, orient="row")


# -- the funnel -----------------------------------------------------------------------------------

WHOLE = cell("consortium", "consortium", num=37.0, den="41.0")
UNITS = [
    cell("company", "a", num=11.0, den="12.0"),
    cell("company", "b", num=20.0, den="23.0"),
    cell("overarching", "overarching", num=15.0, den="18.0"),
]
LARGER: dict[str, object] = {"num": 1.0, "den": "50.0"}


def test_the_funnel_is_around_the_rate_of_all_as_far_as_the_largest_unit() -> None:
    found = guarded_funnel(cells(WHOLE, *UNITS))
    assert found["den"].to_list() == list(range(10, 24))
    assert found.equals(funnel(37, 41, 23))


@pytest.mark.parametrize(
    "fields",
    [
        {"is_own": True},
        {"indicator": "late_share"},
        {"period": "sprint_1"},
        {"status": "suppressed"},
        {"grain": "community"},
        {"grain": "pooled"},
    ],
)
def test_the_funnel_knows_the_rates_in_view_alone(fields: dict[str, object]) -> None:
    other = cell("company", "c", **LARGER) | fields
    assert guarded_funnel(cells(WHOLE, *UNITS, other)).equals(funnel(37, 41, 23))


def test_the_overarching_unit_may_be_the_largest() -> None:
    largest = cell("overarching", "overarching", **LARGER)
    assert guarded_funnel(cells(WHOLE, *UNITS[:2], largest))["den"].max() == 50


@pytest.mark.parametrize("rows", [[WHOLE], UNITS, []], ids=["no unit", "no total", "nothing"])
def test_without_a_total_or_a_unit_there_is_no_funnel(rows: list[dict[str, Any]]) -> None:
    found = guarded_funnel(cells(*rows))
    assert (found.columns, len(found)) == (funnel(1, 2, 12).columns, 0)


# -- companies at the overarching sessions --------------------------------------------------------


def test_companies_with_five_persons_in_the_overarching_community_are_said_to_have_met() -> None:
    sizes = {"a": 5, "b": 5, "c": 4, "d": 5}
    members: Rows = [
        {"community_id": "o/c1", "organisation_id": name, "person_id": f"{name}{n}"}
        for name, size in sizes.items()
        for n in range(size)
    ]
    # one more of c leads the sessions, and five of c are members of a community of its own
    members += [{**members[0], "organisation_id": "c", "person_id": "x", "is_member": False}]
    members += [
        {"community_id": "c/c1", "organisation_id": "c", "person_id": f"y{n}"} for n in range(5)
    ]
    of = marts(
        dim_community=[
            {"community_id": "o/c1", "organisation_id": None},
            {"community_id": "c/c1", "organisation_id": "c"},
        ],
        dim_member=members,
    )
    met = pl.DataFrame(
        [("a", "b", 3), ("a", "c", 2), ("a", "d", 1), ("c", "d", 2)],
        schema=["organisation_id", "other_organisation_id", "sessions"],
        orient="row",
    )
    assert guarded_pairs(met, of, POLICY).rows() == [("a", "b", 3), ("a", "d", 1)]
    strict = POLICY.model_copy(update={"k_person": 6})
    assert guarded_pairs(met, of, strict).is_empty()


# -- signals --------------------------------------------------------------------------------------

COVERAGE, PEAK = "register_coverage", "group_size_max"
GROUPS = ("a/c1", "b/c1", "c/c1")


def signals(*rows: dict[str, Any]) -> list[tuple[str, str, bool | None]]:
    """The signals made of these cells, beside one that was there before of either kind."""
    made = [
        pl.DataFrame(
            [{**dict.fromkeys(SIGNAL), "community_id": "a/c1", "kind": kind}], schema=SIGNAL
        )
        for kind in ("no_visit", "group_above_eight")
    ]
    tables = dict(zip(("signals", "signals_of_members"), made, strict=True))
    of = replace(computed(of_registers(everybody(GROUPS)), COVERAGE), tables=tables)
    found = guarded_signals(of, cells(*rows), POLICY)
    return found.select("community_id", "kind", "is_own").rows()


RAW: list[tuple[str, str, bool | None]] = [
    ("a/c1", "no_visit", None),
    ("a/c1", "group_above_eight", True),
]


def test_signals_of_no_one_are_everybody_s_and_raw_ones_of_members_the_facilitator_s() -> None:
    assert signals() == RAW


def test_others_get_signals_of_members_from_the_figures_they_see() -> None:
    found = signals(
        cell("community", "a/c1", indicator=COVERAGE, num=7.0, den="10.0", n_persons="5-9"),
        cell("community", "b/c1", indicator=COVERAGE, num=8.0, den="10.0", n_persons="5-9"),
        # the exact figure of the own facilitator is not the others'
        cell("community", "c/c1", indicator=COVERAGE, num=1.0, den="10.0", is_own=True),
        cell("community", "c/c1", indicator=COVERAGE, status="suppressed"),
    )
    assert found == [*RAW, ("a/c1", "register_coverage_low", False)]


def test_a_group_above_eight_is_signalled_to_others_once_its_band_is() -> None:
    found = signals(
        cell("community", "a/c1", indicator=PEAK, n_persons="10-19"),
        # nine is one of five to nine, which may be eight
        cell("community", "b/c1", indicator=PEAK, n_persons="5-9"),
        cell("community", "c/c1", indicator=PEAK, status="suppressed"),
    )
    assert found == [*RAW, ("a/c1", "group_above_eight", False)]


def test_a_figure_with_a_band_of_persons_below_it_is_read_by_its_band() -> None:
    found = signals(cell("community", "a/c1", indicator=PEAK, den="20+", n_persons="20+"))
    assert found == [*RAW, ("a/c1", "group_above_eight", False)]


# -- titles ---------------------------------------------------------------------------------------


def test_a_title_loses_the_names_of_persons_of_every_delivery_turned_around_too() -> None:
    texts = {"name": "Groep Piet-Jansen", "question": "Wat wil Visser, Anna?", "project": None}
    communities = pl.DataFrame(
        {"community_id": ["geas/c1"], **{name: [text] for name, text in texts.items()}},
        schema_overrides={"project": pl.String},
    ).with_columns(end_product=pl.lit("Zonder namen"))
    persons = pl.DataFrame(
        {
            "person_id": ["nijhof/1", "geas/1", "loohuis/1"],
            "display_name": ["Piet Jansen", "Anna Visser", None],
        }
    )
    shown = nameless(communities, persons).row(0, named=True)
    assert (shown["name"], shown["question"]) == ("Groep …", "Wat wil …?")
    assert (shown["project"], shown["end_product"]) == (None, "Zonder namen")
