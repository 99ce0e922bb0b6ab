"""Observations: the rows a measure returns, written the same way everywhere."""

from __future__ import annotations

import polars as pl

from lcdata.domain import OVERALL

WHOLE = pl.lit(OVERALL).alias("period")
"""The period of what is observed once, over everything up to the as-of date."""

OWN_PERIOD = pl.col("period")


def observations(
    of: pl.DataFrame,
    *columns: str,
    num: pl.Expr | float | None = None,
    den: pl.Expr | float = 1.0,
    missing: pl.Expr | int = 0,
    x: pl.Expr | None = None,
    period: pl.Expr = WHOLE,
) -> pl.DataFrame:
    """One observation per row: community_id, columns, period, x and num if asked, den, missing.

    A release remembers observations about members and from answers as text, column by column:
    their order decides whether a figure has changed.

    Args:
        of: the rows that are observed, with a `community_id`.
        columns: more of its columns to keep, say `person_id`.
        num: what counts; unknown does not. None where a combiner asks for `x` instead.
        den: what it is counted out of.
        missing: what is left out because it is unknown.
        x: the value of which a combiner makes a median, a number of kinds, …
        period: the period of each row.
    """
    values = {
        "x": x,
        "num": None if num is None else _expression(num).cast(pl.Float64).fill_null(0.0),
        "den": _expression(den).cast(pl.Float64),
        "missing": _expression(missing).cast(pl.Int64),
    }
    found = {name: value for name, value in values.items() if value is not None}
    return of.select("community_id", *columns, period, **found)


def per_period(rows: pl.DataFrame) -> pl.DataFrame:
    """The observations once for their own period and once for `overall`."""
    overall = rows.with_columns(WHOLE)
    return pl.concat([overall, rows.filter(pl.col("period").is_not_null())])


def _expression(value: pl.Expr | float) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value)
