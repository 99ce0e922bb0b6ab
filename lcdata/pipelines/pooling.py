"""From observations at community grain to records at every grain (`indicators.md` section 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from lcdata.domain import OVERALL, Grain, Status
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import (
    KEYS,
    Combine,
    Indicator,
    Interval,
    Measure,
    Periods,
    Persons,
)
from lcdata.statistics.intervals import Array, anova_icc, wilson, wilson_effective

RECORD: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
    "period": pl.String(),
    "num": pl.Float64(),
    "den": pl.Float64(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "n_persons": pl.Int64(),
    "n_missing": pl.Int64(),
    "status": pl.String(),
}

PRECEDENCE = (
    Status.OK,
    Status.TOO_FEW,
    Status.NOT_DUE,
    Status.NOT_APPLICABLE,
    Status.NOT_MEASURED,
)
"""A pooled figure is ok when one of its communities is, else the first of these present."""

_OBSERVATION = ("indicator", "community_id", "period")
_LIMITS = ("low", "high")
_BASE: dict[str, pl.DataType] = {
    **dict.fromkeys(_OBSERVATION, pl.String()),
    "den": pl.Float64(),
    "missing": pl.Int64(),
    "person_id": pl.String(),
}
_STATES: dict[str, pl.DataType] = {
    **dict.fromkeys((*_OBSERVATION, "status"), pl.String()),
    "states_missing_always": pl.Boolean(),
    "counts_members": pl.Boolean(),
}

Measured = list[tuple[Indicator, Measure]]

UNITS: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "community_id": pl.String(),
    "period": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
}
"""Which communities a figure pools: one row per indicator, period, unit and community of it."""


@dataclass(frozen=True)
class Observed:
    """What was observed of every community, before it is pooled into any unit.

    Attributes:
        measured: the indicators with their observations.
        states: the status of each community and period per indicator.
        rows: every observation: `indicator, community_id, period, den, missing, person_id`.
        facts: the marts it was observed from.
        icc: the intraclass correlation of attendance within a person.
    """

    measured: Measured
    states: pl.DataFrame
    rows: pl.DataFrame
    facts: Facts
    icc: float

    @cached_property
    def units(self) -> pl.DataFrame:
        """The raw truth's units (`UNITS`): each community, company, consortium, overarching."""
        return (
            _units(self.measured, self.facts)
            .join(self.states.select(*_OBSERVATION), on=["indicator", "community_id"])
            .select(UNITS.keys())
        )


def cells(indicators: Iterable[Indicator], facts: Facts) -> pl.DataFrame:
    """One record per indicator, grain, entity and period (columns of `RECORD`)."""
    observed = observe(indicators, facts)
    return pool(observed, observed.units)


def observe(indicators: Iterable[Indicator], facts: Facts) -> Observed:
    """The observations of all indicators whose construct is asked for."""
    asked = facts.survey.constructs
    measured = [
        (indicator, indicator.measure(facts))
        for indicator in indicators
        if indicator.construct is None or indicator.construct in asked
    ]
    nothing = pl.DataFrame(schema=_BASE)
    rows = pl.concat([nothing, *(_base(_named(one, found.rows)) for one, found in measured)])
    states = _community_states(measured, facts) if measured else pl.DataFrame(schema=_STATES)
    return Observed(measured, states, rows, facts, attendance_icc(facts))


def pool(observed: Observed, units: pl.DataFrame) -> pl.DataFrame:
    """One record per unit of `units` (columns of `RECORD`).

    All indicators go through each step together: a step costs the same for one as for many.

    Args:
        observed: the observations.
        units: which communities each figure pools (`UNITS`).
    """
    if not observed.measured or not len(units):
        return pl.DataFrame(schema=RECORD)
    measured, states, rows = observed.measured, observed.states, observed.rows
    records = (
        _unit_statuses(states, units)
        .join(_combined(measured, states, units), on=list(KEYS), how="left")
        .join(_persons(_used(rows, states, units), observed.facts), on=list(KEYS), how="left")
        .join(_missing(rows, states, units), on=list(KEYS), how="left")
        .join(_traits(measured), on="indicator")
    )
    return _finished(_limited(_overridden(records), observed.icc))


