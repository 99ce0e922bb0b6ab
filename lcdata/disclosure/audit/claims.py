"""What the published numbers about marks are made of: recomputed, number by number.

A release says which marks its figures hold. That is a claim: here every published number is
recomputed from it, and what does not come out is a leak of its own, because then something else
is in the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from lcdata.disclosure.audit.family import CLUSTERED, FAMILY, SESSIONS, WEEK, Sums
from lcdata.disclosure.audit.published import Leak, Published, Truth
from lcdata.disclosure.audit.records import band_of
from lcdata.disclosure.policy import Policy
from lcdata.domain import CONSORTIUM_ID, OVERALL, OVERARCHING_ID, About, Grain, Status
from lcdata.statistics.intervals import anova_icc, wilson_effective

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


def unexplained(published: Published, truth: Truth, policy: Policy) -> Iterator[Leak]:
    """Published numbers about marks that are not made of the marks they are said to hold."""
    shown = published.marks.filter("is_shown")
    where = units(truth.communities).filter(pl.col("grain") != Grain.POOLED)
    yield from _unknown_figures(published, truth)
    owned = where.filter(pl.col("grain") == Grain.COMPANY)
    icc = _correlation(shown.join(owned, on="community_id", how="semi"))
    names = owned.select("entity_id").unique()
    for indicator, sums in FAMILY.items():
        made = _with_others(_summed(shown, where, sums), names)
        limited = _limited(made, icc if indicator in CLUSTERED else 0.0)
        missing = pl.col("unknown") if indicator in CLUSTERED else pl.lit(0)
        checked = limited.with_columns(
            n_persons=band_of(pl.col("persons"), policy), n_missing=missing.cast(pl.String)
        )
        yield from _differing(published, checked, indicator, ["n_persons", "n_missing"])
    sessions = _with_others(_sessions(shown, where, policy.k_person), names)
    yield from _differing(published, _limited(sessions, 0.0), SESSIONS, [])
    yield from _differing_weeks(published, _weeks(shown, where, names))


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


def _correlation(shown: pl.DataFrame) -> float:
    """How alike the marks of one person are, over all company communities that are shown."""
    known = shown.filter(pl.col("state") != "unknown")
    there = known["state"].is_in(list(WEEK[0])).cast(pl.Float64)
    return anova_icc(there.to_numpy(), known["person_id"].to_numpy())


def _summed(shown: pl.DataFrame, where: pl.DataFrame, sums: Sums) -> pl.DataFrame:
    """Per unit and period a share of marks: `num, den, unknown` and its `persons`."""
    num, den = (pl.col("state").is_in(list(states)) for states in sums)
    return (
        _periods(shown)
        .join(where, on="community_id")
        .group_by(UNIT)
        .agg(
            num=num.sum().cast(pl.Float64),
            den=den.sum().cast(pl.Float64),
            unknown=(pl.col("state") == "unknown").sum().cast(pl.Int64),
            persons=pl.col("person_id").filter(den).n_unique().cast(pl.Int64),
        )
    )


def _with_others(made: pl.DataFrame, companies: pl.DataFrame) -> pl.DataFrame:
    """The same, and for each company the consortium without it."""
    keys = [name for name in ("entity_id", "period", "week") if name in made.columns]
    numbers = [name for name in made.columns if name not in {"grain", *keys}]
    whole = made.filter(pl.col("grain") == Grain.CONSORTIUM).drop("grain", "entity_id")
    own = made.filter(pl.col("grain") == Grain.COMPANY).drop("grain")
    others = (
        companies.join(whole, how="cross")
        .join(own, on=keys, how="left", suffix="_own")
        .with_columns(pl.col(name) - pl.col(f"{name}_own").fill_null(0) for name in numbers)
        .with_columns(grain=pl.lit(str(Grain.POOLED)))
    )
    return pl.concat([made, others.select(made.columns)])


def _limited(made: pl.DataFrame, icc: float) -> pl.DataFrame:
    """With `value, low` and `high`: the interval that follows from the marks that are shown."""
    some = made.filter(pl.col("den") > 0)
    low, high = wilson_effective(some["num"], some["den"], some["persons"], icc)
    return some.with_columns(
        pl.Series("low", low), pl.Series("high", high), value=pl.col("num") / pl.col("den")
    )


def _sessions(shown: pl.DataFrame, where: pl.DataFrame, k: int) -> pl.DataFrame:
    """Per unit sessions of at least k persons: all there, of those with nobody unknown."""
    each = shown.group_by("community_id", "session_id").agg(
        persons=pl.col("person_id").n_unique(),
        complete=(pl.col("state") != "unknown").all(),
        everyone=pl.col("state").is_in(list(WEEK[0])).all(),
    )
    counted = each.filter((pl.col("persons") >= k) & pl.col("complete"))
    return (
        counted.join(where, on="community_id")
        .group_by("grain", "entity_id")
        .agg(
            num=pl.col("everyone").sum().cast(pl.Float64),
            den=pl.len().cast(pl.Float64),
            persons=pl.len().cast(pl.Int64),
        )
        .with_columns(period=pl.lit(OVERALL))
    )


def _weeks(shown: pl.DataFrame, where: pl.DataFrame, companies: pl.DataFrame) -> pl.DataFrame:
    """Per unit and week the known marks there, and all of them."""
    num, den = (pl.col("state").is_in(list(states)).sum().cast(pl.Float64) for states in WEEK)
    made = (
        shown.filter(pl.col("atom_week") >= 1)
        .join(where, on="community_id")
        .group_by("grain", "entity_id", week="atom_week")
        .agg(num=num, den=den)
    )
    return _with_others(made, companies)


def _differing(
    published: Published, made: pl.DataFrame, indicator: str, alike: Sequence[str]
) -> Iterator[Leak]:
    """Figures of which a number is another, or a rounded one too far off, or a text differs."""
    said = published.cells.filter(
        (pl.col("indicator") == indicator) & (pl.col("status") == Status.OK) & ~pl.col("is_own")
    ).with_columns(pl.col("den").cast(pl.Float64, strict=False))
    both = said.join(made, on=UNIT, how="left", suffix="_made")
    same = [pl.col(name) == pl.col(f"{name}_made") for name in ("num", "den")]
    near = [
        ((pl.col(name) - pl.col(f"{name}_made")).abs() <= _ROUNDED).fill_null(value=True)
        for name in ("value", "low", "high")
    ]
    text = [pl.col(name).eq_missing(pl.col(f"{name}_made")) for name in alike]
    is_same = pl.all_horizontal(*same, *near, *text)
    for row in both.filter(~is_same.fill_null(value=False)).iter_rows(named=True):
        yield Leak("unexplained", _unit(row), row["period"], (_figure(row),))


_ROUNDED = 0.0050001
"""Half of the step in which shares of marks are said."""


def _differing_weeks(published: Published, made: pl.DataFrame) -> Iterator[Leak]:
    keys = ["grain", "entity_id", "week"]
    both = published.weeks.join(made, on=keys, how="left", suffix="_made")
    is_same = (pl.col("num") == pl.col("num_made")) & (pl.col("den") == pl.col("den_made"))
    for row in both.filter(~is_same.fill_null(value=False)).iter_rows(named=True):
        yield Leak("unexplained", _unit(row), f"week {row['week']}", ("attendance by week",))


def _unit(row: Mapping[str, object]) -> str:
    return f"{row['grain']}:{row['entity_id']}"


def _figure(row: Mapping[str, object]) -> str:
    return f"{row['indicator']} {_unit(row)} {row['period']}"
