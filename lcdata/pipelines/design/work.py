"""Design principles from exports: activities, sessions, sprints, versions, actions."""

from __future__ import annotations

import polars as pl

from lcdata.domain import OVERALL, Status
from lcdata.locale import N_
from lcdata.pipelines.design.activities import entry, past, same_as
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import communities_with, not_delivered, not_yet
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    count,
)
from lcdata.pipelines.participation import attendance
from lcdata.pipelines.participation.attendance import ended_sprints_due
from lcdata.pipelines.participation.composition import distinct
from lcdata.pipelines.sprints import progress
from lcdata.pipelines.traits import MEMBERS_IN_THE_DESIGN, OF_THE_DESIGN

_OVERALL = pl.lit(OVERALL).alias("period")
_NONE_MISSING = pl.lit(0, dtype=pl.Int64)


def _version_in_time(facts: Facts) -> Measure:
    """1 if a product version was completed by the planned end; due from that day."""
    in_time = past(facts, "fct_product_version", "completed_on").filter(
        pl.col("completed_on") <= pl.col("planned_end_date")
    )
    return _fact(
        facts,
        pl.col("community_id").is_in(in_time["community_id"].unique().to_list()),
        due_on=pl.col("planned_end_date"),
        gates=[not_delivered(facts, "product_version")],
    )


def _fact(facts: Facts, holds: pl.Expr, due_on: pl.Expr, gates: list[pl.DataFrame]) -> Measure:
    """A 0/1 per community, due from a day on."""
    rows = facts.communities.select(
        "community_id",
        _OVERALL,
        num=holds.cast(pl.Float64),
        den=pl.lit(1.0),
        missing=_NONE_MISSING,
    )
    ahead = communities_with(facts, due_on > pl.col("as_of"), Status.NOT_DUE)
    return Measure(rows, pl.concat([*gates, ahead]))


def _counted(rows: pl.DataFrame, facts: Facts, table: str) -> Measure:
    """A count of rows per community; none counts 0."""
    none = facts.communities.select("community_id", num=pl.lit(0.0))
    some = rows.select("community_id", num=pl.lit(1.0))
    return Measure(
        pl.concat([none, some]).with_columns(_OVERALL, den=pl.lit(1.0), missing=_NONE_MISSING),
        not_delivered(facts, table),
    )


def _versions_presented(facts: Facts) -> Measure:
    versions = past(facts, "fct_product_version", "completed_on")
    return _counted(versions.filter(pl.col("presented_to").is_not_null()), facts, "product_version")


def _goal_revisions(facts: Facts) -> Measure:
    return _counted(past(facts, "fct_goal", "revised_on"), facts, "goal")


def _sessions_per_week(facts: Facts) -> Measure:
    """Per community: held sessions (num) and weeks elapsed (den)."""
    until = pl.min_horizontal("as_of", pl.coalesce("ended_on", "planned_end_date"))
    weeks = facts.communities.select(
        "community_id",
        num=pl.lit(0.0),
        den=(until - pl.col("start_date")).dt.total_days().cast(pl.Float64) / 7,
    )
    held = facts.held_sessions.select("community_id", num=pl.lit(1.0), den=pl.lit(0.0))
    rows = pl.concat([weeks, held]).with_columns(_OVERALL, missing=_NONE_MISSING)
    return Measure(rows, not_delivered(facts, "session"))


def _goal_discussed(facts: Facts) -> Measure:
    known = pl.col("goal_discussed").is_not_null()
    rows = facts.held_sessions.select(
        "community_id",
        _OVERALL,
        num=pl.col("goal_discussed").fill_null(value=False).cast(pl.Float64),
        den=known.cast(pl.Float64),
        missing=(~known).cast(pl.Int64),
    )
    gates = [
        not_delivered(facts, "session"),
        not_delivered(facts, "session", "goal_discussed"),
        not_yet(facts, facts.sessions.with_columns(_OVERALL)),
    ]
    return Measure(rows, pl.concat(gates))


def _sprints_with_visit(facts: Facts) -> Measure:
    """One row per ended sprint: 1 with a visit in it."""
    visited = past(facts, "fct_visit", "held_on").select(
        "community_id", "sprint_no", visited=pl.lit(value=True)
    )
    rows = (
        facts.sprints.filter((pl.col("phase") == "sprint") & pl.col("is_ended"))
        .join(visited.unique(), on=["community_id", "sprint_no"], how="left")
        .select(
            "community_id",
            _OVERALL,
            num=pl.col("visited").fill_null(value=False).cast(pl.Float64),
            den=pl.lit(1.0),
            missing=_NONE_MISSING,
        )
    )
    gates = [
        not_delivered(facts, "visit"),
        not_delivered(facts, "sprint"),
        ended_sprints_due(facts),
    ]
    return Measure(rows, pl.concat(gates))