def attendance_icc(facts: Facts) -> float:
    """The intraclass correlation of attendance within a person, over all company communities."""
    companies = facts.communities.filter(pl.col("organisation_id").is_not_null())
    known = facts.pairs.filter(pl.col("is_known")).join(companies, on="community_id", how="semi")
    return anova_icc(known["is_there"].cast(pl.Float64).to_numpy(), known["person_id"].to_numpy())


def _named(indicator: Indicator, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.lit(indicator.id).alias("indicator"))


def _base(rows: pl.DataFrame) -> pl.DataFrame:
    """What every observation has; `person_id` is null where no person is observed."""
    person = pl.col("person_id") if "person_id" in rows.columns else pl.lit(None, dtype=pl.String)
    return rows.select(
        *_OBSERVATION,
        pl.col("den").cast(pl.Float64),
        pl.col("missing").cast(pl.Int64),
        person.alias("person_id"),
    )


def _traits(measured: Measured) -> pl.DataFrame:
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


def _units(measured: Measured, facts: Facts) -> pl.DataFrame:
    """The units each indicator has records for: `indicator, community_id, grain, entity_id`."""
    without = facts.communities.filter(pl.col("organisation_id").is_null())
    overarching = facts.units.join(without, on="community_id", how="semi")
    parts = []
    for one, _ in measured:
        units = overarching if one.only_overarching else facts.units
        grains = [str(grain) for grain in one.grains]
        parts.append(_named(one, units.filter(pl.col("grain").is_in(grains))))
    return pl.concat(parts)


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
    return pl.concat([_named(one, names[one.periods]) for one, _ in measured])


def _community_states(measured: Measured, facts: Facts) -> pl.DataFrame:
    """The status of each community and period: before the start, gated, or by its data.

    Columns: indicator, community_id, period, status, states_missing_always, counts_members.
    """
    gates = pl.concat([_named(one, found.gates) for one, found in measured])
    first = gates.unique(_OBSERVATION, keep="first", maintain_order=True)
    found = pl.concat(
        [_named(one, found.rows).select(*_OBSERVATION, "den") for one, found in measured]
    )
    has_rows = found.group_by(_OBSERVATION).agg(has_rows=(pl.col("den") > 0).any())
    by_data = (
        pl.when(pl.col("has_rows").fill_null(value=False))
        .then(pl.lit(str(Status.OK)))
        .otherwise(pl.lit(str(Status.TOO_FEW)))
    )
    return (
        _expected(measured, facts)
        .join(facts.communities.select("community_id", "has_started"), on="community_id")
        .join(_traits(measured), on="indicator")
        .join(first, on=list(_OBSERVATION), how="left")
        .join(has_rows, on=list(_OBSERVATION), how="left")
        .with_columns(
            status=pl.when(~pl.col("has_started") & ~pl.col("ignores_start"))
            .then(pl.lit(str(Status.NOT_DUE)))
            .otherwise(pl.coalesce("status", by_data))
        )
        .select(*_OBSERVATION, "status", "states_missing_always", "counts_members")
    )


