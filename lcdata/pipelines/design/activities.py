"""Design principles from exports: what the learning activities were like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from lcdata.domain import OVERALL, Traits
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import not_delivered, not_yet
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    Periods,
    export_indicator,
    ratio,
)
from lcdata.pipelines.traits import OF_THE_DESIGN, of_the_design

TOPIC = "design_principles"

KINDS = ("observe", "experiment", "share", "look_up", "presentation", "online_module")

_OVERALL = pl.lit(OVERALL).alias("period")
_NONE_MISSING = pl.lit(0, dtype=pl.Int64)


def past(facts: Facts, table: str, date: str) -> pl.DataFrame:
    """The rows of a fact dated up to the as-of date, with the community's clock."""
    clock = facts.communities.select("community_id", "as_of", "planned_end_date")
    return facts.marts[table].join(clock, on="community_id").filter(pl.col(date) <= pl.col("as_of"))


def none_yet(facts: Facts, table: str, date: str) -> pl.DataFrame:
    """`not_due` where rows exist and all lie after the as-of date."""
    clock = facts.communities.select("community_id", "as_of")
    units = (
        facts.marts[table]
        .join(clock, on="community_id")
        .select("community_id", _OVERALL, is_past=pl.col(date) <= pl.col("as_of"))
    )
    return not_yet(facts, units)


def _activity_share(num: pl.Expr, column: str) -> Callable[[Facts], Measure]:
    """A share of the activities whose `column` is known."""

    def measure(facts: Facts) -> Measure:
        rows = past(facts, "fct_activity", "held_on").select(
            "community_id",
            _OVERALL,
            num=num.fill_null(value=False).cast(pl.Float64),
            den=pl.col(column).is_not_null().cast(pl.Float64),
            missing=pl.col(column).is_null().cast(pl.Int64),
        )
        gates = [
            not_delivered(facts, "activity"),
            not_delivered(facts, "activity", column),
            none_yet(facts, "fct_activity", "held_on"),
        ]
        return Measure(rows, pl.concat(gates))

    return measure


def _kinds_used(facts: Facts) -> Measure:
    """Per community with an activity: distinct kinds of the six (num) of six (den)."""
    used = pl.col("kind").filter(pl.col("kind").is_in(list(KINDS))).n_unique()
    rows = (
        past(facts, "fct_activity", "held_on")
        .group_by("community_id")
        .agg(_OVERALL, num=used.cast(pl.Float64), den=pl.lit(float(len(KINDS))))
        .with_columns(missing=_NONE_MISSING)
    )
    gates = [not_delivered(facts, "activity"), none_yet(facts, "fct_activity", "held_on")]
    return Measure(rows, pl.concat(gates))


def _on_site(facts: Facts) -> Measure:
    """One row per activity and held session: on site, where the place is known."""
    places = pl.concat(
        [
            past(facts, "fct_activity", "held_on").select("community_id", "place"),
            facts.held_sessions.select("community_id", "place"),
        ]
    )
    rows = places.select(
        "community_id",
        _OVERALL,
        num=(pl.col("place") == "site").fill_null(value=False).cast(pl.Float64),
        den=pl.col("place").is_not_null().cast(pl.Float64),
        missing=pl.col("place").is_null().cast(pl.Int64),
    )
    return Measure(
        rows, pl.concat([not_delivered(facts, "activity"), not_delivered(facts, "session")])
    )


def _formal_expert(facts: Facts) -> Measure:
    """Per community: 1 with a formal activity that had an expert."""
    formal = past(facts, "fct_activity", "held_on").filter(
        (pl.col("formality") == "formal") & pl.col("expert")
    )
    found = pl.col("community_id").is_in(formal["community_id"].unique().to_list())
    rows = facts.communities.select(
        "community_id",
        _OVERALL,
        num=found.cast(pl.Float64),
        den=pl.lit(1.0),
        missing=_NONE_MISSING,
    )
    return Measure(rows, not_delivered(facts, "activity"))


def entry(
    id_: str,
    name: str,
    formula: str,
    denominator: str,
    measure: Callable[[Facts], Measure],
    combine: Callable[[pl.DataFrame], pl.DataFrame] = ratio,
    unit: str = "ratio",
    interval: Interval = Interval.WILSON,
    *,
    traits: Traits,
) -> Indicator:
    """An indicator of a mechanism, from an export."""
    return export_indicator(
        f"design.{id_}", name, formula, denominator, measure, combine, unit, interval,
        topic=TOPIC, traits=traits,
    )  # fmt: skip


def same_as(id_: str, indicators: tuple[Indicator, ...], original: str) -> Indicator:
    """An indicator of another topic under its mechanism."""
    found = next(indicator for indicator in indicators if indicator.id == original)
    return replace(
        found,
        id=f"design.{id_}",
        topic=TOPIC,
        periods=Periods.OVERALL,
        traits=of_the_design(found.traits),
    )


_ACTIVITIES = N_("Activities held by the as-of date for which it is known.")

INDICATORS: tuple[Indicator, ...] = (
    entry(
        "A1a.applied_tomorrow", N_("“What will you do differently tomorrow” answered"),
        N_("activities with an answer ÷ activities"), _ACTIVITIES,
        _activity_share(pl.col("applied_tomorrow"), "applied_tomorrow"), traits=OF_THE_DESIGN,
    ),
    entry(
        "A2.kinds_used", N_("Kinds of activities used"),
        N_("kinds used ÷ six: observe, experiment, share, look up, present, online module"),
        N_("Six kinds per community with activities."), _kinds_used,
        interval=Interval.NONE, traits=OF_THE_DESIGN,
    ),
    entry(
        "A2.on_site", N_("Learning on site"),
        N_("activities and sessions on site ÷ those with a known place"),
        N_("Activities and held sessions with a known place."), _on_site, traits=OF_THE_DESIGN,
    ),
    *(
        entry(
            f"B.{form}", name, N_("activities in this form ÷ activities with a known form"),
            _ACTIVITIES, _activity_share(pl.col("form") == form, "form"), traits=OF_THE_DESIGN,
        )
        for form, name in (
            ("group", N_("Learning as a group")),
            ("pair", N_("Learning in pairs")),
            ("individual", N_("Learning alone")),
        )
    ),
    entry(
        "support.formal_expert", N_("A formal activity with an expert"),
        N_("1 if there was one, else 0"), N_("Communities that have started."),
        _formal_expert, unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
)  # fmt: skip
