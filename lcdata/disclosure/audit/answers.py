"""Figures from answers: how many respondents they are of, and what a total leaves beside them.

Counted in the answers the release says it is made of, so that a figure that is repeated from an
earlier release is judged by what it holds and not by what was delivered since.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from lcdata.disclosure.audit.published import Leak, Published, Truth
from lcdata.disclosure.policy import Policy
from lcdata.domain import CONSORTIUM_ID, About, Grain, Status

_FIGURE = ["indicator", "period"]
_UNIT = [*_FIGURE, "grain", "entity_id"]
_ALL_ALIKE = 1e-9


def telling_answers(published: Published, truth: Truth, policy: Policy) -> Iterator[Leak]:
    """Figures from answers that say too much, by themselves or beside the total.

    Args:
        published: the release.
        truth: knows what figures are about.
        policy: the thresholds.
    """
    told = _told(published, truth)
    small = pl.col("grain").is_in([str(Grain.COMMUNITY), str(Grain.OVERARCHING)])
    yield from _leaks("6", told.filter(small))
    counted = told.filter(~small).join(_respondents(published, truth), on=_UNIT, how="left")
    yield from _leaks("1", counted.filter(pl.col("n").fill_null(0) < policy.k_survey))
    alike = [name for name, one in truth.traits.items() if one.tells_of_all]
    same = pl.col("indicator").is_in(alike) & (pl.col("spread") <= _ALL_ALIKE)
    yield from _leaks("5", counted.filter(same))
    yield from _leaks("3", _left_over(counted, policy))


def _left_over(told: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Totals that leave too few respondents beside the companies that are shown (rule 3).

    For whoever sees all companies, and for each company by itself beside the total.
    """
    totals = told.filter(pl.col("grain") == Grain.CONSORTIUM)
    companies = told.filter(pl.col("grain") == Grain.COMPANY).rename({"n": "known"})
    beside = [
        companies.filter(~pl.col("is_own")).group_by(_FIGURE).agg(pl.col("known").sum()),
        companies.filter("is_own").select(*_FIGURE, "known"),
    ]
    left = totals.join(pl.concat(beside), on=_FIGURE)
    return left.filter((pl.col("n") - pl.col("known")).is_between(1, policy.k_survey - 1))


def _told(published: Published, truth: Truth) -> pl.DataFrame:
    return published.cells.filter(
        pl.col("indicator").is_in(truth.named(About.ANSWERS)) & (pl.col("status") == Status.OK)
    )


def _respondents(published: Published, truth: Truth) -> pl.DataFrame:
    """Respondents of each company and of all companies, and how far apart their answers lie."""
    owned = truth.communities.drop_nulls("organisation_id")
    seen = published.made_of.observations.join(owned, on="community_id").with_columns(
        x=_field("x"), den=_field("den")
    )
    seen = seen.filter(pl.col("indicator").is_in(truth.named(About.ANSWERS)) & (pl.col("den") > 0))
    parts = [
        seen.with_columns(grain=pl.lit(str(grain)), entity_id=entity)
        for grain, entity in (
            (Grain.COMPANY, pl.col("organisation_id")),
            (Grain.CONSORTIUM, pl.lit(CONSORTIUM_ID)),
        )
    ]
    return (
        pl.concat(parts)
        .group_by(_UNIT)
        .agg(
            n=pl.col("person_id").n_unique().cast(pl.Int64),
            spread=pl.col("x").max() - pl.col("x").min(),
        )
    )


def _field(name: str) -> pl.Expr:
    return pl.col("observed").str.json_path_match(f"$.{name}").cast(pl.Float64, strict=False)


def _leaks(rule: str, cells: pl.DataFrame) -> Iterator[Leak]:
    for row in cells.unique(_UNIT).sort(_UNIT).iter_rows(named=True):
        unit = f"{row['grain']}:{row['entity_id']}"
        yield Leak(rule, unit, row["period"], (f"{row['indicator']} {unit} {row['period']}",))
