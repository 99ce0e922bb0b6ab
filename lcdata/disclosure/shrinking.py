"""Shrunken values beside raw ones, learned from what the leader sees and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from lcdata.disclosure.policy import ATTENDANCE_FAMILY
from lcdata.disclosure.records import CELL
from lcdata.disclosure.said import rounded
from lcdata.domain import OVERALL, Grain, Status

FEWEST = 4
"""Companies below which intervals alone are shown (`indicators.md` section 6)."""

SUFFIX = ".shrunken"

Key = tuple[str, str, str, str]


def shrunken(shown: pl.DataFrame, raw: Mapping[Key, Mapping[str, Any]]) -> pl.DataFrame:
    """The shrunken records of the companies in view: attendance, and change per construct.

    Rates by beta-binomial, changes by the best linear unbiased prediction after Paule and
    Mandel; without interval. A hidden company neither has one nor is learned from.

    Args:
        shown: the leader's guarded cells.
        raw: the raw records, for the exact change and its variance.
    """
    companies = shown.filter(
        (pl.col("grain") == Grain.COMPANY)
        & (pl.col("period") == OVERALL)
        & (pl.col("status") == Status.OK)
    )
    parts = [pl.DataFrame(schema=shown.schema)]
    for name in sorted(set(companies["indicator"])):
        of_name = companies.filter(pl.col("indicator") == name).sort("entity_id")
        if len(of_name) < FEWEST:
            continue
        if name in ATTENDANCE_FAMILY:
            parts.append(_records(of_name, _rates(of_name), 0.01))
        elif name.startswith("change."):
            values = _changes([raw[name, "company", e, OVERALL] for e in of_name["entity_id"]])
            parts.append(_records(of_name, values, 0.1) if values else parts[0])
    return pl.concat(parts)


def _rates(shown: pl.DataFrame) -> list[float]:
    from lcdata.statistics.shrinkage import beta_binomial

    num, den = shown["num"].to_numpy(), shown["den"].cast(pl.Float64).to_numpy()
    return [float(value) for value in beta_binomial(num, den).shrunken(num, den)]


def _changes(cells: list[Mapping[str, Any]]) -> list[float]:
    """Nothing where a company has no interval: its variance is not known."""
    from scipy.stats import t

    from lcdata.statistics.meta_analysis import random_effects

    if any(cell["low"] is None or cell["den"] < 2 for cell in cells):
        return []
    errors = [
        (cell["high"] - cell["low"]) / 2 / float(t.ppf(0.975, cell["den"] - 1)) for cell in cells
    ]
    effects = random_effects([cell["value"] for cell in cells], [error**2 for error in errors])
    return [float(value) for value in effects.shrunken]


def _records(shown: pl.DataFrame, values: list[float], step: float) -> pl.DataFrame:
    nothing = {name: pl.lit(None, dtype=CELL[name]) for name in ("num", "den", "low", "high")}
    return shown.with_columns(
        pl.format("{}" + SUFFIX, "indicator").alias("indicator"),
        pl.Series("value", [rounded(value, step) for value in values], dtype=pl.Float64),
        **nothing,
    )
