"""The overarching community: what the companies do together."""

from __future__ import annotations

import polars as pl

from lcdata.domain import OVERALL, Grain, SourceClass
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import no_organisations, not_delivered, not_yet
from lcdata.pipelines.indicator import (
    KEYS,
    Indicator,
    Interval,
    Measure,
    Periods,
    Persons,
    ratio,
)
from lcdata.pipelines.participation.attendance import per_period
from lcdata.pipelines.traits import NAMES_NO_ONE, OF_MEMBERS

TOPIC = "overarching"

THREE_COMPANIES = 3


def _companies(facts: Facts) -> pl.DataFrame:
    return facts.marts["dim_organisation"].filter(pl.col("kind") == "company")


def _represented(facts: Facts) -> Measure:
    """One row per member: `x` = the home company; `den` repeats the companies there are."""
    companies = _companies(facts).select("organisation_id", x="organisation_id")
    rows = facts.members.join(companies, on="organisation_id", how="left").select(
        "community_id",
        "person_id",
        "x",
        pl.lit(OVERALL).alias("period"),
        den=pl.lit(float(len(companies))),
        missing=pl.lit(0, pl.Int64),
    )
    gates = [not_delivered(facts, "membership"), no_organisations(facts)]
    return Measure(rows, pl.concat(gates))


def _distinct_of_all(rows: pl.DataFrame) -> pl.DataFrame:
    found = pl.col("x").drop_nulls().n_unique().cast(pl.Float64)
    return (
        rows.group_by(KEYS)
        .agg(num=found, den=pl.col("den").max())
        .with_columns(value=pl.col("num") / pl.col("den"))
    )


def companies_present(facts: Facts) -> pl.DataFrame:
    """One row per held session with a register and home company seen there.

    Columns: session_id, community_id, period, organisation_id (null where no company came).
    """
    companies = _companies(facts).select("organisation_id", company="organisation_id")
    there = (
        facts.pairs.filter(pl.col("is_there"))
        .join(companies, on="organisation_id")
        .select("session_id", organisation_id="company")
        .unique()
    )
    registered = facts.marts["fct_attendance"].select("session_id").unique()
    return (
        facts.held_sessions.join(registered, on="session_id", how="semi")
        .select("session_id", "community_id", "period")
        .join(there, on="session_id", how="left")
    )


def _three_companies(facts: Facts) -> Measure:
    met = (
        companies_present(facts)
        .group_by("session_id", "community_id", "period")
        .agg(companies=pl.col("organisation_id").drop_nulls().n_unique())
    )
    with_register = met.select(
        "community_id",
        "period",
        num=(pl.col("companies") >= THREE_COMPANIES).cast(pl.Float64),
        den=pl.lit(1.0),
        missing=pl.lit(0, pl.Int64),
    )
    without = facts.held_sessions.join(met, on="session_id", how="anti").select(
        "community_id", "period", num=pl.lit(0.0), den=pl.lit(0.0), missing=pl.lit(1, pl.Int64)
    )
    rows = per_period(pl.concat([with_register, without]))
    gates = [
        not_delivered(facts, "session"),
        not_delivered(facts, "attendance"),
        no_organisations(facts),
        not_yet(facts, per_period(facts.sessions)),
    ]
    return Measure(rows, pl.concat(gates))


def shared_sessions(facts: Facts) -> pl.DataFrame:
    """Sessions of overarching communities that two companies both attended, one row per pair."""
    overarching = facts.communities.filter(pl.col("organisation_id").is_null())
    seen = (
        companies_present(facts)
        .join(overarching, on="community_id", how="semi")
        .filter(pl.col("organisation_id").is_not_null())
        .select("session_id", "organisation_id")
    )
    return (
        seen.join(seen.rename({"organisation_id": "other_organisation_id"}), on="session_id")
        .filter(pl.col("organisation_id") < pl.col("other_organisation_id"))
        .group_by("organisation_id", "other_organisation_id")
        .agg(sessions=pl.len().cast(pl.Int64))
        .sort("organisation_id", "other_organisation_id")
    )


_GRAINS = frozenset({Grain.COMMUNITY, Grain.OVERARCHING})

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="companies_represented", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Companies taking part"),
        formula=N_("distinct home companies among members ÷ companies of the consortium"),
        denominator=N_("Companies in the consortium's organisation table."),
        traits=OF_MEMBERS, literature="",
        measure=_represented, combine=_distinct_of_all, persons=Persons.OBSERVED, grains=_GRAINS,
        only_overarching=True,
    ),
    Indicator(
        id="sessions_three_companies", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Sessions with three or more companies"),
        formula=N_("sessions with members of three or more companies ÷ sessions with a register"),
        denominator=N_("Held sessions with a register."),
        traits=NAMES_NO_ONE, literature="",
        measure=_three_companies, combine=ratio, interval=Interval.WILSON, periods=Periods.ALL,
        grains=_GRAINS, only_overarching=True,
    ),
)  # fmt: skip
