"""Means, changes and effect sizes of scale scores, per unit and wave."""

from __future__ import annotations

import polars as pl

from lcdata.domain import Status
from lcdata.pipelines.indicator import KEYS
from lcdata.statistics.effect_size import NO_SPREAD, d_z, d_z_interval, g_av, mean_interval
from lcdata.statistics.intervals import Array


def _summary(rows: pl.DataFrame, *values: str) -> pl.DataFrame:
    """Numbers, means and standard deviations of values per key.

    Summed in the order of the values, so that the same rows give the same last digit.
    """
    used = rows.filter(pl.col("den") > 0)
    return used.group_by(KEYS).agg(
        pl.lit(None, dtype=pl.Float64).alias("num"),
        pl.col("den").sum(),
        *(pl.col(value).sort().mean().alias(f"mean_{value}") for value in values),
        *(pl.col(value).sort().std().alias(f"sd_{value}") for value in values),
    )


def mean(rows: pl.DataFrame) -> pl.DataFrame:
    """The mean of `x` per key with its t interval; no interval from a single value."""
    found = _summary(rows, "x").rename({"mean_x": "value"})
    low, high = mean_interval(found["value"], found["sd_x"], found["den"])
    return _limited(found, low, high)


def standardised(rows: pl.DataFrame) -> pl.DataFrame:
    """The mean of `x` in its standard deviations (d_z) per key, with its interval.

    Too few below two pairs or without spread.
    """
    found = _summary(rows, "x").with_columns(
        enough=(pl.col("den") >= 2) & (pl.col("sd_x") > NO_SPREAD)
    )
    some = found.filter("enough")
    value = d_z(some["mean_x"], some["sd_x"])
    low, high = d_z_interval(value, some["den"])
    return pl.concat(
        [_limited(some.with_columns(value=pl.Series(value)), low, high), _few(found)],
        how="diagonal",
    )


def averaged(rows: pl.DataFrame) -> pl.DataFrame:
    """The mean of `x` in the average standard deviation of before and after (g_av) per key.

    Too few below three pairs or without spread.
    """
    spread = pl.max_horizontal("sd_before", "sd_after") > NO_SPREAD
    found = _summary(rows, "x", "before", "after").with_columns(
        enough=(pl.col("den") >= 3) & spread
    )
    some = found.filter("enough")
    value = g_av(some["mean_x"], some["sd_before"], some["sd_after"], some["den"])
    return pl.concat([some.with_columns(value=pl.Series(value)), _few(found)], how="diagonal")


def _limited(found: pl.DataFrame, low: Array, high: Array) -> pl.DataFrame:
    """The figures with their limits; null where there is no interval."""
    limits = pl.DataFrame({"low": low, "high": high}).fill_nan(None)
    return pl.concat([found, limits], how="horizontal")


def _few(found: pl.DataFrame) -> pl.DataFrame:
    """The keys without enough pairs or spread, as too few."""
    few = found.filter(~pl.col("enough"))
    return few.with_columns(status=pl.lit(str(Status.TOO_FEW)))
