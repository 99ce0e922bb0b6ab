"""From observations at community grain to records at every grain (`indicators.md` section 8)."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from lcdata.domain import OVERALL, Grain, Status
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import KEYS, Indicator, Interval, Measure, Periods, Persons
from lcdata.statistics.intervals import anova_icc, wilson, wilson_effective

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

_COMMUNITY_KEYS = ("community_id", "period")
_LIMITS = ("low", "high")


def cells(indicators: Iterable[Indicator], facts: Facts) -> pl.DataFrame:
    """One record per indicator, grain, entity and period (columns of `RECORD`)."""
    icc = attendance_icc(facts)
    asked = facts.survey.constructs
    parts = [
        _records(indicator, facts, icc)
        for indicator in indicators
        if indicator.construct is None or indicator.construct in asked
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=RECORD)


def attendance_icc(facts: Facts) -> float:
    """The intraclass correlation of attendance within a person, over all company communities."""
    companies = facts.communities.filter(pl.col("organisation_id").is_not_null())
    known = facts.pairs.filter(pl.col("is_known")).join(companies, on="community_id", how="semi")
    return anova_icc(known["is_there"].cast(pl.Float64).to_numpy(), known["person_id"].to_numpy())


def _records(indicator: Indicator, facts: Facts, icc: float) -> pl.DataFrame:
    measure = indicator.measure(facts)
    states = _community_states(indicator, measure, facts)
    units = _units(indicator, facts)
    statuses = _unit_statuses(states, units)
    rows = _unit_rows(indicator, measure, states, units)
    records = (
        statuses.join(indicator.combine(rows), on=list(KEYS), how="left", suffix="_found")
        .join(_persons(indicator, rows, facts), on=list(KEYS), how="left")
        .join(_missing(indicator, measure, states, units), on=list(KEYS), how="left")
    )
    return _finished(_limited(_overridden(records), indicator, icc), indicator)


def _units(indicator: Indicator, facts: Facts) -> pl.DataFrame:
    """The units this indicator has records for."""
    units = facts.units.filter(pl.col("grain").is_in([str(grain) for grain in indicator.grains]))
    if not indicator.only_overarching:
        return units
    without = facts.communities.filter(pl.col("organisation_id").is_null())
    return units.join(without, on="community_id", how="semi")


def _expected(indicator: Indicator, facts: Facts) -> pl.DataFrame:
    """Every period of every community this indicator has a record for, with `starts_on`."""
    periods = facts.periods
    if indicator.periods is Periods.OVERALL:
        periods = periods.filter(pl.col("period") == OVERALL)
    elif indicator.periods is Periods.SPRINTS:
        periods = periods.filter((pl.col("period") == OVERALL) | (pl.col("phase") == "sprint"))
    elif indicator.periods is Periods.WAVES:
        waves = pl.DataFrame({"period": ["t0", "t1", "t2"]})
        overall = periods.filter(pl.col("period") == OVERALL)
        periods = overall.drop("period").join(waves, how="cross")
    return periods.select("community_id", "period", "starts_on")


def _community_states(indicator: Indicator, measure: Measure, facts: Facts) -> pl.DataFrame:
    """The status of each community and period: before the start, gated, or by its data."""
    gates = measure.gates.unique(_COMMUNITY_KEYS, keep="first", maintain_order=True)
    found = measure.rows.group_by(_COMMUNITY_KEYS).agg(has_rows=(pl.col("den") > 0).any())
    by_data = (
        pl.when(pl.col("has_rows").fill_null(value=False))
        .then(pl.lit(str(Status.OK)))
        .otherwise(pl.lit(str(Status.TOO_FEW)))
    )
    return (
        _expected(indicator, facts)
        .join(facts.communities.select("community_id", "has_started"), on="community_id")
        .join(gates, on=list(_COMMUNITY_KEYS), how="left")
        .join(found, on=list(_COMMUNITY_KEYS), how="left")
        .with_columns(
            status=pl.when(~pl.col("has_started") & (not indicator.ignores_start))
            .then(pl.lit(str(Status.NOT_DUE)))
            .otherwise(pl.coalesce("status", by_data))
        )
        .select(*_COMMUNITY_KEYS, "status")
    )


def _unit_statuses(states: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The status of each unit and period, by the precedence of its communities' statuses."""
    rank = {str(status): place for place, status in enumerate(PRECEDENCE)}
    word = {place: status for status, place in rank.items()}
    return (
        states.join(units, on="community_id")
        .group_by(KEYS)
        .agg(pl.col("status").replace_strict(rank, return_dtype=pl.Int64).min())
        .with_columns(pl.col("status").replace_strict(word, return_dtype=pl.String))
    )


