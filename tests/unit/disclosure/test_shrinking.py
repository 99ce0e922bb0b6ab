from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.records import CELL
from lcdata.disclosure.shrinking import SHRINKING, shrunken
from lcdata.pipelines.pooling import RECORD

RATE, CHANGE = "attendance_rate", "change.autonomy"


def cell(company: str, indicator: str = RATE, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        **dict.fromkeys(CELL), "indicator": indicator, "grain": "company", "entity_id": company,
        "period": "overall", "status": "ok", "is_own": False, "num": 8.0, "den": "10.0",
        "value": 0.8, "n_persons": "5-9", "kind": "person", **fields,
    }  # fmt: skip


def made(cells: Iterable[dict[str, Any]]) -> dict[tuple[str, str], float]:
    """The shrunken values of rates, by indicator and company."""
    told = pl.DataFrame(list(cells), schema=CELL, orient="row")
    found = shrunken(told, pl.DataFrame(schema=RECORD))
    assert dict(found.schema) == CELL
    return {(row["indicator"], row["entity_id"]): row["value"] for row in found.to_dicts()}


def rates(*parts: tuple[int, int]) -> list[dict[str, Any]]:
    return [
        cell(name, num=float(num), den=f"{den}.0", value=num / den)
        for name, (num, den) in zip("abcdefg", parts, strict=False)
    ]


ALIKE = [(4, 6), (7, 10), (10, 15), (13, 20)]
"""Rates that differ less than chance lets them: two thirds of all of them, 34 of 51."""

TWO_THIRDS = {(f"{RATE}.shrunken", name): 0.67 for name in "abcd"}


def test_rates_that_differ_by_chance_alone_shrink_to_the_rate_of_all_in_whole_percents() -> None:
    assert made(rates(*ALIKE)) == TWO_THIRDS


def test_rates_that_differ_much_keep_their_order_and_come_closer() -> None:
    found = list(made(rates((10, 100), (40, 100), (60, 100), (90, 100))).values())
    assert 0.1 < found[0] < 0.4 <= found[1] < 0.5 < found[2] <= 0.6 < found[3] < 0.9
    assert sum(found) / 4 == pytest.approx(0.5, abs=0.01)


def test_three_companies_are_too_few_to_learn_from() -> None:
    assert made(rates(*ALIKE[:3])) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "suppressed", "num": None, "den": None, "value": None},
        {"is_own": True},
        {"period": "sprint_1"},
        {"grain": "community"},
        {"indicator": "register_coverage"},
        {"indicator": "late_share"},
    ],
    ids=["hidden", "own version", "sprint", "community", "not shrunken", "another figure"],
)
def test_only_figures_of_companies_in_view_are_learned_from(fields: dict[str, Any]) -> None:
    other = cell("e", num=0.0, den="100.0", value=0.0) | fields
    assert made([*rates(*ALIKE), other]) == TWO_THIRDS
    # nor does it make a fourth
    assert made([*rates(*ALIKE[:3]), other]) == {}


def test_each_figure_learns_from_its_own_companies() -> None:
    late = [{**one, "indicator": "late_share"} for one in rates((1, 2), (1, 2), (1, 2), (1, 2))]
    assert made([*rates(*ALIKE), *late]) == {
        **TWO_THIRDS,
        **{("late_share.shrunken", name): 0.5 for name in "abcd"},
    }


def test_a_shrunken_value_is_a_record_of_its_own_without_counts_or_interval() -> None:
    told = pl.DataFrame(rates(*ALIKE), schema=CELL, orient="row")
    found = shrunken(told, pl.DataFrame(schema=RECORD)).row(0, named=True)
    assert {found[name] for name in ("num", "den", "low", "high")} == {None}
    assert (found["kind"], found["grain"], found["n_persons"]) == ("shrunken", "company", "5-9")


def test_rates_of_marks_and_changes_are_shrunken_and_nothing_else() -> None:
    assert {name for name in SHRINKING if not name.startswith("change.")} == {
        "attendance_rate", "attendance_rate_excl_excused", "unexcused_rate", "late_share",
        "design.C3.sdl_change",
    }  # fmt: skip


# -- changes --------------------------------------------------------------------------------------

CHANGES = (0.1, 0.3, 0.5, 1.1)
"""Mean 0.5, variance 0.56 / 3. With a sampling variance of 0.09 each, Paule and Mandel's variance
between companies is 0.56 / 3 - 0.09, so each comes closer to 0.5 by 0.09 · 3 / 0.56 = 0.482."""

CLOSER = {"a": 0.3, "b": 0.4, "c": 0.5, "d": 0.8}


def changes(error: float | None = 0.3, values: Iterable[float] = CHANGES) -> dict[str, float]:
    """The shrunken changes of companies with such a standard error."""
    exact = [
        {**dict.fromkeys(RECORD), "indicator": CHANGE, "grain": "company", "entity_id": name,
         "period": "overall", "value": value, "den": 3.0, "n_persons": 3, "n_missing": 0,
         "error": error, "status": "ok"}
        for name, value in zip("abcd", values, strict=False)
    ]  # fmt: skip
    # beside them the figure of the consortium, which nothing is learned from
    exact.append({**exact[0], "grain": "consortium", "entity_id": "a", "value": 9.0})
    told = [
        cell(name, CHANGE, den="10-19", num=None, value=round(value, 1))
        for name, value in zip("abcd", values, strict=False)
    ]
    found = shrunken(
        pl.DataFrame(told, schema=CELL, orient="row"),
        pl.DataFrame(exact, schema=RECORD, orient="row"),
    )
    assert set(found["indicator"]) <= {f"{CHANGE}.shrunken"}
    return dict(found.select("entity_id", "value").iter_rows())


def test_changes_come_closer_to_their_mean_by_what_sampling_explains() -> None:
    assert changes() == CLOSER


def test_a_company_without_a_standard_error_leaves_all_without_a_shrunken_change() -> None:
    assert changes(error=None) == {}


def test_changes_of_three_companies_are_not_shrunken() -> None:
    assert changes(values=CHANGES[:3]) == {}
