"""What was observed of every community, before it is pooled into any unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from lcdata.domain import OVERALL, Status
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import Indicator, Measure, Periods, Persons
from lcdata.statistics.intervals import anova_icc

OBSERVATION = ("indicator", "community_id", "period")

Measured = list[tuple[Indicator, Measure]]

UNITS: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "community_id": pl.String(),
    "period": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
}
"""Which communities a figure pools: one row per indicator, period, unit and community of it."""

_ROWS: dict[str, pl.DataType] = {
    **dict.fromkeys(OBSERVATION, pl.String()),
    "den": pl.Float64(),
    "missing": pl.Int64(),
    "person_id": pl.String(),
}
_STATES: dict[str, pl.DataType] = {
    **dict.fromkeys((*OBSERVATION, "status"), pl.String()),
    "states_missing_always": pl.Boolean(),
    "counts_members": pl.Boolean(),
}


@dataclass(frozen=True)
class Observed:
    """The observations of all communities.

    Attributes:
        measured: the indicators with their observations.
        states: the status of each community and period per indicator.
        rows: every observation: `indicator, community_id, period, den, missing, person_id`.
        units: the raw truth's units (`UNITS`): each community, company, consortium, overarching.
        members: `community_id, person_id` of every member.
        communities: `community_id, organisation_id, as_of`, one row per community.
        icc: the intraclass correlation of attendance within a person.
    """

    measured: Measured
    states: pl.DataFrame
    rows: pl.DataFrame
    units: pl.DataFrame
    members: pl.DataFrame
    communities: pl.DataFrame
    icc: float


def observe(indicators: Iterable[Indicator], facts: Facts) -> Observed:
    """The observations of all indicators whose construct is asked for."""
    asked = facts.survey.constructs
    return gathered(
        [
            (indicator, indicator.measure(facts))
            for indicator in indicators
            if indicator.construct is None or indicator.construct in asked
        ],
        facts,
    )


def gathered(measured: Measured, facts: Facts) -> Observed:
    """What was measured, with the status of each community and the units there are."""
    nothing = pl.DataFrame(schema=_ROWS)
    rows = pl.concat([nothing, *(_base(named(one, found.rows)) for one, found in measured)])
    states = _community_states(measured, facts) if measured else pl.DataFrame(schema=_STATES)
    return Observed(
        measured=measured,
        states=states,
        rows=rows,
        units=_units(measured, states, facts),
        members=facts.members.select("community_id", "person_id"),
        communities=facts.communities.select("community_id", "organisation_id", "as_of"),
        icc=attendance_icc(facts),
    )


def attendance_icc(facts: Facts) -> float:
    """The intraclass correlation of attendance within a person, over all company communities."""
    companies = facts.communities.filter(pl.col("organisation_id").is_not_null())
    known = facts.pairs.filter(pl.col("is_known")).join(companies, on="community_id", how="semi")
    return anova_icc(known["is_there"].cast(pl.Float64).to_numpy(), known["person_id"].to_numpy())


def named(indicator: Indicator, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the indicator's id."""
    return frame.with_columns(pl.lit(indicator.id).alias("indicator"))


def _base(rows: pl.DataFrame) -> pl.DataFrame:
    """What every observation has; `person_id` is null where no person is observed."""
    person = pl.col("person_id") if "person_id" in rows.columns else pl.lit(None, dtype=pl.String)
    return rows.select(
        *OBSERVATION,
        pl.col("den").cast(pl.Float64),
        pl.col("missing").cast(pl.Int64),
        person.alias("person_id"),
    )


def traits(measured: Measured) -> pl.DataFrame:
    """How each indicator wants to be treated: one row per indicator."""
    return pl.DataFrame(
        [
            {
                "indicator": one.id,
                "interval": str(one.interval),
                "counts_members": one.persons is Persons.MEMBERS,
                "ignores_start": one.ignores_start,
                "states_missing_always": one.states_missing_always,
            }
            for one, _ in measured
        ]
    )


def _units(measured: Measured, states: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The units each indicator has records for, period by period (`UNITS`)."""
    without = facts.communities.filter(pl.col("organisation_id").is_null())
    overarching = facts.units.join(without, on="community_id", how="semi")
    parts = [pl.DataFrame(schema={name: UNITS[name] for name in UNITS if name != "period"})]
    for one, _ in measured:
        units = overarching if one.only_overarching else facts.units
        grains = [str(grain) for grain in one.grains]
        chosen = named(one, units.filter(pl.col("grain").is_in(grains)))
        parts.append(chosen.select(parts[0].columns))
    periods = states.select(*OBSERVATION)
    return pl.concat(parts).join(periods, on=["indicator", "community_id"]).select(UNITS.keys())


def _expected(measured: Measured, facts: Facts) -> pl.DataFrame:
    """Every period of every community each indicator has a record for."""
    overall = facts.periods.filter(pl.col("period") == OVERALL)
    waves = pl.DataFrame({"period": ["t0", "t1", "t2"]})
    kinds = {
        Periods.ALL: facts.periods,
        Periods.OVERALL: overall,
        Periods.SPRINTS: facts.periods.filter(
            (pl.col("period") == OVERALL) | (pl.col("phase") == "sprint")
        ),
        Periods.WAVES: overall.drop("period").join(waves, how="cross"),
    }
    names = {kind: frame.select("community_id", "period") for kind, frame in kinds.items()}
    return pl.concat([named(one, names[one.periods]) for one, _ in measured])


def _community_states(measured: Measured, facts: Facts) -> pl.DataFrame:
    """The status of each community and period: before the start, gated, or by its data.

    Columns: indicator, community_id, period, status, states_missing_always, counts_members.
    """
    gates = pl.concat([named(one, found.gates) for one, found in measured])
    first = gates.unique(OBSERVATION, keep="first", maintain_order=True)
    found = pl.concat(
        [named(one, found.rows).select(*OBSERVATION, "den") for one, found in measured]
    )
    has_rows = found.group_by(OBSERVATION).agg(has_rows=(pl.col("den") > 0).any())
    by_data = (
        pl.when(pl.col("has_rows").fill_null(value=False))
        .then(pl.lit(str(Status.OK)))
        .otherwise(pl.lit(str(Status.TOO_FEW)))
    )
    return (
        _expected(measured, facts)
        .join(facts.communities.select("community_id", "has_started"), on="community_id")
        .join(traits(measured), on="indicator")
        .join(first, on=list(OBSERVATION), how="left")
        .join(has_rows, on=list(OBSERVATION), how="left")
        .with_columns(
            status=pl.when(~pl.col("has_started") & ~pl.col("ignores_start"))
            .then(pl.lit(str(Status.NOT_DUE)))
            .otherwise(pl.coalesce("status", by_data))
        )
        .select(*OBSERVATION, "status", "states_missing_always", "counts_members")
    )