def _unit_rows(
    indicator: Indicator, measure: Measure, states: pl.DataFrame, units: pl.DataFrame
) -> pl.DataFrame:
    """The observations of each unit: of its communities whose own record is ok."""
    usable = states.filter(pl.col("status") == Status.OK)
    if not indicator.pools_all:
        return measure.rows.join(usable, on=list(_COMMUNITY_KEYS), how="semi").join(
            units, on="community_id"
        )
    started = states.filter(pl.col("status") != Status.NOT_DUE)
    pooled = units.filter(pl.col("grain") != Grain.COMMUNITY)
    alone = units.filter(pl.col("grain") == Grain.COMMUNITY)
    return pl.concat(
        [
            measure.rows.join(usable, on=list(_COMMUNITY_KEYS), how="semi").join(
                alone, on="community_id"
            ),
            measure.rows.join(started, on=list(_COMMUNITY_KEYS), how="semi").join(
                pooled, on="community_id"
            ),
        ]
    )


def _persons(indicator: Indicator, rows: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Distinct persons behind each denominator: `n_persons`."""
    counted = rows.filter(pl.col("den") > 0)
    if indicator.persons is Persons.MEMBERS:
        members = facts.members.select("community_id", "person_id")
        counted = counted.select("community_id", *KEYS).unique().join(members, on="community_id")
    return counted.group_by(KEYS).agg(
        n_persons=pl.col("person_id").drop_nulls().n_unique().cast(pl.Int64)
    )


def _missing(
    indicator: Indicator, measure: Measure, states: pl.DataFrame, units: pl.DataFrame
) -> pl.DataFrame:
    """What was left out because it is unknown, also where that leaves no figure: `n_missing`."""
    counted = states
    if not indicator.states_missing_always:
        counted = states.filter(pl.col("status") != Status.NOT_MEASURED)
    return (
        measure.rows.join(counted, on=list(_COMMUNITY_KEYS), how="semi")
        .join(units, on="community_id")
        .group_by(KEYS)
        .agg(n_missing=pl.col("missing").sum().cast(pl.Int64))
    )


def _overridden(records: pl.DataFrame) -> pl.DataFrame:
    """A combiner's own verdict (say, too few for a median) goes before `ok`."""
    if "status_found" not in records.columns:
        return records
    verdict = pl.when(pl.col("status") == Status.OK).then(pl.coalesce("status_found", "status"))
    return records.with_columns(status=verdict.otherwise("status")).drop("status_found")


def _limited(records: pl.DataFrame, indicator: Indicator, icc: float) -> pl.DataFrame:
    """The records with `low` and `high` filled in as the indicator's interval asks."""
    for limit in _LIMITS:
        if limit not in records.columns:
            records = records.with_columns(pl.lit(None, dtype=pl.Float64).alias(limit))
    due = (pl.col("status") == Status.OK) & (pl.col("den") > 0)
    if indicator.interval is Interval.POOLED_WILSON:
        due = due & (pl.col("grain") != Grain.COMMUNITY)
    elif indicator.interval is Interval.NONE:
        return records
    with_interval, rest = records.filter(due), records.filter(~due | due.is_null())
    x, n = with_interval["num"].to_numpy(), with_interval["den"].to_numpy()
    if indicator.interval is Interval.EFFECTIVE:
        low, high = wilson_effective(x, n, with_interval["n_persons"].to_numpy(), icc)
    else:
        low, high = wilson(x, n)
    return pl.concat([with_interval.with_columns(low=pl.Series(low), high=pl.Series(high)), rest])


def _finished(records: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """The records with numbers only where the status is ok, in the order of `RECORD`."""
    ok = pl.col("status") == Status.OK
    numbers = [
        pl.when(ok).then(pl.col(name)).otherwise(None).alias(name)
        for name in ("num", "den", "value", *_LIMITS)
    ]
    return (
        records.with_columns(pl.lit(indicator.id).alias("indicator"), *numbers)
        .with_columns(
            n_persons=pl.when(ok).then(pl.col("n_persons").fill_null(0)).otherwise(0),
            n_missing=pl.col("n_missing").fill_null(0),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in RECORD.items())
    )
