"""Shrunken values beside raw ones, learned from what the leader sees and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from lcdata.disclosure.records import CELL
from lcdata.domain import OVERALL, Grain, Kind, Status
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.indicator import Shrinks

FEWEST = 4
"""Companies below which intervals alone are shown (`indicators.md` section 6)."""

SUFFIX = ".shrunken"

SHRINKING = {one.id: one.shrinks for one in CATALOGUE if one.shrinks is not Shrinks.NOT}
"""Which figures have a shrunken value beside them, and how it is made."""


def shrunken(told: pl.DataFrame, made_of: pl.DataFrame) -> pl.DataFrame:
    """The shrunken records of the companies in view: attendance, and change per construct.

    Rates by beta-binomial, changes by the best linear unbiased prediction after Paule and
    Mandel; without interval. A hidden company neither has one nor is learned from.

    Args:
        told: the guarded cells.
        made_of: the same records before they were rounded, for the exact change and its variance.
    """
    companies = told.filter(
        (pl.col("grain") == Grain.COMPANY)
        & ~pl.col("is_own")
        & (pl.col("period") == OVERALL)
        & (pl.col("status") == Status.OK)
        & pl.col("indicator").is_in(list(SHRINKING))
    )
    keys = ["indicator", "grain", "entity_id", "period"]
    exact = {
        (row["indicator"], row["entity_id"]): row
        for row in made_of.join(companies, on=keys, how="semi").iter_rows(named=True)
    }
    parts = [pl.DataFrame(schema=told.schema)]
    for name in sorted(set(companies["indicator"])):
        of_name = companies.filter(pl.col("indicator") == name).sort("entity_id")
        if len(of_name) < FEWEST:
            continue
        if SHRINKING[name] is Shrinks.RATE:
            parts.append(_records(of_name, _rates(of_name), 0.01))
            continue
        values = _changes([exact[name, company] for company in of_name["entity_id"]])
        if values:
            parts.append(_records(of_name, values, 0.1))
    return pl.concat(parts)


def _rates(shown: pl.DataFrame) -> list[float]:
    from lcdata.statistics.shrinkage import beta_binomial

    num, den = shown["num"].to_numpy(), shown["den"].cast(pl.Float64).to_numpy()
    return [float(value) for value in beta_binomial(num, den).shrunken(num, den)]


def _changes(cells: list[Mapping[str, Any]]) -> list[float]:
    """Nothing where a company has no standard error: its variance is not known."""
    from lcdata.statistics.meta_analysis import random_effects

    if any(cell["error"] is None for cell in cells):
        return []
    variances = [cell["error"] ** 2 for cell in cells]
    effects = random_effects([cell["value"] for cell in cells], variances)
    return [float(value) for value in effects.shrunken]


def _records(shown: pl.DataFrame, values: list[float], step: float) -> pl.DataFrame:
    nothing = {name: pl.lit(None, dtype=CELL[name]) for name in ("num", "den", "low", "high")}
    return shown.with_columns(
        pl.format("{}" + SUFFIX, "indicator").alias("indicator"),
        pl.Series("value", [_stepped(value, step) for value in values], dtype=pl.Float64),
        pl.lit(str(Kind.SHRUNKEN)).alias("kind"),
        **nothing,
    )


def _stepped(value: float, step: float) -> float:
    return round(round(value / step) * step, 10)
