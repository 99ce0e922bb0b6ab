"""Process signals: what a community may pick up, never about a person (`indicators.md` section 3).

Each is a fact with a fixed meaning, none a threshold on how well a group does.
"""

from __future__ import annotations

import polars as pl

from lcdata.domain import OVERALL, Grain, Status
from lcdata.pipelines import timeline
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.signals.person_signals import SIGNAL
from lcdata.pipelines.sprints.actions import CLOSED as CLOSED
from lcdata.pipelines.sprints.progress import TIME_BOX_TOLERANCE_DAYS
from lcdata.pipelines.sprints.progress import with_reflections as with_reflections

LARGEST_GROUP = 8
COVERAGE_BELOW = 0.8
SPRINTS_WITHOUT_VISIT = 2
STALE_AFTER_DAYS = 7
"""Who delivers in the same week as the others is not late."""

_PLANNED_DAYS = (pl.col("planned_end") - pl.col("planned_start")).dt.total_days()


def process_signals(facts: Facts, records: pl.DataFrame) -> pl.DataFrame:
    """One row per signal (columns of `signals.SIGNAL`), `person_id` always null.

    `dates` are the days the reason rests on; `count` is how many (actions, sprints),
    of `over_time_box` and `delivery_stale` days. A finished community is asked only for what can
    still be done. A table that was not delivered gives no signal.

    Args:
        facts: the marts.
        records: the figures made of the same marts (columns of `pooling.RECORD`), so that a
            signal and the figure beside it never disagree.
    """
    parts = [
        _no_reflection(facts),
        _actions_overdue(facts),
        _over_time_box(facts),
        _delivery_stale(facts),
        _no_visit(facts),
        _no_shared_goal(facts, records),
        _best_sprint_not_chosen(facts, records),
    ]
    return pl.concat(parts).sort("community_id", "kind", "dates")


def signals_of_members(facts: Facts, records: pl.DataFrame) -> pl.DataFrame:
    """Signals that say something of the members together: group size, register (`SIGNAL`).

    Apart from the others, because they are made twice: of the raw figures for the community's own
    facilitator, and of the published ones for everybody else.

    Args:
        facts: the marts.
        records: `indicator, grain, entity_id, period, status, value`.
    """
    parts = [_group_above_eight(facts, records), _register_coverage_low(facts, records)]
    return pl.concat(parts).sort("community_id", "kind")


def _in_state(facts: Facts, *states: str) -> pl.DataFrame:
    """`community_id, state` of the communities in one of these states."""
    return (
        timeline.communities(facts)
        .filter(pl.col("state").is_in(list(states)))
        .select("community_id", "state")
    )


def _running(facts: Facts) -> pl.DataFrame:
    return _in_state(facts, "running")


def _begun(facts: Facts) -> pl.DataFrame:
    return _in_state(facts, "running", "finished")


def _no_reflection(facts: Facts) -> pl.DataFrame:
    """One per ended sprint without a complete reflection; of a finished community its last."""
    is_last = pl.col("sprint_no") == pl.col("sprint_no").max().over("community_id")
    open_ones = (
        with_reflections(facts)
        .with_columns(is_last=is_last)
        .filter(pl.col("is_ended") & ~pl.col("is_reflected"))
        .join(facts.delivered("reflection"), on="community_id", how="semi")
        .join(_begun(facts), on="community_id")
        .filter((pl.col("state") == "running") | pl.col("is_last"))
    )
    return _signals(open_ones, "no_reflection", "E2", dates=_day("ends_on"))


def _actions_overdue(facts: Facts) -> pl.DataFrame:
    """One per community with actions that are due and neither finished nor cancelled."""
    overdue = (
        facts.marts["fct_action"]
        .join(facts.communities.select("community_id", "as_of"), on="community_id")
        .filter(
            (pl.col("due_on") <= pl.col("as_of"))
            & (pl.col("status") != "cancelled")
            & ~CLOSED.fill_null(value=False)
        )
        .join(_begun(facts), on="community_id", how="semi")
        .group_by("community_id")
        .agg(pl.col("due_on").sort(), count=pl.len())
    )
    return _signals(overdue, "actions_overdue", "E1", dates=pl.col("due_on"), count=pl.col("count"))


def _over_time_box(facts: Facts) -> pl.DataFrame:
    """One per sprint that ran, or runs, over its planned length by more than the tolerance.

    A sprint runs while its end is not recorded and no later sprint has begun: the plan alone
    would call it ended.
    """
    has_begun = (pl.col("actual_start") <= pl.col("as_of")).fill_null(value=False)
    newest = pl.col("sprint_no").filter(has_begun).max().over("community_id")
    runs = pl.col("actual_end").is_null() & (pl.col("sprint_no") == newest)
    until = pl.when(runs).then(pl.col("as_of")).otherwise(pl.col("actual_end"))
    over = (until - pl.col("actual_start")).dt.total_days() - _PLANNED_DAYS
    stretched = (
        facts.sprints.with_columns(over=over, seen_on=pl.coalesce("actual_end", "planned_end"))
        .filter((pl.col("phase") == "sprint") & (pl.col("over") > TIME_BOX_TOLERANCE_DAYS))
        .filter(pl.col("actual_end").is_null() | (pl.col("actual_end") <= pl.col("as_of")))
        .join(_running(facts), on="community_id", how="semi")
    )
    return _signals(stretched, "over_time_box", "C1", dates=_day("seen_on"), count=pl.col("over"))