def _unit_statuses(states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The status of each unit and period, by the precedence of its communities' statuses."""
    rank = {str(status): place for place, status in enumerate(PRECEDENCE)}
    word = {place: status for status, place in rank.items()}
    return (
        states.join(units, on=list(_OBSERVATION))
        .group_by(KEYS)
        .agg(pl.col("status").replace_strict(rank, return_dtype=pl.Int64).min())
        .with_columns(pl.col("status").replace_strict(word, return_dtype=pl.String))
    )


def _used(rows: pl.DataFrame, states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The observations of each unit: of its communities whose own record is ok."""
    ok = states.filter(pl.col("status") == Status.OK)
    return rows.join(ok.select(*_OBSERVATION, "counts_members"), on=list(_OBSERVATION)).join(
        units, on=list(_OBSERVATION)
    )


def _combined(measured: Measured, states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """num, den, value and, from some combiners, low, high and `verdict`: one row per key."""
    together: dict[Combine, list[pl.DataFrame]] = {}
    for one, found in measured:
        together.setdefault(one.combine, []).append(_named(one, found.rows))
    parts = [
        combine(_used(pl.concat(rows, how="diagonal"), states, units))
        for combine, rows in together.items()
    ]
    known = pl.DataFrame(schema={**_COMBINED, "status": pl.String()})
    return pl.concat([known, *parts], how="diagonal").rename({"status": "verdict"})


_COMBINED = {name: RECORD[name] for name in (*KEYS, "num", "den", "value", *_LIMITS)}


def _persons(used: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Distinct persons behind each denominator: `n_persons`."""
    counted = used.filter(pl.col("den") > 0)
    observed = counted.filter(~pl.col("counts_members")).select(*KEYS, "person_id")
    communities = counted.filter(pl.col("counts_members")).select(*KEYS, "community_id").unique()
    members = communities.join(
        facts.members.select("community_id", "person_id"), on="community_id"
    ).select(*KEYS, "person_id")
    return (
        pl.concat([observed, members])
        .group_by(KEYS)
        .agg(n_persons=pl.col("person_id").drop_nulls().n_unique().cast(pl.Int64))
    )


def _missing(rows: pl.DataFrame, states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """What was left out because it is unknown, also where that leaves no figure: `n_missing`."""
    stated = states.filter(
        pl.col("states_missing_always") | (pl.col("status") != Status.NOT_MEASURED)
    )
    return (
        rows.join(stated, on=list(_OBSERVATION), how="semi")
        .join(units, on=list(_OBSERVATION))
        .group_by(KEYS)
        .agg(n_missing=pl.col("missing").sum().cast(pl.Int64))
    )


def _overridden(records: pl.DataFrame) -> pl.DataFrame:
    """A combiner's own verdict (say, too few for a median) goes before `ok`."""
    verdict = pl.when(pl.col("status") == Status.OK).then(pl.coalesce("verdict", "status"))
    return records.with_columns(status=verdict.otherwise("status"))


def _limited(records: pl.DataFrame, icc: float) -> pl.DataFrame:
    """The records with `low` and `high` filled in as their indicator's interval asks."""
    has_share = (pl.col("status") == Status.OK) & (pl.col("den") > 0)
    pooled = (pl.col("interval") == Interval.POOLED_WILSON) & (pl.col("grain") != Grain.COMMUNITY)
    plain = has_share & (pooled | (pl.col("interval") == Interval.WILSON))
    effective = has_share & (pl.col("interval") == Interval.EFFECTIVE)
    one, other = records.filter(plain), records.filter(effective)
    rest = records.filter(~(plain | effective).fill_null(value=False))
    return pl.concat(
        [
            rest,
            _with_limits(one, *wilson(one["num"], one["den"])),
            _with_limits(
                other, *wilson_effective(other["num"], other["den"], other["n_persons"], icc)
            ),
        ]
    )


def _with_limits(records: pl.DataFrame, low: Array, high: Array) -> pl.DataFrame:
    return records.with_columns(low=pl.Series(low), high=pl.Series(high))


def _finished(records: pl.DataFrame) -> pl.DataFrame:
    """The records with numbers only where the status is ok, in the order of `RECORD`."""
    ok = pl.col("status") == Status.OK
    numbers = [
        pl.when(ok).then(pl.col(name)).otherwise(None).alias(name)
        for name in ("num", "den", "value", *_LIMITS)
    ]
    return (
        records.with_columns(*numbers)
        .with_columns(
            n_persons=pl.when(ok).then(pl.col("n_persons").fill_null(0)).otherwise(0),
            n_missing=pl.col("n_missing").fill_null(0),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in RECORD.items())
    )
