"""Outcomes: what members say in the survey, per wave and from t0 to t2 (section 4).

Nothing is shown per community: a community holds eight people at most. The cells exist, so that
companies and the consortium can be pooled and audited.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from lcdata.domain import Grain, SourceClass, Unit
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    Periods,
    Persons,
    Shrinks,
)
from lcdata.pipelines.observations import WHOLE
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
        rows = _rows(pairs, "x", WHOLE, "before", "after")
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
        WHOLE,
        "person_id",
        num=pl.col("is_prorated").cast(pl.Float64),
        den=pl.lit(1.0),
        missing=pl.lit(0, dtype=pl.Int64),
    )
    return Measure(rows, any_wave(facts))


_of_answers = partial(
    Indicator,
    topic=TOPIC,
    source=SourceClass.SURVEY,
    persons=Persons.OBSERVED,
    ignores_start=True,
)

_PAIRED = N_("Respondents with a score at both t0 and t2.")
_COMPLETE = N_("Respondents who answered every item, from thirty per measurement.")


def _level(construct: Construct) -> Indicator:
    return _of_answers(
        id=f"mean.{construct.id}", unit=Unit.POINTS,
        name=construct.name,
        formula=N_("mean of the scale scores"),
        denominator=N_("Respondents with a score: enough items answered."),
        traits=OF_ANSWERS, measure=_scores(construct.id), combine=mean, periods=Periods.WAVES,
        construct=construct.id,
    )  # fmt: skip


def _change(construct: Construct) -> Indicator:
    return _of_answers(
        id=f"change.{construct.id}", unit=Unit.POINTS,
        name=construct.change,
        formula=N_("mean of t2 − t0, in scale points"),
        denominator=_PAIRED,
        traits=OF_ANSWERS, measure=_changes(construct.id), combine=mean, shrinks=Shrinks.CHANGE,
        construct=construct.id,
    )  # fmt: skip


def _d_z(construct: Construct) -> Indicator:
    return _of_answers(
        id=f"dz.{construct.id}", unit=Unit.INDEX,
        name=construct.d_z,
        formula=N_("mean of t2 − t0 ÷ standard deviation of the differences"),
        denominator=_PAIRED,
        traits=OF_ANSWERS, literature="Cohen (1988), Statistical Power Analysis, p. 48",
        measure=_changes(construct.id), combine=standardised, construct=construct.id,
    )  # fmt: skip


def _g_av(construct: Construct) -> Indicator:
    return _of_answers(
        id=f"gav.{construct.id}", unit=Unit.INDEX,
        name=construct.g_av,
        formula=N_("mean of t2 − t0 ÷ average standard deviation, corrected for small groups"),
        denominator=_PAIRED,
        traits=OF_ANSWERS, literature="Lakens (2013), Front. Psychol. 4, 863",
        measure=_changes(construct.id), combine=averaged, construct=construct.id,
    )  # fmt: skip


def _alpha(construct: Construct) -> Indicator:
    return _of_answers(
        id=f"alpha.{construct.id}", unit=Unit.INDEX,
        name=construct.alpha,
        formula=N_("Cronbach's α of the items"),
        denominator=_COMPLETE,
        traits=OF_ANSWERS, literature="Cronbach (1951), Psychometrika 16, 297-334",
        measure=_profiles(construct.id), combine=alpha, periods=Periods.WAVES,
        construct=construct.id, grains=frozenset({Grain.CONSORTIUM}),
    )  # fmt: skip


def _omega(construct: Construct) -> Indicator:
    return _of_answers(
        id=f"omega.{construct.id}", unit=Unit.INDEX,
        name=construct.omega,
        formula=N_("McDonald's ω of the items under one factor"),
        denominator=_COMPLETE,
        traits=OF_ANSWERS, literature="McDonald (1999), Test Theory, chapter 6",
        measure=_profiles(construct.id), combine=omega, periods=Periods.WAVES,
        construct=construct.id, grains=frozenset({Grain.CONSORTIUM}),
    )  # fmt: skip


_PER_CONSTRUCT = (_level, _change, _d_z, _g_av, _alpha, _omega)

INDICATORS: tuple[Indicator, ...] = (
    _of_answers(
        id="response_rate",
        name=N_("Response"),
        formula=N_("respondents with a scale score ÷ invited"),
        denominator=N_("Respondents invited for that measurement."),
        traits=WHO_ANSWERED, measure=_responses, interval=Interval.WILSON, periods=Periods.WAVES,
    ),
    _of_answers(
        id="prorated_share",
        name=N_("Scores with an item missing"),
        formula=N_("scores from fewer than all items ÷ scores"),
        denominator=N_("Scale scores of all measurements. Above 0.10: read with care."),
        traits=WHO_ANSWERED, measure=_prorated, interval=Interval.WILSON,
    ),
    *(indicator(construct) for construct in CONSTRUCTS for indicator in _PER_CONSTRUCT),
)  # fmt: skip
