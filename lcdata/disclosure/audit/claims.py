"""What the published numbers about marks are made of: recomputed, number by number.

A release says which marks its figures hold. That is a claim: here every published number is
recomputed from it, and what does not come out is a leak of its own, because then something else
is in the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from lcdata.disclosure.audit.family import FAMILY, SESSIONS, WEEK, Sums
from lcdata.disclosure.audit.published import Leak, Published, Truth
from lcdata.domain import CONSORTIUM_ID, OVERALL, OVERARCHING_ID, About, Grain, Status

UNIT = ["grain", "entity_id", "period"]


def units(communities: pl.DataFrame) -> pl.DataFrame:
    """`community_id, grain, entity_id` by the contract: itself, company, consortium, the others."""
    owned = communities.filter(pl.col("organisation_id").is_not_null())
    alone = communities.filter(pl.col("organisation_id").is_null())
    names = owned.select(other="organisation_id").unique()
    pooled = owned.join(names, how="cross").filter(pl.col("other") != pl.col("organisation_id"))
    parts = [
        (communities, Grain.COMMUNITY, pl.col("community_id")),
        (owned, Grain.COMPANY, pl.col("organisation_id")),
        (owned, Grain.CONSORTIUM, pl.lit(CONSORTIUM_ID)),
        (alone, Grain.OVERARCHING, pl.lit(OVERARCHING_ID)),
        (pooled, Grain.POOLED, pl.col("other")),
    ]
    return pl.concat(
        frame.select("community_id", pl.lit(str(grain)).alias("grain"), entity.alias("entity_id"))
        for frame, grain, entity in parts
    )


def unexplained(published: Published, truth: Truth, k: int) -> Iterator[Leak]:
    """Published numbers about marks that are not the sum of the marks they are said to hold."""
    shown = published.marks.filter("is_shown")
    where = units(truth.communities)
    yield from _unknown_figures(published, truth)
    for indicator, sums in FAMILY.items():
        yield from _differing(published, _summed(shown, where, sums), indicator)
    yield from _differing(published, _sessions(shown, where, k), SESSIONS)
    yield from _differing_weeks(published, shown, where)


def _unknown_figures(published: Published, truth: Truth) -> Iterator[Leak]:
    for indicator in published.cells["indicator"].unique().sort():
        name = indicator.removesuffix(".shrunken")
        if name not in truth.traits:
            yield Leak("unknown figure", "", "", (indicator,))
        elif truth.traits[name].about is About.MARKS and name not in {*FAMILY, SESSIONS}:
            yield Leak("unknown figure of marks", "", "", (indicator,))


def _periods(shown: pl.DataFrame) -> pl.DataFrame:
    """Each mark once for everything and once for its sprint, where sprints are blocks."""
    is_sprint = pl.col("block").str.starts_with("sprint_")
    return pl.concat(
        [
            shown.with_columns(period=pl.lit(OVERALL)),
            shown.filter(is_sprint).with_columns(period="block"),
        ]
    )


def _summed(shown: pl.DataFrame, where: pl.DataFrame, sums: Sums) -> pl.DataFrame:
    """`grain, entity_id, period, num, den` of a share of marks."""
    num, den = (pl.col("state").is_in(list(states)).sum() for states in sums)
    return (
        _periods(shown)
        .group_by("community_id", "period")
        .agg(num=num, den=den)
        .join(where, on="community_id")
        .group_by(UNIT)
        .agg(pl.col("num", "den").sum())
    )


def _sessions(shown: pl.DataFrame, where: pl.DataFrame, k: int) -> pl.DataFrame:
    """The same of sessions of at least k persons: all there, of those with nobody unknown."""
    each = shown.group_by("community_id", "session_id").agg(
        persons=pl.col("person_id").n_unique(),
        complete=(pl.col("state") != "unknown").all(),
        everyone=pl.col("state").is_in(["present", "late"]).all(),
    )
    counted = each.filter((pl.col("persons") >= k) & pl.col("complete"))
    return (
        counted.join(where, on="community_id")
        .group_by("grain", "entity_id")
        .agg(num=pl.col("everyone").sum(), den=pl.len())
        .with_columns(period=pl.lit(OVERALL))
    )


def _differing(published: Published, summed: pl.DataFrame, indicator: str) -> Iterator[Leak]:
    said = published.cells.filter(
        (pl.col("indicator") == indicator) & (pl.col("status") == Status.OK) & ~pl.col("is_own")
    ).with_columns(pl.col("den").cast(pl.Float64, strict=False))
    both = said.join(summed, on=UNIT, how="left", suffix="_made")
    is_same = (pl.col("num") == pl.col("num_made")) & (pl.col("den") == pl.col("den_made"))
    for row in both.filter(~is_same.fill_null(value=False)).iter_rows(named=True):
        yield Leak("unexplained", _unit(row), row["period"], (_figure(row),))


def _differing_weeks(
    published: Published, shown: pl.DataFrame, where: pl.DataFrame
) -> Iterator[Leak]:
    num, den = (pl.col("state").is_in(list(states)).sum() for states in WEEK)
    made = (
        shown.filter(pl.col("atom_week") >= 1)
        .join(where, on="community_id")
        .group_by("grain", "entity_id", week="atom_week")
        .agg(num=num, den=den)
    )
    keys = ["grain", "entity_id", "week"]
    both = published.weeks.join(made, on=keys, how="left", suffix="_made")
    is_same = (pl.col("num") == pl.col("num_made")) & (pl.col("den") == pl.col("den_made"))
    for row in both.filter(~is_same.fill_null(value=False)).iter_rows(named=True):
        yield Leak("unexplained", _unit(row), f"week {row['week']}", ("attendance by week",))


def _unit(row: Mapping[str, object]) -> str:
    return f"{row['grain']}:{row['entity_id']}"


def _figure(row: Mapping[str, object]) -> str:
    return f"{row['indicator']} {_unit(row)} {row['period']}"