def _group_above_eight(facts: Facts, records: pl.DataFrame) -> pl.DataFrame:
    """One per company community that once held more members than a group should.

    Without a count: outside the own facilitator's page a number of members is a band.
    """
    companies = facts.communities.filter(pl.col("organisation_id").is_not_null())
    large = (
        _figures(records, "group_size_max")
        .filter(pl.col("value") > LARGEST_GROUP)
        .join(companies, on="community_id", how="semi")
        .join(_running(facts), on="community_id", how="semi")
    )
    return _signals(large, "group_above_eight", None, dates=_no_days(), count=pl.lit(0))


def _register_coverage_low(facts: Facts, records: pl.DataFrame) -> pl.DataFrame:
    """One per community whose register is too incomplete to read its rates plainly.

    Without a count: the number of unknown marks follows the figure's own disclosure rules.
    """
    low = (
        _figures(records, "register_coverage")
        .filter(pl.col("value") < COVERAGE_BELOW)
        .join(_running(facts), on="community_id", how="semi")
    )
    return _signals(low, "register_coverage_low", None, dates=_no_days(), count=pl.lit(0))


def _delivery_stale(facts: Facts) -> pl.DataFrame:
    """One per community whose delivery is more than a week older than the newest of all."""
    age = (pl.col("as_of").max() - pl.col("as_of")).dt.total_days()
    old = (
        facts.communities.with_columns(age=age)
        .filter(pl.col("age") > STALE_AFTER_DAYS)
        .join(_running(facts), on="community_id", how="semi")
    )
    return _signals(old, "delivery_stale", None, dates=_day("as_of"), count=pl.col("age"))


def _no_visit(facts: Facts) -> pl.DataFrame:
    """One per community whose last two ended sprints had no visit."""
    visited = (
        facts.marts["fct_visit"]
        .join(facts.communities.select("community_id", "as_of"), on="community_id")
        .filter(pl.col("held_on") <= pl.col("as_of"))
    )
    last_two = (
        facts.sprints.filter((pl.col("phase") == "sprint") & pl.col("is_ended"))
        .sort("community_id", "sprint_no")
        .group_by("community_id", maintain_order=True)
        .tail(SPRINTS_WITHOUT_VISIT)
    )
    without = (
        last_two.join(visited, on=["community_id", "sprint_no"], how="anti")
        .join(facts.delivered("visit"), on="community_id", how="semi")
        .join(_running(facts), on="community_id", how="semi")
        .group_by("community_id")
        .agg(pl.col("ends_on").sort(), count=pl.len())
        .filter(pl.col("count") == SPRINTS_WITHOUT_VISIT)
    )
    return _signals(without, "no_visit", "B3", dates=pl.col("ends_on"), count=pl.col("count"))


def _no_shared_goal(facts: Facts, records: pl.DataFrame) -> pl.DataFrame:
    """One per community without a shared goal since its start week ended.

    The figure says whether one was recorded in time; a goal recorded later ends the signal.
    """
    recorded = facts.communities.filter(pl.col("shared_goal_on") <= pl.col("as_of"))
    start_week = facts.sprints.filter(pl.col("sprint_no") == 0).select("community_id", "ends_on")
    without = (
        _figures(records, "design.B1.shared_goal")
        .join(recorded, on="community_id", how="anti")
        .join(_running(facts), on="community_id", how="semi")
        .join(start_week, on="community_id", how="left")
    )
    return _signals(without, "no_shared_goal", "B1", dates=_day("ends_on"))


def _best_sprint_not_chosen(facts: Facts, records: pl.DataFrame) -> pl.DataFrame:
    """One per community whose last sprint has ended without a best one chosen."""
    last = facts.sprints.filter(pl.col("phase") == "sprint")
    ends = last.group_by("community_id").agg(pl.col("ends_on").max())
    undecided = (
        _figures(records, "best_sprint_chosen")
        .filter(pl.col("value") == 0)
        .join(ends, on="community_id")
        .join(_begun(facts), on="community_id", how="semi")
    )
    return _signals(undecided, "best_sprint_not_chosen", "E1", dates=_day("ends_on"))


def _figures(records: pl.DataFrame, indicator: str) -> pl.DataFrame:
    """`community_id, value` of the communities for which this figure is there."""
    return records.filter(
        (pl.col("indicator") == indicator)
        & (pl.col("grain") == Grain.COMMUNITY)
        & (pl.col("period") == OVERALL)
        & (pl.col("status") == Status.OK)
    ).select("value", community_id="entity_id")


def _day(column: str) -> pl.Expr:
    """The one day of a signal; none where it is not known."""
    return pl.concat_list(column).list.drop_nulls()


def _no_days() -> pl.Expr:
    return pl.lit([], dtype=pl.List(pl.Date()))


def _signals(
    rows: pl.DataFrame,
    kind: str,
    mechanism: str | None,
    dates: pl.Expr,
    count: pl.Expr | None = None,
) -> pl.DataFrame:
    """These rows as signals of one kind; each counts one unless said otherwise."""
    return rows.select(
        "community_id",
        pl.lit(kind).alias("kind"),
        pl.lit(None, dtype=pl.String).alias("person_id"),
        dates.alias("dates"),
        pl.lit(mechanism, dtype=pl.String).alias("mechanism"),
        (pl.lit(1) if count is None else count).alias("count"),
    ).select(pl.col(name).cast(dtype) for name, dtype in SIGNAL.items())
