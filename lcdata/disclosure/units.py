"""The units a community counts for, and what is said of a unit because of its communities."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lcdata.domain import OVERALL, OVERARCHING_ID, Grain, Status
from lcdata.pipelines.facts import Facts

UNIT = ["grain", "entity_id", "period"]


def owners_of(communities: pl.DataFrame) -> dict[str, str]:
    """Community → its company, or `overarching`."""
    pairs = communities.select("community_id", pl.col("organisation_id").fill_null(OVERARCHING_ID))
    return dict(pairs.iter_rows())


def spread(rows: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The rows of communities at each unit they count for, `pooled` ones of the others too."""
    own = rows.join(facts.units, on="community_id")
    companies = facts.units.filter(pl.col("grain") == Grain.COMPANY).select(but="entity_id")
    pooled = (
        own.filter(pl.col("grain") == Grain.COMPANY)
        .join(companies.unique(), how="cross")
        .filter(pl.col("entity_id") != pl.col("but"))
        .with_columns(pl.lit(str(Grain.POOLED)).alias("grain"), pl.col("but").alias("entity_id"))
    )
    return pl.concat([own, pooled.select(own.columns)])


def counted(rows: pl.DataFrame, facts: Facts, keys: Sequence[str]) -> pl.DataFrame:
    """How many communities of each unit are in the rows: `keys` and `left_out`."""
    return spread(rows, facts).group_by(keys).agg(left_out=pl.len().cast(pl.Int64))


def dated(
    records: pl.DataFrame, behind: pl.DataFrame, facts: Facts, more: Sequence[str] = ()
) -> pl.DataFrame:
    """The records with the oldest date of what stays behind in them (rule 8).

    Args:
        records: the figures that are published.
        behind: `community_id, period, as_of` and `more` of what stays behind; it is part of
            `overall` too.
        facts: knows the units.
        more: further columns that tell figures apart.
    """
    keys = [*more, *UNIT]
    dates = behind.select("community_id", "period", "as_of", *more)
    overall = dates.with_columns(period=pl.lit(OVERALL))
    oldest = (
        spread(pl.concat([dates, overall]).unique(), facts)
        .group_by(keys)
        .agg(pl.col("as_of").min())
    )
    return records.join(oldest, on=keys, how="left").with_columns(
        as_of=pl.when(pl.col("status") == Status.OK).then("as_of")
    )
