"""Sprint progress, continued: what became of the actions (`indicators.md` section 3)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import Unit
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import no_gates, not_delivered, not_yet
from lcdata.pipelines.indicator import KEYS, Indicator, Interval, Measure
from lcdata.pipelines.observations import WHOLE, observations
from lcdata.pipelines.sprints.progress import TOPIC
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
        rows = observations(actions.filter(is_due), num=num)
        units = actions.select("community_id", WHOLE, is_past=is_due)
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
    closed = CLOSED.fill_null(value=False)
    until = pl.when(closed).then(pl.col("closed_on")).otherwise(pl.col("as_of"))
    days = (until - pl.col("opened_on")).dt.total_days().cast(pl.Float64)
    opened = facts.past("fct_action", "opened_on").filter(pl.col("status") != "cancelled")
    rows = observations(opened.with_columns(days=days, closed=closed), "days", "closed")
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
    Indicator(
        id="action_closure", topic=TOPIC,
        name=N_("Actions finished"),
        formula=N_("due actions done or adopted ÷ due actions"),
        denominator=N_("Actions due by the as-of date, not cancelled."),
        traits=NAMES_NO_ONE, measure=_due_actions(CLOSED), interval=Interval.WILSON,
    ),
    Indicator(
        id="action_on_time", topic=TOPIC,
        name=N_("Actions finished on time"),
        formula=N_("due actions closed by their due date ÷ due actions"),
        denominator=N_("Actions due by the as-of date, not cancelled."),
        traits=NAMES_NO_ONE,
        measure=_due_actions(CLOSED & (pl.col("closed_on") <= pl.col("due_on"))),
        interval=Interval.WILSON,
    ),
    Indicator(
        id="action_lead_time_median", topic=TOPIC, unit=Unit.DAYS,
        name=N_("Days until an action is finished (median)"),
        formula=N_("Kaplan–Meier median of days from opened to closed; open actions are censored"),
        denominator=N_("Actions opened by the as-of date, not cancelled."),
        traits=NAMES_NO_ONE, measure=_lead_time, combine=_median_days,
    ),
)  # fmt: skip
