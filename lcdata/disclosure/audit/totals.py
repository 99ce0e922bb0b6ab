"""Totals beside their parts: what is left of a sum once its shown parts are taken off."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from lcdata.disclosure.audit.claims import units
from lcdata.disclosure.audit.published import Leak, Published, Truth
from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERALL, OVERARCHING_ID, About, Counts, Grain, Status

_FIGURE = ["indicator", "period"]


def members_of_small_groups(published: Published, truth: Truth, policy: Policy) -> Iterator[Leak]:
    """Sums about members that hold another community than those large enough for it.

    Counts and shares with exact numbers must come out; of banded shares the rounded value.
    """
    large = _large(truth, policy)
    where = units(truth.communities).filter(pl.col("grain") != Grain.COMMUNITY)
    made = (
        large.join(where, on="community_id")
        .group_by("indicator", "period", "grain", "entity_id")
        .agg(made_num=pl.col("num").sum(), made_den=pl.col("den").sum())
    )
    told = published.cells.filter(
        ~pl.col("is_own") & (pl.col("status") == Status.OK) & pl.col("as_of").is_null()
    ).join(made, on=[*_FIGURE, "grain", "entity_id"])
    exact = pl.col("num").is_not_null() & (pl.col("num") != pl.col("made_num"))
    coarse = (
        pl.col("num").is_null()
        & pl.col("value").is_not_null()
        & ((pl.col("value") - pl.col("made_num") / pl.col("made_den")).abs() > _COARSEST)
    )
    for row in told.filter((exact | coarse).fill_null(value=False)).iter_rows(named=True):
        unit = f"{row['grain']}:{row['entity_id']}"
        yield Leak("2", unit, row["period"], (f"{row['indicator']} {unit} {row['period']}",))


_COARSEST = 0.0500001
"""Half the coarsest step in which a share of members is said."""


def _large(truth: Truth, policy: Policy) -> pl.DataFrame:
    """Raw community records about members that may be in a sum, where sums add up."""
    counts = (Counts.UNITS, Counts.PERSONS)
    names = [
        name
        for name, one in truth.traits.items()
        if one.about is About.MEMBERS and one.counts in counts
    ]
    sizes = truth.members.group_by("community_id").agg(members=pl.col("person_id").n_unique())
    raw = truth.cells.filter(
        (pl.col("grain") == Grain.COMMUNITY)
        & (pl.col("status") == Status.OK)
        & pl.col("indicator").is_in(names)
    )
    return (
        raw.drop("grain")
        .rename({"entity_id": "community_id"})
        .join(sizes, on="community_id")
        .filter((pl.col("members") >= policy.k_person) & (pl.col("n_persons") >= policy.k_person))
        .filter(pl.col("den").is_not_null().all().over("indicator"))
    )


def others_too_few(published: Published, truth: Truth, policy: Policy) -> Iterator[Leak]:
    """Other companies together, of marks, that are not enough of them: overall or in a week."""
    owners = truth.owners
    known = published.marks.filter(pl.col("is_shown") & (pl.col("state") != "unknown"))
    named = known.with_columns(
        owner=pl.col("community_id").replace_strict(owners, return_dtype=pl.String)
    ).filter(pl.col("owner") != OVERARCHING_ID)
    overall = _outside(published, truth)
    weeks = published.weeks.filter(pl.col("grain") == Grain.POOLED)
    for company in sorted({*overall, *weeks["entity_id"]}):
        others = named.filter(pl.col("owner") != company)
        shown = weeks.filter(pl.col("entity_id") == company)["week"].to_list()
        if company in overall and not _enough(others, policy):
            yield Leak("pooled", f"pooled:{company}", OVERALL)
        for week in shown:
            if not _enough(others.filter(pl.col("atom_week") == week), policy):
                yield Leak("pooled", f"pooled:{company}", f"week {week}")
        left = others.filter(~pl.col("atom_week").is_in(shown).fill_null(value=False))
        if shown and len(left) and not _enough(left, policy):
            yield Leak("pooled", f"pooled:{company}", "outside the weeks")


def _outside(published: Published, truth: Truth) -> set[str]:
    """Companies beside which the others' marks are shown; by sprint they may not be."""
    names = [name for name, one in truth.traits.items() if one.about is About.MARKS]
    told = published.cells.filter(
        (pl.col("grain") == Grain.POOLED)
        & pl.col("indicator").is_in(names)
        & (pl.col("status") == Status.OK)
    )
    return set(told["entity_id"])


def _enough(marks: pl.DataFrame, policy: Policy) -> bool:
    sizes: Collection[int] = marks.group_by("owner").agg(n=pl.col("person_id").n_unique())["n"]
    there = list(sizes)
    enough = len(there) >= policy.pooled_companies
    return enough and max(there) <= policy.pooled_share * sum(there)
