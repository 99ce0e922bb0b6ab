"""Sprint progress: each community against its own plan (`indicators.md` section 3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from lcdata.domain import OVERALL
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import not_delivered, not_yet
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    Periods,
    count,
    export_indicator,
    ratio,
)
from lcdata.pipelines.participation.attendance import ended_sprints_due, per_period
from lcdata.pipelines.traits import NAMES_NO_ONE

TOPIC = "sprint_progress"

TIME_BOX_TOLERANCE_DAYS = 2
COMMITMENT_GRACE_DAYS = 2
TRY_OUT_WITHIN_DAYS = 6


def _proper(facts: Facts) -> pl.DataFrame:
    """The sprints 1 … n."""
    return facts.sprints.filter(pl.col("phase") == "sprint")


def _sprint_check(
    done: pl.Expr, counted: pl.Expr, missing: pl.Expr, *tables: str
) -> Callable[[Facts], Measure]:
    """A 0/1 per sprint: `done` of the sprints `counted`."""

    def measure(facts: Facts) -> Measure:
        rows = with_reflections(facts).select(
            "community_id",
            pl.lit(OVERALL).alias("period"),
            num=(done & counted).fill_null(value=False).cast(pl.Float64),
            den=counted.cast(pl.Float64),
            missing=missing.cast(pl.Int64),
        )
        gates = [not_delivered(facts, table) for table in ("sprint", *tables)]
        return Measure(rows, pl.concat([*gates, ended_sprints_due(facts)]))

    return measure


def with_reflections(facts: Facts) -> pl.DataFrame:
    """The sprints 1 … n with `is_reflected`: one reflection of it answers all three questions."""
    complete = (
        facts.marts["fct_reflection"]
        .join(facts.communities.select("community_id", "as_of"), on="community_id")
        .filter(
            pl.col("did_differently_answered")
            & pl.col("do_again_answered")
            & pl.col("needs_answered")
            & (pl.col("reflected_on") <= pl.col("as_of"))
        )
        .select("community_id", "sprint_no", is_reflected=pl.lit(value=True))
        .unique()
    )
    return (
        _proper(facts)
        .join(complete, on=["community_id", "sprint_no"], how="left")
        .with_columns(pl.col("is_reflected").fill_null(value=False))
    )


def _try_out(facts: Facts) -> Measure:
    recorded = (pl.col("try_out_on") - pl.col("starts_on")).dt.total_days() <= TRY_OUT_WITHIN_DAYS
    started = _proper(facts).filter(pl.col("is_started"))
    rows = started.select(
        "community_id",
        pl.lit(OVERALL).alias("period"),
        num=recorded.fill_null(value=False).cast(pl.Float64),
        den=pl.lit(1.0),
        missing=pl.lit(0, dtype=pl.Int64),
    )
    units = _proper(facts).select(
        "community_id", pl.lit(OVERALL).alias("period"), is_past="is_started"
    )
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
    sprints = _proper(facts).filter(pl.col("is_ended"))
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
        rows = _items(facts).select(
            "community_id",
            "period",
            num=num.cast(pl.Float64),
            den=pl.col("is_committed").cast(pl.Float64),
            missing=pl.lit(0, dtype=pl.Int64),
        )
        return Measure(per_period(rows), _item_gates(facts))

    return measure


def _throughput(facts: Facts) -> Measure:
    """One row per ended sprint (so that none done counts 0) and per item done within it."""
    ended = _proper(facts).filter(pl.col("is_ended")).select("community_id", "period")
    none = ended.with_columns(num=pl.lit(0.0))
    done = _items(facts).filter(pl.col("is_done_within"))
    rows = pl.concat([none, done.select("community_id", "period", num=pl.lit(1.0))])
    rows = rows.with_columns(den=pl.lit(1.0), missing=pl.lit(0, dtype=pl.Int64))
    return Measure(per_period(rows), _item_gates(facts))


def _item_gates(facts: Facts) -> pl.DataFrame:
    ended = _proper(facts).select("community_id", "period", is_past="is_ended")
    return pl.concat(
        [
            not_delivered(facts, "sprint"),
            not_delivered(facts, "sprint_item"),
            not_yet(facts, per_period(ended)),
        ]
    )


def _versions_per_sprint(facts: Facts) -> Measure:
    """One row per ended sprint (den) and per product version by the as-of date (num)."""
    sprints = _proper(facts).filter(pl.col("is_ended"))
    versions = (
        facts.marts["fct_product_version"]
        .join(facts.communities.select("community_id", "as_of"), on="community_id")
        .filter(pl.col("completed_on") <= pl.col("as_of"))
    )
    rows = pl.concat(
        [
            sprints.select("community_id", num=pl.lit(0.0), den=pl.lit(1.0)),
            versions.select("community_id", num=pl.lit(1.0), den=pl.lit(0.0)),
        ]
    ).with_columns(pl.lit(OVERALL).alias("period"), missing=pl.lit(0, dtype=pl.Int64))
    gates = [
        not_delivered(facts, "product_version"),
        not_delivered(facts, "sprint"),
        ended_sprints_due(facts),
    ]
    return Measure(rows, pl.concat(gates))


def _best_sprint(facts: Facts) -> Measure:
    """One row per community whose last sprint has ended: 1 if a best sprint was chosen."""
    done = _proper(facts).group_by("community_id").agg(is_past=pl.col("is_ended").all())
    rows = (
        facts.communities.join(done.filter(pl.col("is_past")), on="community_id", how="semi")
        .select(
            "community_id",
            pl.lit(OVERALL).alias("period"),
            num=pl.col("best_sprint_no").is_not_null().cast(pl.Float64),
            den=pl.lit(1.0),
            missing=pl.lit(0, dtype=pl.Int64),
        )
    )  # fmt: skip
    units = done.with_columns(pl.lit(OVERALL).alias("period"))
    return Measure(rows, pl.concat([not_delivered(facts, "sprint"), not_yet(facts, units)]))


_ENDED = pl.col("is_ended")
_NONE_MISSING = pl.lit(value=False)
_HAS_DATES = pl.col("actual_start").is_not_null() & pl.col("actual_end").is_not_null()
_ACTUAL_DAYS = (pl.col("actual_end") - pl.col("actual_start")).dt.total_days()
_PLANNED_DAYS = (pl.col("planned_end") - pl.col("planned_start")).dt.total_days()
_IN_TIME_BOX = (_ACTUAL_DAYS - _PLANNED_DAYS).abs() <= TIME_BOX_TOLERANCE_DAYS


entry = partial(export_indicator, topic=TOPIC)

INDICATORS: tuple[Indicator, ...] = (
    entry(
        "sprints_in_time_box",
        N_("Sprints within the planned time"),
        N_("|actual length − planned length| ≤ 2 days ÷ ended sprints with both actual dates"),
        N_("Ended sprints with both actual dates; an ended one without them is missing."),
        _sprint_check(_IN_TIME_BOX, _ENDED & _HAS_DATES, _ENDED & ~_HAS_DATES),
        traits=NAMES_NO_ONE,
    ),
    entry(
        "commitment_reliability",
        N_("Agreed work finished"),
        N_("committed items done by the sprint's end ÷ committed items"),
        N_("Items added by the planned start + 2 days and not removed by then; ended sprints."),
        _item_share(pl.col("is_committed") & pl.col("is_done")),
        periods=Periods.SPRINTS, traits=NAMES_NO_ONE,
    ),
    entry(
        "throughput",
        N_("Items finished"),
        N_("items done between the sprint's start and end"),
        N_("Ended sprints. Never compared between communities: items differ in size."),
        _throughput, count, "count", Interval.NONE, Periods.SPRINTS, traits=NAMES_NO_ONE,
    ),
    entry(
        "scope_added_ratio",
        N_("Work added on the way"),
        N_("items added after the planned start + 2 days ÷ committed items"),
        N_("Committed items of ended sprints. Adjusting is wanted: no good or bad value."),
        _item_share(pl.col("is_added")),
        interval=Interval.NONE, periods=Periods.SPRINTS, traits=NAMES_NO_ONE,
    ),
    entry(
        "scope_removed_ratio",
        N_("Work removed on the way"),
        N_("committed items removed after the planned start + 2 days ÷ committed items"),
        N_("Committed items of ended sprints. Adjusting is wanted: no good or bad value."),
        _item_share(pl.col("is_committed") & pl.col("is_removed")),
        periods=Periods.SPRINTS, traits=NAMES_NO_ONE,
    ),
    entry(
        "reflection_completion",
        N_("Sprints with a closing reflection"),
        N_("ended sprints with one reflection answering all three questions ÷ ended sprints"),
        N_("Sprints 1 … n that have ended."),
        _sprint_check(pl.col("is_reflected"), _ENDED, _NONE_MISSING, "reflection"),
        traits=NAMES_NO_ONE,
    ),
    entry(
        "sprint_reviews_held",
        N_("Sprints with a review"),
        N_("ended sprints with a review date ÷ ended sprints"),
        N_("Sprints 1 … n that have ended."),
        _sprint_check(pl.col("review_on").is_not_null(), _ENDED, _NONE_MISSING),
        traits=NAMES_NO_ONE,
    ),
    entry(
        "try_out_recorded",
        N_("Sprints that began with “what do we try now”"),
        N_("started sprints with a try-out recorded within 6 days ÷ started sprints"),
        N_("Sprints 1 … n that have started."),
        _try_out, traits=NAMES_NO_ONE,
    ),
    entry(
        "versions_per_sprint",
        N_("Product versions per sprint"),
        N_("product versions completed ÷ ended sprints"),
        N_("Sprints 1 … n that have ended."),
        _versions_per_sprint, ratio, "per_sprint", Interval.NONE, traits=NAMES_NO_ONE,
    ),
    entry(
        "best_sprint_chosen",
        N_("Best sprint chosen"),
        N_("1 if a best sprint was recorded, else 0"),
        N_("Communities whose last sprint has ended; a company shows the share of them."),
        _best_sprint, ratio, "check", Interval.POOLED_WILSON, traits=NAMES_NO_ONE,
    ),
)  # fmt: skip
