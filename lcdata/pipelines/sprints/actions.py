"""Sprint progress, continued: what became of the actions (`indicators.md` section 3)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import OVERALL
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import no_gates, not_delivered, not_yet
from lcdata.pipelines.indicator import KEYS, Indicator, Interval, Measure
from lcdata.pipelines.sprints.progress import entry
from lcdata.pipelines.traits import NAMES_NO_ONE
from lcdata.statistics.survival import kaplan_meier_median

CLOSED = pl.col("status").is_in(["done", "adopted"]) & (pl.col("closed_on") <= pl.col("as_of"))


def _due_actions(num: pl.Expr) -> Callable[[Facts], Measure]:
    """One row per action due by the as-of date and not cancelled."""

    def measure(facts: Facts) -> Measure:
        actions = _actions(facts).filter(
            pl.col("due_on").is_not_null() & (pl.col("status") != "cancelled")
        )
        is_due = pl.col("due_on") <= pl.col("as_of")
        rows = actions.filter(is_due).select(
            "community_id",
            pl.lit(OVERALL).alias("period"),
            num=num.fill_null(value=False).cast(pl.Float64),
            den=pl.lit(1.0),
            missing=pl.lit(0, dtype=pl.Int64),
        )
        units = actions.select("community_id", pl.lit(OVERALL).alias("period"), is_past=is_due)
        gates = [not_delivered(facts, "action"), _all_ahead(facts, units)]
        return Measure(rows, pl.concat(gates))

    return measure


def _all_ahead(facts: Facts, units: pl.DataFrame) -> pl.DataFrame:
    """`not_due` where there are units and all of them lie after the as-of date."""
    return not_yet(facts, units) if len(units) else no_gates()


def _actions(facts: Facts) -> pl.DataFrame:
    return facts.marts["fct_action"].join(
        facts.communities.select("community_id", "as_of"), on="community_id"
    )


def _lead_time(facts: Facts) -> Measure:
    """One row per action opened by the as-of date: `days` open and whether it was closed."""
    closed = (
        pl.col("status").is_in(["done", "adopted"]) & (pl.col("closed_on") <= pl.col("as_of"))
    ).fill_null(value=False)
    until = pl.when(closed).then(pl.col("closed_on")).otherwise(pl.col("as_of"))
    rows = (
        _actions(facts)
        .filter((pl.col("status") != "cancelled") & (pl.col("opened_on") <= pl.col("as_of")))
        .select(
            "community_id",
            pl.lit(OVERALL).alias("period"),
            days=(until - pl.col("opened_on")).dt.total_days().cast(pl.Float64),
            closed=closed,
            den=pl.lit(1.0),
            missing=pl.lit(0, dtype=pl.Int64),
        )
    )
    return Measure(rows, not_delivered(facts, "action"))


def _median_days(rows: pl.DataFrame) -> pl.DataFrame:
    """Kaplan–Meier median per key; `too_few` while more than half are open."""
    records = []
    for keys, group in rows.group_by(KEYS):
        found = kaplan_meier_median(group["days"].to_numpy(), group["closed"].to_numpy())
        status = "too_few" if found is None else None
        records.append((*keys, None, float(len(group)), found, status))
    kinds = [rows.schema[key] for key in KEYS] + [pl.Float64()] * 3 + [pl.String()]
    names = (*KEYS, "num", "den", "value", "status")
    return pl.DataFrame(records, schema=dict(zip(names, kinds, strict=True)), orient="row")


INDICATORS: tuple[Indicator, ...] = (
    entry(
        "action_closure",
        N_("Actions finished"),
        N_("due actions done or adopted ÷ due actions"),
        N_("Actions due by the as-of date, not cancelled."),
        _due_actions(CLOSED), traits=NAMES_NO_ONE,
    ),
    entry(
        "action_on_time",
        N_("Actions finished on time"),
        N_("due actions closed by their due date ÷ due actions"),
        N_("Actions due by the as-of date, not cancelled."),
        _due_actions(CLOSED & (pl.col("closed_on") <= pl.col("due_on"))), traits=NAMES_NO_ONE,
    ),
    entry(
        "action_lead_time_median",
        N_("Days until an action is finished (median)"),
        N_("Kaplan–Meier median of days from opened to closed; open actions are censored"),
        N_("Actions opened by the as-of date, not cancelled."),
        _lead_time, _median_days, "days", Interval.NONE, traits=NAMES_NO_ONE,
    ),
)  # fmt: skip
