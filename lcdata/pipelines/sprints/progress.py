"""Sprint progress: each community against its own plan (`indicators.md` section 3)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import Unit
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import ended_sprints_due, not_delivered, not_yet
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    Periods,
    count,
)
from lcdata.pipelines.observations import OWN_PERIOD, WHOLE, observations, per_period
from lcdata.pipelines.traits import NAMES_NO_ONE

TOPIC = "sprint_progress"

TIME_BOX_TOLERANCE_DAYS = 2
COMMITMENT_GRACE_DAYS = 2
TRY_OUT_WITHIN_DAYS = 6


def _sprint_check(
    done: pl.Expr, counted: pl.Expr, missing: pl.Expr, *tables: str
) -> Callable[[Facts], Measure]:
    """A 0/1 per sprint: `done` of the sprints `counted`."""

    def measure(facts: Facts) -> Measure:
        rows = observations(
            with_reflections(facts), num=done & counted, den=counted, missing=missing
        )
        gates = [not_delivered(facts, table) for table in ("sprint", *tables)]
        return Measure(rows, pl.concat([*gates, ended_sprints_due(facts)]))

    return measure


def with_reflections(facts: Facts) -> pl.DataFrame:
    """The sprints 1 … n with `is_reflected`: one reflection of it answers all three questions."""
    complete = (
        facts.past("fct_reflection", "reflected_on")
        .filter(
            pl.col("did_differently_answered")
            & pl.col("do_again_answered")
            & pl.col("needs_answered")
        )
        .select("community_id", "sprint_no", is_reflected=pl.lit(value=True))
        .unique()
    )
    return facts.proper_sprints.join(
        complete, on=["community_id", "sprint_no"], how="left"
    ).with_columns(pl.col("is_reflected").fill_null(value=False))


def _try_out(facts: Facts) -> Measure:
    recorded = (pl.col("try_out_on") - pl.col("starts_on")).dt.total_days() <= TRY_OUT_WITHIN_DAYS
    started = facts.proper_sprints.filter(pl.col("is_started"))
    units = facts.proper_sprints.select("community_id", WHOLE, is_past="is_started")
    rows = observations(started, num=recorded)
    return Measure(rows, pl.concat([not_delivered(facts, "sprint"), not_yet(facts, units)]))


def _items(facts: Facts) -> pl.DataFrame:
    """One row per item of an ended sprint 1 … n, with what became of it.

    `is_committed`: added by the planned start + 2 days and not removed by then; `is_done`: done
    by the sprint's end; `is_added`, `is_removed`: after the grace days, up to as_of (removed
    counts committed items only).
    """
    grace = pl.col("planned_start") + pl.duration(days=COMMITMENT_GRACE_DAYS)
    early = pl.col("added_on") <= grace
    gone_early = (pl.col("removed_on") <= grace).fill_null(value=False)
    removed = (pl.col("removed_on") <= pl.col("as_of")).fill_null(value=False)
    sprints = facts.proper_sprints.filter(pl.col("is_ended"))
    return (
        facts.marts["fct_sprint_item"]
        .join(
            sprints.select(
                "community_id",
                "sprint_no",
                "period",
                "as_of",
                "planned_start",
                "starts_on",
                "ends_on",
            ),
            on=["community_id", "sprint_no"],
        )
        .with_columns(
            is_committed=early & ~gone_early,
            is_done=(pl.col("done_on") <= pl.col("ends_on")).fill_null(value=False),
            is_done_within=pl.col("done_on")
            .is_between("starts_on", "ends_on")
            .fill_null(value=False),
            is_added=~early & (pl.col("added_on") <= pl.col("as_of")),
            is_removed=removed & ~gone_early,
        )
    )


def _item_share(num: pl.Expr) -> Callable[[Facts], Measure]:
    """Items counted ÷ items committed, per ended sprint and overall."""

    def measure(facts: Facts) -> Measure:
        rows = observations(_items(facts), num=num, den=pl.col("is_committed"), period=OWN_PERIOD)
        return Measure(per_period(rows), _item_gates(facts))

    return measure


def _throughput(facts: Facts) -> Measure:
    """One row per ended sprint (so that none done counts 0) and per item done within it."""
    none = observations(facts.proper_sprints.filter("is_ended"), num=0.0, period=OWN_PERIOD)
    done = observations(_items(facts).filter("is_done_within"), num=1.0, period=OWN_PERIOD)
    return Measure(per_period(pl.concat([none, done])), _item_gates(facts))


def _item_gates(facts: Facts) -> pl.DataFrame:
    ended = facts.proper_sprints.select("community_id", "period", is_past="is_ended")
    return pl.concat(
        [
            not_delivered(facts, "sprint"),
            not_delivered(facts, "sprint_item"),
            not_yet(facts, per_period(ended)),
        ]
    )


def _versions_per_sprint(facts: Facts) -> Measure:
    """One row per ended sprint (den) and per product version by the as-of date (num)."""
    sprints = observations(facts.proper_sprints.filter("is_ended"), num=0.0)
    versions = facts.past("fct_product_version", "completed_on")
    rows = pl.concat([sprints, observations(versions, num=1.0, den=0.0)])
    gates = [
        not_delivered(facts, "product_version"),
        not_delivered(facts, "sprint"),
        ended_sprints_due(facts),
    ]
    return Measure(rows, pl.concat(gates))


def _best_sprint(facts: Facts) -> Measure:
    """One row per community whose last sprint has ended: 1 if a best sprint was chosen."""
    done = facts.proper_sprints.group_by("community_id").agg(is_past=pl.col("is_ended").all())
    over = facts.communities.join(done.filter("is_past"), on="community_id", how="semi")
    rows = observations(over, num=pl.col("best_sprint_no").is_not_null())
    units = done.with_columns(WHOLE)
    return Measure(rows, pl.concat([not_delivered(facts, "sprint"), not_yet(facts, units)]))


_ENDED = pl.col("is_ended")
_NONE_MISSING = pl.lit(value=False)
_HAS_DATES = pl.col("actual_start").is_not_null() & pl.col("actual_end").is_not_null()
_ACTUAL_DAYS = (pl.col("actual_end") - pl.col("actual_start")).dt.total_days()
_PLANNED_DAYS = (pl.col("planned_end") - pl.col("planned_start")).dt.total_days()
_IN_TIME_BOX = (_ACTUAL_DAYS - _PLANNED_DAYS).abs() <= TIME_BOX_TOLERANCE_DAYS


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="sprints_in_time_box", topic=TOPIC,
        name=N_("Sprints within the planned time"),
        formula=N_(
            "|actual length − planned length| ≤ 2 days ÷ ended sprints with both actual dates"
        ),
        denominator=N_(
            "Ended sprints with both actual dates; an ended one without them is missing."
        ),
        traits=NAMES_NO_ONE,
        measure=_sprint_check(_IN_TIME_BOX, _ENDED & _HAS_DATES, _ENDED & ~_HAS_DATES),
        interval=Interval.WILSON,
    ),
    Indicator(
        id="commitment_reliability", topic=TOPIC,
        name=N_("Agreed work finished"),
        formula=N_("committed items done by the sprint's end ÷ committed items"),
        denominator=N_(
            "Items added by the planned start + 2 days and not removed by then; ended sprints."
        ),
        traits=NAMES_NO_ONE, measure=_item_share(pl.col("is_committed") & pl.col("is_done")),
        interval=Interval.WILSON, periods=Periods.SPRINTS,
    ),
    Indicator(
        id="throughput", topic=TOPIC, unit=Unit.COUNT,
        name=N_("Items finished"),
        formula=N_("items done between the sprint's start and end"),
        denominator=N_("Ended sprints. Never compared between communities: items differ in size."),
        traits=NAMES_NO_ONE, measure=_throughput, combine=count, periods=Periods.SPRINTS,
    ),
    Indicator(
        id="scope_added_ratio", topic=TOPIC,
        name=N_("Work added on the way"),
        formula=N_("items added after the planned start + 2 days ÷ committed items"),
        denominator=N_(
            "Committed items of ended sprints. Adjusting is wanted: no good or bad value."
        ),
        traits=NAMES_NO_ONE, measure=_item_share(pl.col("is_added")), periods=Periods.SPRINTS,
    ),
    Indicator(
        id="scope_removed_ratio", topic=TOPIC,
        name=N_("Work removed on the way"),
        formula=N_("committed items removed after the planned start + 2 days ÷ committed items"),
        denominator=N_(
            "Committed items of ended sprints. Adjusting is wanted: no good or bad value."
        ),
        traits=NAMES_NO_ONE, measure=_item_share(pl.col("is_committed") & pl.col("is_removed")),
        interval=Interval.WILSON, periods=Periods.SPRINTS,
    ),
    Indicator(
        id="reflection_completion", topic=TOPIC,
        name=N_("Sprints with a closing reflection"),
        formula=N_(
            "ended sprints with one reflection answering all three questions ÷ ended sprints"
        ),
        denominator=N_("Sprints 1 … n that have ended."),
        traits=NAMES_NO_ONE,
        measure=_sprint_check(pl.col("is_reflected"), _ENDED, _NONE_MISSING, "reflection"),
        interval=Interval.WILSON,
    ),
    Indicator(
        id="sprint_reviews_held", topic=TOPIC,
        name=N_("Sprints with a review"),
        formula=N_("ended sprints with a review date ÷ ended sprints"),
        denominator=N_("Sprints 1 … n that have ended."),
        traits=NAMES_NO_ONE,
        measure=_sprint_check(pl.col("review_on").is_not_null(), _ENDED, _NONE_MISSING),
        interval=Interval.WILSON,
    ),
    Indicator(
        id="try_out_recorded", topic=TOPIC,
        name=N_("Sprints that began with “what do we try now”"),
        formula=N_("started sprints with a try-out recorded within 6 days ÷ started sprints"),
        denominator=N_("Sprints 1 … n that have started."),
        traits=NAMES_NO_ONE, measure=_try_out, interval=Interval.WILSON,
    ),
    Indicator(
        id="versions_per_sprint", topic=TOPIC, unit=Unit.PER_SPRINT,
        name=N_("Product versions per sprint"),
        formula=N_("product versions completed ÷ ended sprints"),
        denominator=N_("Sprints 1 … n that have ended."),
        traits=NAMES_NO_ONE, measure=_versions_per_sprint,
    ),
    Indicator(
        id="best_sprint_chosen", topic=TOPIC, unit=Unit.CHECK,
        name=N_("Best sprint chosen"),
        formula=N_("1 if a best sprint was recorded, else 0"),
        denominator=N_(
            "Communities whose last sprint has ended; a company shows the share of them."
        ),
        traits=NAMES_NO_ONE, measure=_best_sprint, interval=Interval.POOLED_WILSON,
    ),
)  # fmt: skip
