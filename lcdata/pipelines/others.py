"""Everybody but one company: figures of the other companies together, for each company.

What adds up is the consortium less the company; only medians and the like are pooled anew, so the
cost grows with the figures, not with companies times observations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from lcdata.domain import Grain, Status
from lcdata.pipelines.indicator import ADDITIVE, count
from lcdata.pipelines.observed import UNITS, Observed
from lcdata.pipelines.pooling import PRECEDENCE, RECORD, limited, pool

_FIGURE = ["indicator", "period"]
_RANKS = [str(status) for status in PRECEDENCE]


def others(observed: Observed, records: pl.DataFrame, indicators: Iterable[str]) -> pl.DataFrame:
    """One record per figure and company, grain `pooled`: of all companies but that one.

    Args:
        observed: the observations.
        records: their pooled records (`pooling.RECORD`), with companies and the consortium.
        indicators: the figures that are asked for.
    """
    asked = set(indicators)
    additive = {one.id for one, _ in observed.measured if one.combine in ADDITIVE} & asked
    counted = {one.id for one, _ in observed.measured if one.combine is count}
    return pl.concat(
        [
            _subtracted(observed, records.filter(pl.col("indicator").is_in(additive)), counted),
            _pooled_anew(observed, asked - additive),
        ]
    )


def _subtracted(observed: Observed, records: pl.DataFrame, counted: set[str]) -> pl.DataFrame:
    """The consortium less each company, with the intervals of what is left."""
    companies = records.filter(pl.col("grain") == Grain.COMPANY)
    whole = records.filter(pl.col("grain") == Grain.CONSORTIUM)
    own = companies.select(*_FIGURE, "entity_id", "num", "den", "n_persons", "n_missing")
    names = companies.select("entity_id").unique()
    left = (
        whole.drop("entity_id", "grain", "value", "low", "high", "status")
        .join(names, how="cross")
        .join(own, on=[*_FIGURE, "entity_id"], how="left", suffix="_own")
        .with_columns(
            (pl.col(name) - pl.col(f"{name}_own").fill_null(0)).alias(name)
            for name in ("num", "den", "n_persons", "n_missing")
        )
        .join(_statuses(companies, names), on=[*_FIGURE, "entity_id"])
    )
    is_ok = pl.col("status") == Status.OK
    value = pl.when(pl.col("indicator").is_in(counted)).then("num").otherwise(
        pl.col("num") / pl.col("den")
    )  # fmt: skip
    found = left.with_columns(
        *(pl.when(is_ok).then(name).alias(name) for name in ("num", "den")),
        n_persons=pl.when(is_ok).then("n_persons").otherwise(0),
        value=pl.when(is_ok).then(value),
        low=pl.lit(None, dtype=pl.Float64),
        high=pl.lit(None, dtype=pl.Float64),
        error=pl.lit(None, dtype=pl.Float64),
        grain=pl.lit(str(Grain.POOLED)),
    )
    return limited(found, observed).select(RECORD.keys())


def _statuses(companies: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The status of the others: the first of `PRECEDENCE` that one of them has."""
    each = companies.select(*_FIGURE, "entity_id", "status")
    counts = each.group_by(_FIGURE).agg(
        (pl.col("status") == status).sum().cast(pl.Int64).alias(status) for status in _RANKS
    )
    is_left = [
        pl.when(pl.col(status) - (pl.col("status") == status).fill_null(value=False) > 0).then(
            pl.lit(status)
        )
        for status in _RANKS
    ]
    return (
        counts.join(names, how="cross")
        .join(each, on=[*_FIGURE, "entity_id"], how="left")
        .select(*_FIGURE, "entity_id", status=pl.coalesce(is_left))
        .drop_nulls("status")
    )


def _pooled_anew(observed: Observed, indicators: set[str]) -> pl.DataFrame:
    measured = [pair for pair in observed.measured if pair[0].id in indicators]
    companies = observed.units.filter(
        pl.col("indicator").is_in(indicators) & (pl.col("grain") == Grain.COMPANY)
    )
    units = (
        companies.join(
            companies.select("indicator", but="entity_id").unique(), on="indicator"
        )
        .filter(pl.col("entity_id") != pl.col("but"))
        .with_columns(pl.lit(str(Grain.POOLED)).alias("grain"), pl.col("but").alias("entity_id"))
        .select(UNITS.keys())
    )  # fmt: skip
    return pool(replace(observed, measured=measured), units)
