"""Reasons a figure is not there that the observations alone cannot tell."""

from __future__ import annotations

import polars as pl

from lcdata.domain import Status
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.observations import WHOLE

GATE: dict[str, pl.DataType] = {
    "community_id": pl.String(),
    "period": pl.String(),
    "status": pl.String(),
}


def no_gates() -> pl.DataFrame:
    """No reason: the observations decide."""
    return pl.DataFrame(schema=GATE)


def not_delivered(facts: Facts, table: str, column: str | None = None) -> pl.DataFrame:
    """`not_measured` in every period for communities whose organisation lacks this table.

    With a column: also where the deciding optional column holds no value at all. Worked out
    once for each table and column: most indicators ask for the same few.
    """
    key = (table, column)
    if key not in facts.asked:
        facts.asked[key] = _not_delivered(facts, table, column)
    return facts.asked[key]


def _not_delivered(facts: Facts, table: str, column: str | None) -> pl.DataFrame:
    periods = facts.periods.select("community_id", "period")
    waves = pl.DataFrame({"period": ["t0", "t1", "t2"]})
    every = pl.concat([periods, facts.communities.select("community_id").join(waves, how="cross")])
    return _gate(
        every.join(facts.delivered(table, column), on="community_id", how="anti"),
        Status.NOT_MEASURED,
    )


def not_yet(facts: Facts, units: pl.DataFrame) -> pl.DataFrame:
    """`not_due` where every unit of a period lies after the as-of date.

    A period without units is not due while its own start lies after the as-of date.

    Args:
        facts: gives the periods and the clock.
        units: `community_id, period, is_past`, one row per session, visit, …
    """
    seen = units.group_by("community_id", "period").agg(any_past=pl.col("is_past").any())
    clock = facts.communities.select("community_id", "as_of")
    return _gate(
        facts.periods.join(clock, on="community_id")
        .join(seen, on=["community_id", "period"], how="left")
        .with_columns(begun=pl.coalesce("any_past", pl.col("starts_on") <= pl.col("as_of")))
        .filter(~pl.col("begun")),
        Status.NOT_DUE,
    )


def none_yet(facts: Facts, table: str, date: str) -> pl.DataFrame:
    """`not_due` where rows exist and all lie after the as-of date."""
    clock = facts.communities.select("community_id", "as_of")
    units = (
        facts.marts[table]
        .join(clock, on="community_id")
        .select("community_id", WHOLE, is_past=pl.col(date) <= pl.col("as_of"))
    )
    return not_yet(facts, units)


def ended_sprints_due(facts: Facts) -> pl.DataFrame:
    """`not_due` overall for communities with sprints of which none has ended."""
    sprints = facts.proper_sprints.select("community_id", WHOLE, is_past="is_ended")
    return not_yet(facts, sprints) if len(sprints) else no_gates()


def communities_with(facts: Facts, condition: pl.Expr, status: Status) -> pl.DataFrame:
    """This status in every period for the communities that meet a condition."""
    chosen = facts.communities.filter(condition).select("community_id")
    return _gate(facts.periods.join(chosen, on="community_id", how="semi"), status)


def no_organisations(facts: Facts) -> pl.DataFrame:
    """`not_measured` everywhere while the consortium's organisation table is not there."""
    if len(facts.marts["dim_organisation"]):
        return no_gates()
    return communities_with(facts, pl.lit(value=True), Status.NOT_MEASURED)


def _gate(keys: pl.DataFrame, status: Status) -> pl.DataFrame:
    return keys.select("community_id", "period", pl.lit(str(status)).alias("status"))
