"""Burn-up: what a sprint took on and what is done of it, day by day (`indicators.md` section 3).

Two step lines beside each other and never one percentage: a scope that moves is wanted.
"""

from __future__ import annotations

import polars as pl

from lcdata.pipelines.facts import Facts
from lcdata.pipelines.sprints.progress import COMMITMENT_GRACE_DAYS

BURN_UP: dict[str, pl.DataType] = {
    "community_id": pl.String(),
    "sprint_no": pl.Int64(),
    "day": pl.Date(),
    "scope": pl.Int64(),
    "done": pl.Int64(),
}

_SPRINT = ("community_id", "sprint_no")


def burn_up(facts: Facts) -> pl.DataFrame:
    """One row per day on which a line steps, and the first and last day (columns of `BURN_UP`).

    For every started sprint 1 … n with items, up to its end or the as-of date. `scope` =
    committed + added − removed, `done` = what of that is done; both hold from their day on.
    """
    items = _items(facts)
    steps = pl.concat([_edges(items), _entering(items), _leaving(items), _finishing(items)])
    return (
        steps.filter(pl.col("day") <= pl.col("until"))
        .group_by(*_SPRINT, "day")
        .agg(pl.col("scope", "done").sum())
        .sort(*_SPRINT, "day")
        .with_columns(pl.col("scope", "done").cum_sum().over(_SPRINT))
        .select(pl.col(name).cast(dtype) for name, dtype in BURN_UP.items())
    )


def _items(facts: Facts) -> pl.DataFrame:
    """One row per item that counts: `entered_on` and, where it happened, `left_on`, `done_on`.

    What was agreed by the planned start + 2 days counts from the sprint's first day; what was
    taken back by then never counts.
    """
    grace = pl.col("planned_start") + pl.duration(days=COMMITMENT_GRACE_DAYS)
    is_committed = pl.col("added_on") <= grace
    gone_early = (is_committed & (pl.col("removed_on") <= grace)).fill_null(value=False)
    first = pl.col("starts_on")
    entered_on = pl.when(is_committed).then(first).otherwise(pl.max_horizontal("added_on", first))
    started = facts.sprints.filter((pl.col("phase") == "sprint") & pl.col("is_started"))
    return (
        started.with_columns(
            until=pl.max_horizontal(pl.min_horizontal("ends_on", "as_of"), first)
        )
        .join(facts.marts["fct_sprint_item"], on=list(_SPRINT))
        .filter(~gone_early)
        .select(
            *_SPRINT, "starts_on", "until", "removed_on", "done_on", entered_on=entered_on
        )
    )  # fmt: skip


def _step(items: pl.DataFrame, day: pl.Expr, scope: int, done: int) -> pl.DataFrame:
    """A step of both lines on a day of each item."""
    return items.select(
        *_SPRINT, "until", day=day, scope=pl.lit(scope), done=pl.lit(done)
    )  # fmt: skip


def _edges(items: pl.DataFrame) -> pl.DataFrame:
    """No step on the first and last day, so that each line has both its ends."""
    sprints = items.select(*_SPRINT, "starts_on", "until").unique()
    return pl.concat(
        [_step(sprints, pl.col("starts_on"), 0, 0), _step(sprints, pl.col("until"), 0, 0)]
    )


def _entering(items: pl.DataFrame) -> pl.DataFrame:
    return _step(items, pl.col("entered_on"), 1, 0)


def _leaving(items: pl.DataFrame) -> pl.DataFrame:
    """An item taken out leaves the scope, and what was done of it goes along."""
    gone = items.filter(pl.col("removed_on").is_not_null())
    was_done = (pl.col("done_on") < pl.col("removed_on")).fill_null(value=False)
    day = pl.max_horizontal("removed_on", "entered_on")
    return pl.concat(
        [_step(gone.filter(was_done), day, -1, -1), _step(gone.filter(~was_done), day, -1, 0)]
    )


def _finishing(items: pl.DataFrame) -> pl.DataFrame:
    stays = pl.col("removed_on").is_null() | (pl.col("done_on") < pl.col("removed_on"))
    done = items.filter(pl.col("done_on").is_not_null() & stays)
    return _step(done, pl.max_horizontal("done_on", "entered_on"), 0, 1)
