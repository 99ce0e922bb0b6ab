"""Outcomes: what members say in the survey, per wave and from t0 to t2 (section 4).

Nothing is shown per community: a community holds eight people at most. The cells exist, so that
companies and the consortium can be pooled and audited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from lcdata.domain import OVERALL, Grain, SourceClass, Status
from lcdata.locale import N_
from lcdata.pipelines.constructs import CONSTRUCTS, Construct
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import (
    EVERY_GRAIN,
    KEYS,
    Combine,
    Indicator,
    Interval,
    Measure,
    Periods,
    Persons,
    ratio,
)
from lcdata.pipelines.reliability import alpha, omega
from lcdata.pipelines.survey_gates import any_wave, before_and_after, measured_at_all, per_wave
from lcdata.statistics.effect_size import NO_SPREAD, d_z, d_z_interval, g_av, mean_interval

TOPIC = "outcomes"

SURVEY_RULE = N_(
    "Shown from ten respondents, for a company or the consortium; never per community."
)

_NO_NUM = pl.lit(None, dtype=pl.Float64).alias("num")
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
        num=pl.lit(0.0),
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


def _summary(rows: pl.DataFrame, *values: str) -> pl.DataFrame:
    """Numbers, means and standard deviations of values per key.

    Summed in the order of the values, so that the same rows give the same last digit.
    """
    used = rows.filter(pl.col("den") > 0)
    return used.group_by(KEYS).agg(
        _NO_NUM,
        pl.col("den").sum(),
        *(pl.col(value).sort().mean().alias(f"mean_{value}") for value in values),
        *(pl.col(value).sort().std().alias(f"sd_{value}") for value in values),
    )


def mean(rows: pl.DataFrame) -> pl.DataFrame:
    """The mean of `x` per key with its t interval; no interval from a single value."""
    found = _summary(rows, "x").rename({"mean_x": "value"})
    low, high = mean_interval(found["value"], found["sd_x"].fill_null(0.0), found["den"])
    return _limited(found, low, high)


def standardised(rows: pl.DataFrame) -> pl.DataFrame:
    """The mean of `x` in its standard deviations (d_z) per key, with its interval.

    Too few below two pairs or without spread.
    """
    found = _summary(rows, "x").with_columns(
        enough=(pl.col("den") >= 2) & (pl.col("sd_x") > NO_SPREAD)
    )
    some = found.filter("enough")
    value = d_z(some["mean_x"], some["sd_x"])
    low, high = d_z_interval(value, some["den"])
    return pl.concat(
        [_limited(some.with_columns(value=pl.Series(value)), low, high), _few(found)],
        how="diagonal",
    )


def averaged(rows: pl.DataFrame) -> pl.DataFrame:
    """The mean of `x` in the average standard deviation of before and after (g_av) per key.

    Too few below three pairs or without spread.
    """
    spread = pl.max_horizontal("sd_before", "sd_after") > NO_SPREAD
    found = _summary(rows, "x", "before", "after").with_columns(
        enough=(pl.col("den") >= 3) & spread
    )
    some = found.filter("enough")
    value = g_av(some["mean_x"], some["sd_before"], some["sd_after"], some["den"])
    return pl.concat([some.with_columns(value=pl.Series(value)), _few(found)], how="diagonal")


def _limited(found: pl.DataFrame, low: object, high: object) -> pl.DataFrame:
    limits = pl.DataFrame({"low": low, "high": high}).fill_nan(None)
    return pl.concat([found, limits], how="horizontal")


def _few(found: pl.DataFrame) -> pl.DataFrame:
    few = found.filter(~pl.col("enough"))
    return few.with_columns(status=pl.lit(str(Status.TOO_FEW)))


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
) -> Indicator:
    grains = frozenset({Grain.CONSORTIUM}) if consortium_only else EVERY_GRAIN
    return Indicator(
        id=id_, topic=TOPIC, name=name, formula=formula, denominator=denominator, unit=unit,
        source=SourceClass.SURVEY, small_numbers=SURVEY_RULE, literature=literature,
        measure=measure, combine=combine, interval=interval, persons=Persons.OBSERVED,
        periods=periods, grains=grains, construct=construct, ignores_start=True,
    )  # fmt: skip


_PAIRED = N_("Respondents with a score at both t0 and t2.")
_COMPLETE = N_("Respondents who answered every item, from thirty per measurement.")


def _of_construct(construct: Construct) -> Iterator[Indicator]:
    """The six indicators of one construct."""
    id_, scores, changes = construct.id, _scores(construct.id), _changes(construct.id)
    yield _entry(
        f"mean.{id_}",
        construct.name,
        N_("mean of the scale scores"),
        N_("Respondents with a score: enough items answered."),
        scores,
        mean,
        construct=id_,
        periods=Periods.WAVES,
    )
    yield _entry(
        f"change.{id_}",
        construct.change,
        N_("mean of t2 − t0, in scale points"),
        _PAIRED,
        changes,
        mean,
        construct=id_,
    )
    yield _entry(
        f"dz.{id_}",
        construct.d_z,
        N_("mean of t2 − t0 ÷ standard deviation of the differences"),
        _PAIRED,
        changes,
        standardised,
        construct=id_,
        unit="index",
        literature="Cohen (1988), Statistical Power Analysis, p. 48",
    )
    yield _entry(
        f"gav.{id_}",
        construct.g_av,
        N_("mean of t2 − t0 ÷ average standard deviation, corrected for small groups"),
        _PAIRED,
        changes,
        averaged,
        construct=id_,
        unit="index",
        literature="Lakens (2013), Front. Psychol. 4, 863",
    )
    for name, label, formula, combine, literature in (
        (
            "alpha",
            construct.alpha,
            N_("Cronbach's α of the items"),
            alpha,
            "Cronbach (1951), Psychometrika 16, 297-334",
        ),
        (
            "omega",
            construct.omega,
            N_("McDonald's ω of the items under one factor"),
            omega,
            "McDonald (1999), Test Theory, chapter 6",
        ),
    ):
        yield _entry(
            f"{name}.{id_}",
            label,
            formula,
            _COMPLETE,
            _profiles(id_),
            combine,
            construct=id_,
            unit="index",
            literature=literature,
            periods=Periods.WAVES,
            consortium_only=True,
        )


INDICATORS: tuple[Indicator, ...] = (
    _entry(
        "response_rate", N_("Response"), N_("respondents with a scale score ÷ invited"),
        N_("Respondents invited for that measurement."),
        _responses, ratio, unit="ratio", interval=Interval.WILSON, periods=Periods.WAVES,
    ),
    _entry(
        "prorated_share", N_("Scores with an item missing"),
        N_("scores from fewer than all items ÷ scores"),
        N_("Scale scores of all measurements. Above 0.10: read with care."),
        _prorated, ratio, unit="ratio", interval=Interval.WILSON,
    ),
    *(indicator for construct in CONSTRUCTS for indicator in _of_construct(construct)),
)  # fmt: skip
