"""Design principles from exports: activities, sessions, sprints, versions, actions."""

from __future__ import annotations

import polars as pl

from lcdata.domain import Status, Unit
from lcdata.locale import N_
from lcdata.pipelines.design.mechanisms import TOPIC, same_as
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import (
    communities_with,
    ended_sprints_due,
    not_delivered,
    not_yet,
)
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    count,
    distinct,
)
from lcdata.pipelines.observations import WHOLE, observations
from lcdata.pipelines.participation import attendance
from lcdata.pipelines.sprints import progress
from lcdata.pipelines.traits import MEMBERS_IN_THE_DESIGN, OF_THE_DESIGN


def _version_in_time(facts: Facts) -> Measure:
    """1 if a product version was completed by the planned end; due from that day."""
    in_time = facts.past("fct_product_version", "completed_on").filter(
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
    rows = observations(facts.communities, num=holds)
    ahead = communities_with(facts, due_on > pl.col("as_of"), Status.NOT_DUE)
    return Measure(rows, pl.concat([*gates, ahead]))


def _counted(rows: pl.DataFrame, facts: Facts, table: str) -> Measure:
    """A count of rows per community; none counts 0."""
    none = facts.communities.select("community_id", num=pl.lit(0.0))
    some = rows.select("community_id", num=pl.lit(1.0))
    # in the order of columns that releases remember of C1.goal_revisions
    rows = pl.concat([none, some]).with_columns(
        WHOLE, den=pl.lit(1.0), missing=pl.lit(0, dtype=pl.Int64)
    )
    return Measure(rows, not_delivered(facts, table))


def _versions_presented(facts: Facts) -> Measure:
    versions = facts.past("fct_product_version", "completed_on")
    return _counted(versions.filter(pl.col("presented_to").is_not_null()), facts, "product_version")


def _goal_revisions(facts: Facts) -> Measure:
    return _counted(facts.past("fct_goal", "revised_on"), facts, "goal")


def _sessions_per_week(facts: Facts) -> Measure:
    """Per community: held sessions (num) and weeks elapsed (den)."""
    until = pl.min_horizontal("as_of", pl.coalesce("ended_on", "planned_end_date"))
    elapsed = (until - pl.col("start_date")).dt.total_days().cast(pl.Float64) / 7
    weeks = observations(facts.communities, num=0.0, den=elapsed)
    held = observations(facts.held_sessions, num=1.0, den=0.0)
    return Measure(pl.concat([weeks, held]), not_delivered(facts, "session"))


def _goal_discussed(facts: Facts) -> Measure:
    known = pl.col("goal_discussed").is_not_null()
    rows = observations(
        facts.held_sessions, num=pl.col("goal_discussed"), den=known, missing=~known
    )
    gates = [
        not_delivered(facts, "session"),
        not_delivered(facts, "session", "goal_discussed"),
        not_yet(facts, facts.sessions.with_columns(WHOLE)),
    ]
    return Measure(rows, pl.concat(gates))


def _sprints_with_visit(facts: Facts) -> Measure:
    """One row per ended sprint: 1 with a visit in it."""
    visited = facts.past("fct_visit", "held_on").select(
        "community_id", "sprint_no", visited=pl.lit(value=True)
    )
    ended = facts.proper_sprints.filter("is_ended").join(
        visited.unique(), on=["community_id", "sprint_no"], how="left"
    )
    rows = observations(ended, num=pl.col("visited"))
    gates = [
        not_delivered(facts, "visit"),
        not_delivered(facts, "sprint"),
        ended_sprints_due(facts),
    ]
    return Measure(rows, pl.concat(gates))


def _party_kinds(facts: Facts) -> Measure:
    """One row per visit: `x` = the kind of outside party; none counts 0."""
    none = facts.communities.select("community_id", x=pl.lit(None, dtype=pl.String))
    met = facts.past("fct_visit", "held_on").select("community_id", x="other_kind")
    rows = observations(pl.concat([none, met]), "x", num=0.0)
    return Measure(rows, not_delivered(facts, "visit"))


def _adopted(facts: Facts) -> Measure:
    closed = facts.past("fct_action", "closed_on").filter(
        pl.col("status").is_in(["done", "adopted"])
    )
    rows = observations(closed, num=pl.col("status") == "adopted")
    return Measure(rows, not_delivered(facts, "action"))


def _manager_action(facts: Facts) -> Measure:
    asked = facts.past("fct_action", "opened_on").filter(pl.col("owner_role") == "manager")
    return _fact(
        facts,
        pl.col("community_id").is_in(asked["community_id"].unique().to_list()),
        due_on=pl.col("start_date"),
        gates=[not_delivered(facts, "action"), not_delivered(facts, "action", "owner_role")],
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="design.A1c.version_in_time", topic=TOPIC, unit=Unit.CHECK,
        name=N_("A product version by the planned end"),
        formula=N_("1 if a version was completed by the planned end date, else 0"),
        denominator=N_("Communities whose planned end has come."),
        traits=OF_THE_DESIGN, measure=_version_in_time, interval=Interval.POOLED_WILSON,
    ),
    Indicator(
        id="design.B1.versions_presented", topic=TOPIC, unit=Unit.COUNT,
        name=N_("Versions presented"),
        formula=N_("product versions presented to someone"),
        denominator=N_("Versions completed by the as-of date."),
        traits=OF_THE_DESIGN, measure=_versions_presented, combine=count,
    ),
    Indicator(
        id="design.B3a.sessions_per_week", topic=TOPIC, unit=Unit.PER_WEEK,
        name=N_("Sessions per week"),
        formula=N_("held sessions ÷ weeks elapsed"),
        denominator=N_("Weeks from the start to the as-of date or the end."),
        traits=OF_THE_DESIGN, measure=_sessions_per_week,
    ),
    Indicator(
        id="design.B3b.goal_discussed", topic=TOPIC,
        name=N_("Goal and progress discussed"),
        formula=N_("held sessions in which goal and progress were discussed ÷ held sessions"),
        denominator=N_("Held sessions for which it is known."),
        traits=OF_THE_DESIGN, measure=_goal_discussed, interval=Interval.WILSON,
    ),
    same_as("B3b.sprint_reviews_held", progress.INDICATORS, "sprint_reviews_held"),
    Indicator(
        id="design.B3c.sprints_with_visit", topic=TOPIC,
        name=N_("Sprints with a visit"),
        formula=N_("ended sprints with a visit ÷ ended sprints"),
        denominator=N_("Sprints 1 … n that have ended."),
        traits=OF_THE_DESIGN, measure=_sprints_with_visit, interval=Interval.WILSON,
    ),
    Indicator(
        id="design.B3c.party_kinds", topic=TOPIC, unit=Unit.COUNT,
        name=N_("Kinds of outside parties met"),
        formula=N_("distinct kinds of outside party over all visits"),
        denominator=N_("Visits by the as-of date."),
        traits=OF_THE_DESIGN, measure=_party_kinds, combine=distinct,
    ),
    Indicator(
        id="design.C1.goal_revisions", topic=TOPIC, unit=Unit.COUNT,
        name=N_("Goals adjusted"),
        formula=N_("goals revised by the as-of date"),
        denominator=N_("Goals of all kinds."),
        traits=MEMBERS_IN_THE_DESIGN, measure=_goal_revisions, combine=count,
    ),
    same_as("C1.sprints_in_time_box", progress.INDICATORS, "sprints_in_time_box"),
    same_as("C1.versions_per_sprint", progress.INDICATORS, "versions_per_sprint"),
    Indicator(
        id="design.E1.adopted", topic=TOPIC,
        name=N_("Actions become the way of working"),
        formula=N_("actions adopted ÷ actions finished"),
        denominator=N_("Actions finished by the as-of date."),
        traits=OF_THE_DESIGN, measure=_adopted, interval=Interval.WILSON,
    ),
    Indicator(
        id="design.E1.manager_action", topic=TOPIC, unit=Unit.CHECK,
        name=N_("A manager has an action too"),
        formula=N_("1 if a manager owns an action, else 0"),
        denominator=N_("Communities that have started."),
        traits=OF_THE_DESIGN, measure=_manager_action, interval=Interval.POOLED_WILSON,
    ),
    same_as("support.register_coverage", attendance.INDICATORS, "register_coverage"),
)  # fmt: skip