def _party_kinds(facts: Facts) -> Measure:
    """One row per visit: `x` = the kind of outside party; none counts 0."""
    none = facts.communities.select("community_id", x=pl.lit(None, dtype=pl.String))
    met = past(facts, "fct_visit", "held_on").select("community_id", x="other_kind")
    rows = pl.concat([none, met]).with_columns(
        _OVERALL, num=pl.lit(0.0), den=pl.lit(1.0), missing=_NONE_MISSING
    )
    return Measure(rows, not_delivered(facts, "visit"))


def _adopted(facts: Facts) -> Measure:
    closed = past(facts, "fct_action", "closed_on").filter(
        pl.col("status").is_in(["done", "adopted"])
    )
    rows = closed.select(
        "community_id",
        _OVERALL,
        num=(pl.col("status") == "adopted").cast(pl.Float64),
        den=pl.lit(1.0),
        missing=_NONE_MISSING,
    )
    return Measure(rows, not_delivered(facts, "action"))


def _manager_action(facts: Facts) -> Measure:
    asked = past(facts, "fct_action", "opened_on").filter(pl.col("owner_role") == "manager")
    return _fact(
        facts,
        pl.col("community_id").is_in(asked["community_id"].unique().to_list()),
        due_on=pl.col("start_date"),
        gates=[not_delivered(facts, "action"), not_delivered(facts, "action", "owner_role")],
    )


INDICATORS: tuple[Indicator, ...] = (
    entry(
        "A1c.version_in_time", N_("A product version by the planned end"),
        N_("1 if a version was completed by the planned end date, else 0"),
        N_("Communities whose planned end has come."), _version_in_time,
        unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
    entry(
        "B1.versions_presented", N_("Versions presented"),
        N_("product versions presented to someone"), N_("Versions completed by the as-of date."),
        _versions_presented, count, "count", Interval.NONE, traits=OF_THE_DESIGN,
    ),
    entry(
        "B3a.sessions_per_week", N_("Sessions per week"),
        N_("held sessions ÷ weeks elapsed"),
        N_("Weeks from the start to the as-of date or the end."),
        _sessions_per_week, unit="per_week", interval=Interval.NONE, traits=OF_THE_DESIGN,
    ),
    entry(
        "B3b.goal_discussed", N_("Goal and progress discussed"),
        N_("held sessions in which goal and progress were discussed ÷ held sessions"),
        N_("Held sessions for which it is known."), _goal_discussed, traits=OF_THE_DESIGN,
    ),
    same_as("B3b.sprint_reviews_held", progress.INDICATORS, "sprint_reviews_held"),
    entry(
        "B3c.sprints_with_visit", N_("Sprints with a visit"),
        N_("ended sprints with a visit ÷ ended sprints"), N_("Sprints 1 … n that have ended."),
        _sprints_with_visit, traits=OF_THE_DESIGN,
    ),
    entry(
        "B3c.party_kinds", N_("Kinds of outside parties met"),
        N_("distinct kinds of outside party over all visits"), N_("Visits by the as-of date."),
        _party_kinds, distinct, "count", Interval.NONE, traits=OF_THE_DESIGN,
    ),
    entry(
        "C1.goal_revisions", N_("Goals adjusted"),
        N_("goals revised by the as-of date"), N_("Goals of all kinds."),
        _goal_revisions, count, "count", Interval.NONE,
        traits=MEMBERS_IN_THE_DESIGN,
    ),
    same_as("C1.sprints_in_time_box", progress.INDICATORS, "sprints_in_time_box"),
    same_as("C1.versions_per_sprint", progress.INDICATORS, "versions_per_sprint"),
    entry(
        "E1.adopted", N_("Actions become the way of working"),
        N_("actions adopted ÷ actions finished"), N_("Actions finished by the as-of date."),
        _adopted, traits=OF_THE_DESIGN,
    ),
    entry(
        "E1.manager_action", N_("A manager has an action too"),
        N_("1 if a manager owns an action, else 0"), N_("Communities that have started."),
        _manager_action, unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
    same_as("support.register_coverage", attendance.INDICATORS, "register_coverage"),
)  # fmt: skip
