"""Design principles from exports: what the learning activities were like."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import Unit
from lcdata.locale import N_
from lcdata.pipelines.design.mechanisms import TOPIC
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import none_yet, not_delivered
from lcdata.pipelines.indicator import Indicator, Interval, Measure
from lcdata.pipelines.observations import observations
from lcdata.pipelines.traits import OF_THE_DESIGN

KINDS = ("observe", "experiment", "share", "look_up", "presentation", "online_module")


def _activity_share(num: pl.Expr, column: str) -> Callable[[Facts], Measure]:
    """A share of the activities whose `column` is known."""

    def measure(facts: Facts) -> Measure:
        known = pl.col(column).is_not_null()
        held = facts.past("fct_activity", "held_on")
        rows = observations(held, num=num, den=known, missing=~known)
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
    held = facts.past("fct_activity", "held_on").group_by("community_id").agg(used=used)
    rows = observations(held, num=pl.col("used"), den=float(len(KINDS)))
    gates = [not_delivered(facts, "activity"), none_yet(facts, "fct_activity", "held_on")]
    return Measure(rows, pl.concat(gates))


def _on_site(facts: Facts) -> Measure:
    """One row per activity and held session: on site, where the place is known."""
    places = pl.concat(
        [
            facts.past("fct_activity", "held_on").select("community_id", "place"),
            facts.held_sessions.select("community_id", "place"),
        ]
    )
    known = pl.col("place").is_not_null()
    rows = observations(places, num=pl.col("place") == "site", den=known, missing=~known)
    return Measure(
        rows, pl.concat([not_delivered(facts, "activity"), not_delivered(facts, "session")])
    )


def _formal_expert(facts: Facts) -> Measure:
    """Per community: 1 with a formal activity that had an expert."""
    formal = facts.past("fct_activity", "held_on").filter(
        (pl.col("formality") == "formal") & pl.col("expert")
    )
    found = pl.col("community_id").is_in(formal["community_id"].unique().to_list())
    rows = observations(facts.communities, num=found)
    return Measure(rows, not_delivered(facts, "activity"))


_ACTIVITIES = N_("Activities held by the as-of date for which it is known.")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="design.A1a.applied_tomorrow", topic=TOPIC,
        name=N_("“What will you do differently tomorrow” answered"),
        formula=N_("activities with an answer ÷ activities"),
        denominator=_ACTIVITIES,
        traits=OF_THE_DESIGN,
        measure=_activity_share(pl.col("applied_tomorrow"), "applied_tomorrow"),
        interval=Interval.WILSON,
    ),
    Indicator(
        id="design.A2.kinds_used", topic=TOPIC,
        name=N_("Kinds of activities used"),
        formula=N_("kinds used ÷ six: observe, experiment, share, look up, present, online module"),
        denominator=N_("Six kinds per community with activities."),
        traits=OF_THE_DESIGN, measure=_kinds_used,
    ),
    Indicator(
        id="design.A2.on_site", topic=TOPIC,
        name=N_("Learning on site"),
        formula=N_("activities and sessions on site ÷ those with a known place"),
        denominator=N_("Activities and held sessions with a known place."),
        traits=OF_THE_DESIGN, measure=_on_site, interval=Interval.WILSON,
    ),
    *(
        Indicator(
            id=f"design.B.{form}", topic=TOPIC,
            name=name,
            formula=N_("activities in this form ÷ activities with a known form"),
            denominator=_ACTIVITIES,
            traits=OF_THE_DESIGN, measure=_activity_share(pl.col("form") == form, "form"),
            interval=Interval.WILSON,
        )
        for form, name in (
            ("group", N_("Learning as a group")),
            ("pair", N_("Learning in pairs")),
            ("individual", N_("Learning alone")),
        )
    ),
    Indicator(
        id="design.support.formal_expert", topic=TOPIC, unit=Unit.CHECK,
        name=N_("A formal activity with an expert"),
        formula=N_("1 if there was one, else 0"),
        denominator=N_("Communities that have started."),
        traits=OF_THE_DESIGN, measure=_formal_expert, interval=Interval.POOLED_WILSON,
    ),
)  # fmt: skip
