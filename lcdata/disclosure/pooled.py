"""Other companies together: at least so many, none too large a part of them."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.disclosure.records import with_traits
from lcdata.domain import OVERALL, About, Grain, Status
from lcdata.pipelines.computed import TRAITS
from lcdata.pipelines.observed import Observed
from lcdata.pipelines.others import others

_FIGURE = ["indicator", "period"]


def pooled_others(
    found: Observed,
    records: pl.DataFrame,
    about: About,
    policy: Policy,
    persons: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The records of the other companies together, with `is_hidden` where they are too few.

    Figures about marks exist so over everything only: their sprints would be too fine.

    Args:
        found: the observations the figures are made of.
        records: the figures of the companies and the consortium.
        about: which figures.
        policy: which kinds are shown so, and how many companies are enough.
        persons: `entity_id, n_persons` of each company, where they are the same for all figures;
            else each figure has its own.
    """
    kinds = [kind for kind, units in policy.reach["director"].items() if "pooled" in units]
    asked = [
        one.id
        for one, _ in found.measured
        if one.traits.about is about and one.traits.kind in kinds
    ]
    mine = records.filter(pl.col("indicator").is_in(asked))
    if about is About.MARKS:
        mine = mine.filter(pl.col("period") == OVERALL)
    companies = mine.filter(pl.col("grain") == Grain.COMPANY)
    if persons is not None:
        sized = companies.drop("n_persons").join(persons, on="entity_id", how="left")
        companies = sized.with_columns(pl.col("n_persons").fill_null(0))
    mixed = is_mixed(companies, policy)
    made = others(found, mine, asked).join(
        mixed, on=["indicator", "period", "entity_id"], how="left"
    )
    is_hidden = ~pl.col("is_mixed").fill_null(value=True)
    return with_traits(made.with_columns(is_hidden=is_hidden).drop("is_mixed"), TRAITS)


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
