"""When other companies together are enough of them: at least so many, none too large a part."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.domain import Status

_FIGURE = ["indicator", "period"]


def may_be_pooled(sizes: Collection[int], policy: Policy) -> bool:
    """Enough companies with persons, none of them above its share of all of them."""
    there = [size for size in sizes if size]
    return len(there) >= policy.pooled_companies and max(there) <= policy.pooled_share * sum(there)


def is_mixed(companies: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Whether the others of each company may be pooled: `indicator, period, entity_id, is_mixed`.

    Where no other company has a figure there is nothing to hide: the figure says why instead.

    Args:
        companies: records of the companies, `entity_id`, `n_persons` and `status`.
        policy: the least number of companies, and the largest share of one.
    """
    names = companies.select(but="entity_id").unique()
    return (
        companies.filter(pl.col("status") == Status.OK)
        .select(*_FIGURE, "entity_id", size=pl.col("n_persons").cast(pl.Int64))
        .group_by(_FIGURE)
        .agg(
            there=pl.len(),
            filled=(pl.col("size") > 0).sum(),
            total=pl.col("size").sum(),
            largest=pl.col("size").top_k(2),
        )
        .join(names, how="cross")
        .join(
            companies.filter(pl.col("status") == Status.OK).select(
                *_FIGURE, but="entity_id", own=pl.col("n_persons").cast(pl.Int64)
            ),
            on=[*_FIGURE, "but"],
            how="left",
        )
        .with_columns(has_own=pl.col("own").is_not_null(), own=pl.col("own").fill_null(0))
        .with_columns(
            left=pl.col("there") - pl.col("has_own"),
            filled=pl.col("filled") - (pl.col("own") > 0),
            total=pl.col("total") - pl.col("own"),
            greatest=pl.when(pl.col("has_own") & (pl.col("own") == pl.col("largest").list.max()))
            .then(pl.col("largest").list.get(1, null_on_oob=True))
            .otherwise(pl.col("largest").list.max()),
        )
        .select(
            *_FIGURE,
            entity_id="but",
            is_mixed=(pl.col("left") == 0)
            | (
                (pl.col("filled") >= policy.pooled_companies)
                & (pl.col("greatest") <= policy.pooled_share * pl.col("total"))
            ),
        )
    )
