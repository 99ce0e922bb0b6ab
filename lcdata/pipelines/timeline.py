"""Where each community stands in its own plan, and attendance by week of that plan."""

from __future__ import annotations

import polars as pl

from lcdata.pipelines.facts import Facts

DAYS_A_WEEK = 7


def communities(facts: Facts) -> pl.DataFrame:
    """One row per community: its plan, its state and its week on the as-of date.

    `state` is planned, running or finished; `week` counts from 1 in the week of the start date
    (0 before it) and `weeks` is the length of the own plan.
    """
    ended = pl.coalesce(
        pl.col("ended_on") <= pl.col("as_of"), pl.col("planned_end_date") < pl.col("as_of")
    )
    state = (
        pl.when(~pl.col("has_started"))
        .then(pl.lit("planned"))
        .when(ended)
        .then(pl.lit("finished"))
        .otherwise(pl.lit("running"))
    )
    now = pl.when(state == "finished").then(pl.coalesce("ended_on", "planned_end_date"))
    return facts.communities.with_columns(
        state=state,
        week=pl.max_horizontal(_week(now.otherwise(pl.col("as_of"))), pl.lit(0)),
        weeks=_week(pl.col("planned_end_date")),
    ).select(
        "community_id",
        "organisation_id",
        "name",
        "question",
        "project",
        "end_product",
        "start_date",
        "planned_end_date",
        "ended_on",
        "cadence_days",
        "as_of",
        "state",
        "week",
        "weeks",
    )


def phases(facts: Facts) -> pl.DataFrame:
    """One row per community and planned phase, in order."""
    return facts.sprints.select(
        "community_id",
        "sprint_no",
        "phase",
        "planned_start",
        "planned_end",
        "actual_start",
        "actual_end",
    ).sort("community_id", "sprint_no")


def marks_by_week(facts: Facts) -> pl.DataFrame:
    """One row per eligible pair, with its cycle week and the date of its register.

    Columns: `community_id, session_id, person_id, state, period, week, as_of`; `week` is null
    before the start. Week 1 holds the start date, so that communities are compared week by week
    of their own plan and not by calendar. A community that has not started, or of which no
    register was delivered, has no figure of it and no rows here.
    """
    started = facts.communities.filter("has_started")
    clock = started.join(facts.delivered("attendance"), on="community_id", how="semi").select(
        "community_id", "start_date", "as_of"
    )
    week = _week(pl.col("planned_on"))
    return facts.pairs.join(clock, on="community_id").select(
        "community_id",
        "session_id",
        "person_id",
        "state",
        "period",
        pl.when(week >= 1).then(week).alias("week"),
        "as_of",
    )


def meetings(facts: Facts) -> pl.DataFrame:
    """One row per session as an appointment, without persons."""
    return facts.sessions.select(
        "session_id",
        "community_id",
        "sprint_no",
        "kind",
        "planned_start",
        "planned_minutes",
        "status",
        "place",
    ).sort("planned_start", "session_id")


def product_versions(facts: Facts) -> pl.DataFrame:
    """One row per product version completed by the as-of date."""
    clock = facts.communities.select("community_id", "as_of")
    return (
        facts.marts["fct_product_version"]
        .join(clock, on="community_id")
        .filter(pl.col("completed_on") <= pl.col("as_of"))
        .drop("as_of")
        .sort("community_id", "version_no")
    )


def visits(facts: Facts) -> pl.DataFrame:
    """One row per visit held by the as-of date."""
    clock = facts.communities.select("community_id", "as_of")
    return (
        facts.marts["fct_visit"]
        .join(clock, on="community_id")
        .filter(pl.col("held_on") <= pl.col("as_of"))
        .select("community_id", "held_on", "direction", "other_kind", "other_organisation_id")
        .sort("community_id", "held_on")
    )


def _week(date: pl.Expr) -> pl.Expr:
    """The cycle week a date lies in; 1 holds the start date."""
    return (date - pl.col("start_date")).dt.total_days().floordiv(DAYS_A_WEEK) + 1
