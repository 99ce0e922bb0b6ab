"""Design principles from exports: members, their goals, and what the group agreed."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import Status, Unit
from lcdata.locale import N_
from lcdata.pipelines.design.mechanisms import TOPIC, same_as
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import communities_with, not_delivered, not_yet
from lcdata.pipelines.indicator import Indicator, Interval, Measure, Persons, count
from lcdata.pipelines.observations import WHOLE, observations
from lcdata.pipelines.participation import composition
from lcdata.pipelines.traits import (
    MEMBERS_IN_THE_DESIGN,
    OF_SESSIONS_IN_THE_DESIGN,
    OF_THE_DESIGN,
    SHARE_IN_THE_DESIGN,
)

SUCCESSOR_MONTHS = 6
START_WEEK_DAYS = 6


def _member_share(
    num: pl.Expr, den: pl.Expr, *gates: tuple[str, ...]
) -> Callable[[Facts], Measure]:
    """A share of members; those outside `den` are missing where that is unknown."""

    def measure(facts: Facts) -> Measure:
        rows = observations(facts.members, "person_id", num=num, den=den, missing=~den)
        needs = [not_delivered(facts, *gate) for gate in (("membership",), *gates)]
        return Measure(rows, pl.concat(needs))

    return measure


def _goals(facts: Facts) -> pl.DataFrame:
    """Per community and person with a goal: `is_linked` to a shared one, `is_revised`."""
    goals = facts.past("fct_goal", "set_on")
    shared = goals.filter(pl.col("person_id").is_null())["goal_id"].unique().to_list()
    return (
        goals.filter(pl.col("person_id").is_not_null())
        .group_by("community_id", "person_id")
        .agg(
            is_linked=pl.col("parent_goal_id").is_in(shared).fill_null(value=False).any(),
            is_revised=(pl.col("revised_on") <= pl.col("as_of")).fill_null(value=False).any(),
        )
    )  # fmt: skip


def _goal_share(num: str, *, only_with_goal: bool) -> Callable[[Facts], Measure]:
    def measure(facts: Facts) -> Measure:
        how = "inner" if only_with_goal else "left"
        members = facts.members.join(
            _goals(facts),
            on=["community_id", "person_id"],
            how=how,  # type: ignore[arg-type]
        )
        rows = observations(members, "person_id", num=pl.col(num))
        return Measure(
            rows, pl.concat([not_delivered(facts, "membership"), not_delivered(facts, "goal")])
        )

    return measure


def _supervisor_pairs(facts: Facts) -> Measure:
    """One row per member: 1 if the one reported to is a member of the same community."""
    above = facts.members.select(
        "community_id", reports_to_person_id="person_id", is_pair=pl.lit(value=True)
    )
    rows = facts.members.join(above, on=["community_id", "reports_to_person_id"], how="left")
    known = pl.col("reports_to_person_id").is_not_null()
    recorded = facts.members.filter(known)["community_id"].unique().to_list()
    unrecorded = ~pl.col("community_id").is_in(recorded)
    gates = [
        not_delivered(facts, "membership"),
        communities_with(facts, unrecorded, Status.NOT_MEASURED),
    ]
    return Measure(
        observations(rows, "person_id", num=pl.col("is_pair"), missing=unrecorded),
        pl.concat(gates),
    )


def _all_present(facts: Facts) -> Measure:
    """One row per held session: all its active members there, where the register is complete."""
    sessions = facts.pairs.group_by("community_id", "session_id").agg(
        complete=pl.col("is_known").all(), everyone=pl.col("is_there").all()
    )
    complete = pl.col("complete")
    rows = observations(
        sessions, num=complete & pl.col("everyone"), den=complete, missing=~complete
    )
    gates = [
        not_delivered(facts, "session"),
        not_delivered(facts, "attendance"),
        not_yet(facts, facts.sessions.with_columns(WHOLE)),
    ]
    return Measure(rows, pl.concat(gates))


def _start_week_end(facts: Facts) -> pl.DataFrame:
    """Per community: the last day of its start week."""
    week = facts.sprints.filter(pl.col("sprint_no") == 0).select("community_id", "ends_on")
    return facts.communities.join(week, on="community_id", how="left").with_columns(
        week_ends_on=pl.coalesce(
            "ends_on", pl.col("start_date") + pl.duration(days=START_WEEK_DAYS)
        )
    )


def _agreed_in_start_week(column: str) -> Callable[[Facts], Measure]:
    """1 if recorded by the end of the start week; not due before that day."""

    def measure(facts: Facts) -> Measure:
        communities = _start_week_end(facts)
        rows = observations(communities, num=pl.col(column) <= pl.col("week_ends_on"))
        ahead = communities.filter(pl.col("week_ends_on") > pl.col("as_of"))["community_id"]
        early = pl.col("community_id").is_in(ahead.to_list())
        return Measure(rows, communities_with(facts, early, Status.NOT_DUE))

    return measure


def _community_fact(num: pl.Expr, known: pl.Expr) -> Callable[[Facts], Measure]:
    def measure(facts: Facts) -> Measure:
        rows = observations(facts.communities, num=num, den=known, missing=~known)
        return Measure(rows, communities_with(facts, ~known, Status.NOT_MEASURED))

    return measure


def _successor(facts: Facts) -> Measure:
    """1 as soon as the successor has started within six months of the end; 0 after them."""
    ends_on = pl.coalesce("ended_on", "planned_end_date")
    limit = ends_on.dt.offset_by(f"{SUCCESSOR_MONTHS}mo")
    starts = facts.communities.select(
        successor_community_id="community_id", successor_start="start_date"
    )
    communities = facts.communities.join(starts, on="successor_community_id", how="left")
    started = (
        (pl.col("successor_start") <= pl.col("as_of")) & (pl.col("successor_start") <= limit)
    ).fill_null(value=False)
    waiting = communities.filter(~started & (pl.col("as_of") <= limit))["community_id"].to_list()
    is_waiting = pl.col("community_id").is_in(waiting)
    return Measure(
        observations(communities, num=started),
        communities_with(facts, is_waiting, Status.NOT_DUE),
    )


def _start_meeting(facts: Facts) -> Measure:
    start = facts.held_sessions.filter(pl.col("kind") == "start")["community_id"].unique().to_list()
    met = _community_fact(pl.col("community_id").is_in(start), pl.lit(value=True))(facts)
    return Measure(met.rows, pl.concat([not_delivered(facts, "session"), met.gates]))


_MEMBERS = N_("Members who joined by the as-of date.")
_STARTED = N_("Communities that have started.")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="design.B1.shared_goal", topic=TOPIC, unit=Unit.CHECK,
        name=N_("Shared goal recorded"),
        formula=N_("1 if recorded by the end of the start week, else 0"),
        denominator=N_("Communities whose start week has ended."),
        traits=OF_THE_DESIGN, measure=_agreed_in_start_week("shared_goal_on"),
        interval=Interval.POOLED_WILSON,
    ),
    Indicator(
        id="design.B2.expertise_recorded", topic=TOPIC,
        name=N_("Expertise recorded"),
        formula=N_("members whose expertise is recorded ÷ members"),
        denominator=N_("Members for whom it is known."),
        traits=SHARE_IN_THE_DESIGN,
        measure=_member_share(
            pl.col("expertise_recorded"), pl.col("expertise_recorded").is_not_null(),
            ("membership", "expertise_recorded"),
        ),
        interval=Interval.WILSON, persons=Persons.OBSERVED,
    ),
    same_as("B2.blau_discipline", composition.INDICATORS, "blau_discipline"),
    Indicator(
        id="design.B4.linked_goal", topic=TOPIC,
        name=N_("Personal goals linked to the shared one"),
        formula=N_("members with a personal goal under the shared goal ÷ members"),
        denominator=_MEMBERS,
        traits=SHARE_IN_THE_DESIGN, measure=_goal_share("is_linked", only_with_goal=False),
        interval=Interval.WILSON, persons=Persons.OBSERVED,
    ),
    Indicator(
        id="design.C3.goal_revised", topic=TOPIC,
        name=N_("Personal goals adjusted"),
        formula=N_("members with a revised goal ÷ members with a goal"),
        denominator=N_("Members with a goal."),
        traits=SHARE_IN_THE_DESIGN, measure=_goal_share("is_revised", only_with_goal=True),
        interval=Interval.WILSON, persons=Persons.OBSERVED,
    ),
    Indicator(
        id="design.D1.own_name", topic=TOPIC, unit=Unit.CHECK,
        name=N_("Own name chosen"),
        formula=N_("1 if recorded, else 0"),
        denominator=_STARTED,
        traits=OF_THE_DESIGN,
        measure=_community_fact(pl.col("named_on") <= pl.col("as_of"), pl.lit(value=True)),
        interval=Interval.POOLED_WILSON,
    ),
    Indicator(
        id="design.D1.house_rules", topic=TOPIC, unit=Unit.CHECK,
        name=N_("House rules agreed"),
        formula=N_("1 if recorded by the end of the start week, else 0"),
        denominator=N_("Communities whose start week has ended."),
        traits=OF_THE_DESIGN, measure=_agreed_in_start_week("house_rules_on"),
        interval=Interval.POOLED_WILSON,
    ),
    Indicator(
        id="design.D1.all_present", topic=TOPIC,
        name=N_("Everyone there"),
        formula=N_("sessions with all active members there ÷ sessions with a complete register"),
        denominator=N_("Held sessions with a complete register."),
        traits=OF_SESSIONS_IN_THE_DESIGN, measure=_all_present, interval=Interval.WILSON,
    ),
    Indicator(
        id="design.D2.supervisor_pairs", topic=TOPIC, unit=Unit.COUNT,
        name=N_("Supervisor and report in one group"),
        formula=N_("pairs of a member and the one reported to (aim: none)"),
        denominator=_MEMBERS,
        traits=MEMBERS_IN_THE_DESIGN, measure=_supervisor_pairs, combine=count,
        persons=Persons.OBSERVED, states_missing_always=True,
    ),
    Indicator(
        id="design.D2.no_project_leader", topic=TOPIC, unit=Unit.CHECK,
        name=N_("No project leader in the group"),
        formula=N_("1 if no member acts as project leader, else 0"),
        denominator=N_("Communities for which it is known."),
        traits=OF_THE_DESIGN,
        measure=_community_fact(~pl.col("project_leader"), pl.col("project_leader").is_not_null()),
        interval=Interval.POOLED_WILSON, ignores_start=True,
    ),
    Indicator(
        id="design.E2.successor", topic=TOPIC, unit=Unit.CHECK,
        name=N_("A successor community"),
        formula=N_("1 if a successor started within six months of the end, else 0"),
        denominator=N_("Communities whose six months are over, or that have a successor."),
        traits=OF_THE_DESIGN, measure=_successor, interval=Interval.POOLED_WILSON,
    ),
    Indicator(
        id="design.support.intakes", topic=TOPIC,
        name=N_("Intakes before the start"),
        formula=N_("members with an intake before the start ÷ members"),
        denominator=_MEMBERS,
        traits=SHARE_IN_THE_DESIGN,
        measure=_member_share(
            pl.col("intake_on") < pl.col("start_date"), pl.lit(value=True),
        ),
        interval=Interval.WILSON, persons=Persons.OBSERVED,
    ),
    Indicator(
        id="design.support.start_meeting", topic=TOPIC, unit=Unit.CHECK,
        name=N_("Start meeting held"),
        formula=N_("1 if held, else 0"),
        denominator=_STARTED,
        traits=OF_THE_DESIGN, measure=_start_meeting, interval=Interval.POOLED_WILSON,
    ),
)  # fmt: skip
