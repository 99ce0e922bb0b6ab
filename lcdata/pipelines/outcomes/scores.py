"""Outcomes: what members say in the survey, per wave and from t0 to t2 (section 4).

Nothing is shown per community: a community holds eight people at most. The cells exist, so that
companies and the consortium can be pooled and audited.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import OVERALL, Grain, SourceClass, Traits
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import (
    EVERY_GRAIN,
    Combine,
    Indicator,
    Interval,
    Measure,
    Periods,
    Persons,
    Shrinks,
    ratio,
)
from lcdata.pipelines.outcomes.constructs import CONSTRUCTS, Construct
from lcdata.pipelines.outcomes.effects import averaged, mean, standardised
from lcdata.pipelines.outcomes.reliability import alpha, omega
from lcdata.pipelines.outcomes.survey_gates import (
    any_wave,
    before_and_after,
    measured_at_all,
    per_wave,
)
from lcdata.pipelines.traits import OF_ANSWERS, WHO_ANSWERED

TOPIC = "outcomes"

_OVERALL = pl.lit(OVERALL).alias("period")


def _rows(of: pl.DataFrame, value: str, period: pl.Expr, *more: str) -> pl.DataFrame:
    """One row per respondent: in the denominator where `value` exists, else missing."""
    found = pl.col(value).is_not_null()
    return of.select(
        "community_id",
        period,
        "person_id",
        *more,
        x=pl.col(value),
        den=found.cast(pl.Float64),
        missing=(~found).cast(pl.Int64),
    )


def _scores(construct: str) -> Callable[[Facts], Measure]:
    """One row per respondent and wave: `x` = the scale score; unscorable answers are missing."""

    def measure(facts: Facts) -> Measure:
        scores = facts.survey.scores.filter(pl.col("construct") == construct)
        return Measure(_rows(scores, "x", pl.col("period")), per_wave(facts, construct))

    return measure


def _changes(construct: str) -> Callable[[Facts], Measure]:
    """One row per respondent: `x` = t2 − t0; valid at one of the two only is missing."""

    def measure(facts: Facts) -> Measure:
        pairs = facts.survey.pairs.filter(pl.col("construct") == construct)
        rows = _rows(pairs, "x", _OVERALL, "before", "after")
        return Measure(rows, before_and_after(facts, construct))

    return measure


def _profiles(construct: str) -> Callable[[Facts], Measure]:
    """One row per respondent and wave with every item answered: `profile` = the answers."""

    def measure(facts: Facts) -> Measure:
        complete = facts.survey.scores.filter(
            (pl.col("construct") == construct) & pl.col("is_complete")
        )
        rows = _rows(complete, "x", pl.col("period"), "profile")
        return Measure(rows, measured_at_all(facts, construct))

    return measure


def _responses(facts: Facts) -> Measure:
    """One row per respondent invited: 1 with at least one scale score in that wave."""
    keys = ["community_id", "period", "person_id"]
    scored = facts.survey.scores.filter(pl.col("x").is_not_null()).select(keys).unique()
    rows = facts.survey.invited.join(
        scored.with_columns(num=pl.lit(1.0)), on=keys, how="left"
    ).with_columns(pl.col("num").fill_null(0.0), den=pl.lit(1.0), missing=pl.lit(0, dtype=pl.Int64))
    return Measure(rows, per_wave(facts))


def _prorated(facts: Facts) -> Measure:
    """One row per scale score of any wave: 1 where an item is missing."""
    valid = facts.survey.scores.filter(pl.col("x").is_not_null())
    rows = valid.select(
        "community_id",
        _OVERALL,
        "person_id",
        num=pl.col("is_prorated").cast(pl.Float64),
        den=pl.lit(1.0),
        missing=pl.lit(0, dtype=pl.Int64),
    )
    return Measure(rows, any_wave(facts))


def _entry(
    id_: str,
    name: str,
    formula: str,
    denominator: str,
    measure: Callable[[Facts], Measure],
    combine: Combine,
    *,
    construct: str | None = None,
    unit: str = "points",
    literature: str = "",
    interval: Interval = Interval.NONE,
    periods: Periods = Periods.OVERALL,
    consortium_only: bool = False,
    shrinks: Shrinks = Shrinks.NOT,
    traits: Traits,
) -> Indicator:
    grains = frozenset({Grain.CONSORTIUM}) if consortium_only else EVERY_GRAIN
    return Indicator(
        id=id_, topic=TOPIC, name=name, formula=formula, denominator=denominator, unit=unit,
        source=SourceClass.SURVEY, traits=traits, literature=literature,
        measure=measure, combine=combine, interval=interval, persons=Persons.OBSERVED,
        periods=periods, grains=grains, construct=construct, shrinks=shrinks, ignores_start=True,
    )  # fmt: skip


_PAIRED = N_("Respondents with a score at both t0 and t2.")
_COMPLETE = N_("Respondents who answered every item, from thirty per measurement.")


def _level(construct: Construct) -> Indicator:
    return _entry(
        f"mean.{construct.id}", construct.name, N_("mean of the scale scores"),
        N_("Respondents with a score: enough items answered."), _scores(construct.id), mean,
        traits=OF_ANSWERS, construct=construct.id, periods=Periods.WAVES,
    )  # fmt: skip


def _change(construct: Construct) -> Indicator:
    return _entry(
        f"change.{construct.id}", construct.change, N_("mean of t2 − t0, in scale points"),
        _PAIRED, _changes(construct.id), mean, traits=OF_ANSWERS, construct=construct.id,
        shrinks=Shrinks.CHANGE,
    )  # fmt: skip


def _d_z(construct: Construct) -> Indicator:
    return _entry(
        f"dz.{construct.id}", construct.d_z,
        N_("mean of t2 − t0 ÷ standard deviation of the differences"), _PAIRED,
        _changes(construct.id), standardised, traits=OF_ANSWERS, construct=construct.id,
        unit="index",
        literature="Cohen (1988), Statistical Power Analysis, p. 48",
    )  # fmt: skip


def _g_av(construct: Construct) -> Indicator:
    return _entry(
        f"gav.{construct.id}", construct.g_av,
        N_("mean of t2 − t0 ÷ average standard deviation, corrected for small groups"), _PAIRED,
        _changes(construct.id), averaged, traits=OF_ANSWERS, construct=construct.id,
        unit="index",
        literature="Lakens (2013), Front. Psychol. 4, 863",
    )  # fmt: skip


def _alpha(construct: Construct) -> Indicator:
    return _entry(
        f"alpha.{construct.id}", construct.alpha, N_("Cronbach's α of the items"), _COMPLETE,
        _profiles(construct.id), alpha, traits=OF_ANSWERS, construct=construct.id,
        unit="index",
        literature="Cronbach (1951), Psychometrika 16, 297-334",
        periods=Periods.WAVES, consortium_only=True,
    )  # fmt: skip


def _omega(construct: Construct) -> Indicator:
    return _entry(
        f"omega.{construct.id}", construct.omega, N_("McDonald's ω of the items under one factor"),
        _COMPLETE, _profiles(construct.id), omega, traits=OF_ANSWERS, construct=construct.id,
        unit="index",
        literature="McDonald (1999), Test Theory, chapter 6",
        periods=Periods.WAVES, consortium_only=True,
    )  # fmt: skip


_PER_CONSTRUCT = (_level, _change, _d_z, _g_av, _alpha, _omega)

INDICATORS: tuple[Indicator, ...] = (
    _entry(
        "response_rate", N_("Response"), N_("respondents with a scale score ÷ invited"),
        N_("Respondents invited for that measurement."),
        _responses, ratio, traits=WHO_ANSWERED,
        unit="ratio", interval=Interval.WILSON, periods=Periods.WAVES,
    ),
    _entry(
        "prorated_share", N_("Scores with an item missing"),
        N_("scores from fewer than all items ÷ scores"),
        N_("Scale scores of all measurements. Above 0.10: read with care."),
        _prorated, ratio, traits=WHO_ANSWERED, unit="ratio", interval=Interval.WILSON,
    ),
    *(indicator(construct) for construct in CONSTRUCTS for indicator in _PER_CONSTRUCT),
)  # fmt: skip
