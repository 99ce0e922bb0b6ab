"""Design principles from exports: members, their goals, and what the group agreed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from lcdata.domain import OVERALL, Status
from lcdata.locale import N_
from lcdata.pipelines.design.activities import entry, same_as
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import communities_with, not_delivered, not_yet
from lcdata.pipelines.indicator import Indicator, Interval, Measure, Persons, count
from lcdata.pipelines.participation import composition
from lcdata.pipelines.traits import (
    MEMBERS_IN_THE_DESIGN,
    OF_SESSIONS_IN_THE_DESIGN,
    OF_THE_DESIGN,
    SHARE_IN_THE_DESIGN,
)

SUCCESSOR_MONTHS = 6
START_WEEK_DAYS = 6

_OVERALL = pl.lit(OVERALL).alias("period")
_NONE_MISSING = pl.lit(0, dtype=pl.Int64)


def _member_share(
    num: pl.Expr, den: pl.Expr, *gates: tuple[str, ...]
) -> Callable[[Facts], Measure]:
    """A share of members; those outside `den` are missing where that is unknown."""

    def measure(facts: Facts) -> Measure:
        members = facts.members
        rows = members.select(
            "community_id",
            "person_id",
            _OVERALL,
            num=num.fill_null(value=False).cast(pl.Float64),
            den=den.cast(pl.Float64),
            missing=(~den).cast(pl.Int64),
        )
        needs = [not_delivered(facts, *gate) for gate in (("membership",), *gates)]
        return Measure(rows, pl.concat(needs))

    return measure


def _goals(facts: Facts) -> pl.DataFrame:
    """Per community and person with a goal: `is_linked` to a shared one, `is_revised`."""
    clock = facts.communities.select("community_id", "as_of")
    goals = (
        facts.marts["fct_goal"]
        .join(clock, on="community_id")
        .filter(pl.col("set_on") <= pl.col("as_of"))
    )
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
        rows = facts.members.join(
            _goals(facts),
            on=["community_id", "person_id"],
            how=how,  # type: ignore[arg-type]
        ).select(
            "community_id",
            "person_id",
            _OVERALL,
            num=pl.col(num).fill_null(value=False).cast(pl.Float64),
            den=pl.lit(1.0),
            missing=_NONE_MISSING,
        )
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
    return Measure(
        rows.select(
            "community_id",
            "person_id",
            _OVERALL,
            num=pl.col("is_pair").fill_null(value=False).cast(pl.Float64),
            den=pl.lit(1.0),
            missing=(~pl.col("community_id").is_in(recorded)).cast(pl.Int64),
        ),
        pl.concat(
            [
                not_delivered(facts, "membership"),
                communities_with(
                    facts, ~pl.col("community_id").is_in(recorded), Status.NOT_MEASURED
                ),
            ]
        ),
    )


def _all_present(facts: Facts) -> Measure:
    """One row per held session: all its active members there, where the register is complete."""
    sessions = facts.pairs.group_by("community_id", "session_id").agg(
        complete=pl.col("is_known").all(), everyone=pl.col("is_there").all()
    )
    rows = sessions.select(
        "community_id",
        _OVERALL,
        num=(pl.col("complete") & pl.col("everyone")).cast(pl.Float64),
        den=pl.col("complete").cast(pl.Float64),
        missing=(~pl.col("complete")).cast(pl.Int64),
    )
    gates = [
        not_delivered(facts, "session"),
        not_delivered(facts, "attendance"),
        not_yet(facts, facts.sessions.with_columns(_OVERALL)),
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
        rows = communities.select(
            "community_id",
            _OVERALL,
            num=(pl.col(column) <= pl.col("week_ends_on")).fill_null(value=False).cast(pl.Float64),
            den=pl.lit(1.0),
            missing=_NONE_MISSING,
        )
        ahead = communities.filter(pl.col("week_ends_on") > pl.col("as_of"))["community_id"]
        early = pl.col("community_id").is_in(ahead.to_list())
        return Measure(rows, communities_with(facts, early, Status.NOT_DUE))

    return measure


def _community_fact(num: pl.Expr, known: pl.Expr) -> Callable[[Facts], Measure]:
    def measure(facts: Facts) -> Measure:
        rows = facts.communities.select(
            "community_id",
            _OVERALL,
            num=num.fill_null(value=False).cast(pl.Float64),
            den=known.cast(pl.Float64),
            missing=(~known).cast(pl.Int64),
        )
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
    rows = communities.select(
        "community_id", _OVERALL, num=started.cast(pl.Float64), den=pl.lit(1.0),
        missing=_NONE_MISSING,
    )  # fmt: skip
    return Measure(
        rows, communities_with(facts, pl.col("community_id").is_in(waiting), Status.NOT_DUE)
    )


def _start_meeting(facts: Facts) -> Measure:
    start = facts.held_sessions.filter(pl.col("kind") == "start")["community_id"].unique().to_list()
    met = _community_fact(pl.col("community_id").is_in(start), pl.lit(value=True))(facts)
    return Measure(met.rows, pl.concat([not_delivered(facts, "session"), met.gates]))


def _of_persons(indicator: Indicator, *, states_missing_always: bool = False) -> Indicator:
    """The same indicator, counting the persons that were observed."""
    return replace(
        indicator,
        persons=Persons.OBSERVED,
        states_missing_always=states_missing_always,
    )


_MEMBERS = N_("Members who joined by the as-of date.")
_STARTED = N_("Communities that have started.")

INDICATORS: tuple[Indicator, ...] = (
    entry(
        "B1.shared_goal", N_("Shared goal recorded"),
        N_("1 if recorded by the end of the start week, else 0"),
        N_("Communities whose start week has ended."), _agreed_in_start_week("shared_goal_on"),
        unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
    _of_persons(entry(
        "B2.expertise_recorded", N_("Expertise recorded"),
        N_("members whose expertise is recorded ÷ members"),
        N_("Members for whom it is known."),
        _member_share(
            pl.col("expertise_recorded"), pl.col("expertise_recorded").is_not_null(),
            ("membership", "expertise_recorded"),
        ), traits=SHARE_IN_THE_DESIGN,
    )),
    same_as("B2.blau_discipline", composition.INDICATORS, "blau_discipline"),
    _of_persons(entry(
        "B4.linked_goal", N_("Personal goals linked to the shared one"),
        N_("members with a personal goal under the shared goal ÷ members"), _MEMBERS,
        _goal_share("is_linked", only_with_goal=False), traits=SHARE_IN_THE_DESIGN,
    )),
    _of_persons(entry(
        "C3.goal_revised", N_("Personal goals adjusted"),
        N_("members with a revised goal ÷ members with a goal"), N_("Members with a goal."),
        _goal_share("is_revised", only_with_goal=True), traits=SHARE_IN_THE_DESIGN,
    )),
    entry(
        "D1.own_name", N_("Own name chosen"), N_("1 if recorded, else 0"), _STARTED,
        _community_fact(pl.col("named_on") <= pl.col("as_of"), pl.lit(value=True)),
        unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
    entry(
        "D1.house_rules", N_("House rules agreed"),
        N_("1 if recorded by the end of the start week, else 0"),
        N_("Communities whose start week has ended."), _agreed_in_start_week("house_rules_on"),
        unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
    entry(
        "D1.all_present", N_("Everyone there"),
        N_("sessions with all active members there ÷ sessions with a complete register"),
        N_("Held sessions with a complete register."), _all_present,
        traits=OF_SESSIONS_IN_THE_DESIGN,
    ),
    _of_persons(entry(
        "D2.supervisor_pairs", N_("Supervisor and report in one group"),
        N_("pairs of a member and the one reported to (aim: none)"), _MEMBERS,
        _supervisor_pairs, count, "count", Interval.NONE, traits=MEMBERS_IN_THE_DESIGN,
    ), states_missing_always=True),
    replace(entry(
        "D2.no_project_leader", N_("No project leader in the group"),
        N_("1 if no member acts as project leader, else 0"),
        N_("Communities for which it is known."),
        _community_fact(~pl.col("project_leader"), pl.col("project_leader").is_not_null()),
        unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ), ignores_start=True),
    entry(
        "E2.successor", N_("A successor community"),
        N_("1 if a successor started within six months of the end, else 0"),
        N_("Communities whose six months are over, or that have a successor."), _successor,
        unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
    _of_persons(entry(
        "support.intakes", N_("Intakes before the start"),
        N_("members with an intake before the start ÷ members"), _MEMBERS,
        _member_share(
            pl.col("intake_on") < pl.col("start_date"), pl.lit(value=True),
        ), traits=SHARE_IN_THE_DESIGN,
    )),
    entry(
        "support.start_meeting", N_("Start meeting held"), N_("1 if held, else 0"), _STARTED,
        _start_meeting, unit="check", interval=Interval.POOLED_WILSON, traits=OF_THE_DESIGN,
    ),
)  # fmt: skip
