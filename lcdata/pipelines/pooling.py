"""From observations at community grain to records at every grain (`indicators.md` section 8)."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from lcdata.domain import Grain, Status
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import KEYS, Combine, Indicator, Interval
from lcdata.pipelines.observed import OBSERVATION, Measured, Observed, named, observe, traits
from lcdata.statistics.intervals import Array, wilson, wilson_effective

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
    "error": pl.Float64(),
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

_SPREAD = ("low", "high", "error")


def cells(indicators: Iterable[Indicator], facts: Facts) -> pl.DataFrame:
    """One record per indicator, grain, entity and period (columns of `RECORD`)."""
    observed = observe(indicators, facts)
    return pool(observed, observed.units)


def pool(observed: Observed, units: pl.DataFrame) -> pl.DataFrame:
    """One record per unit of `units` (columns of `RECORD`).

    All indicators go through each step together: a step costs the same for one as for many.

    Args:
        observed: the observations.
        units: which communities each figure pools (`observed.UNITS`).
    """
    if not observed.measured or not len(units):
        return pl.DataFrame(schema=RECORD)
    measured, states, rows = observed.measured, observed.states, observed.rows
    records = (
        _unit_statuses(states, units)
        .join(_combined(measured, states, units), on=list(KEYS), how="left")
        .join(_persons(_used(rows, states, units), observed.members), on=list(KEYS), how="left")
        .join(_missing(rows, states, units), on=list(KEYS), how="left")
        .join(traits(measured), on="indicator")
    )
    return _finished(_limited(_overridden(records), observed.icc))


def limited(records: pl.DataFrame, observed: Observed) -> pl.DataFrame:
    """Records with the intervals their indicators ask for.

    Args:
        records: num, den, value, n_persons and status, and empty low and high (`RECORD`).
        observed: the observations the records are made of.
    """
    return _limited(records.join(traits(observed.measured), on="indicator"), observed.icc)


def _unit_statuses(states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The status of each unit and period, by the precedence of its communities' statuses."""
    rank = {str(status): place for place, status in enumerate(PRECEDENCE)}
    word = {place: status for status, place in rank.items()}
    return (
        states.join(units, on=list(OBSERVATION))
        .group_by(KEYS)
        .agg(pl.col("status").replace_strict(rank, return_dtype=pl.Int64).min())
        .with_columns(pl.col("status").replace_strict(word, return_dtype=pl.String))
    )


def _used(rows: pl.DataFrame, states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The observations of each unit: of its communities whose own record is ok."""
    ok = states.filter(pl.col("status") == Status.OK)
    return rows.join(ok.select(*OBSERVATION, "counts_members"), on=list(OBSERVATION)).join(
        units, on=list(OBSERVATION)
    )


def _combined(measured: Measured, states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """num, den, value and, from some, low, high, error and `verdict`: one row per key."""
    together: dict[Combine, list[pl.DataFrame]] = {}
    for one, found in measured:
        together.setdefault(one.combine, []).append(named(one, found.rows))
    parts = [
        combine(_used(pl.concat(rows, how="diagonal"), states, units))
        for combine, rows in together.items()
    ]
    known = pl.DataFrame(schema={**_COMBINED, "status": pl.String()})
    return pl.concat([known, *parts], how="diagonal").rename({"status": "verdict"})


_COMBINED = {name: RECORD[name] for name in (*KEYS, "num", "den", "value", *_SPREAD)}


def _persons(used: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Distinct persons behind each denominator: `n_persons`."""
    counted = used.filter(pl.col("den") > 0)
    observed = counted.filter(~pl.col("counts_members")).select(*KEYS, "person_id")
    communities = counted.filter(pl.col("counts_members")).select(*KEYS, "community_id").unique()
    whole = communities.join(members, on="community_id").select(*KEYS, "person_id")
    return (
        pl.concat([observed, whole])
        .group_by(KEYS)
        .agg(n_persons=pl.col("person_id").drop_nulls().n_unique().cast(pl.Int64))
    )


def _missing(rows: pl.DataFrame, states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """What was left out because it is unknown, also where that leaves no figure: `n_missing`."""
    stated = states.filter(
        pl.col("states_missing_always") | (pl.col("status") != Status.NOT_MEASURED)
    )
    return (
        rows.join(stated, on=list(OBSERVATION), how="semi")
        .join(units, on=list(OBSERVATION))
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
        for name in ("num", "den", "value", *_SPREAD)
    ]
    return (
        records.with_columns(*numbers)
        .with_columns(
            n_persons=pl.when(ok).then(pl.col("n_persons").fill_null(0)).otherwise(0),
            n_missing=pl.col("n_missing").fill_null(0),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in RECORD.items())
    )
