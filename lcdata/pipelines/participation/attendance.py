"""Participation: who was there, and did the sessions go on (`indicators.md` section 2)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import Status, Unit
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import communities_with, ended_sprints_due, not_delivered, not_yet
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    Periods,
    Persons,
    Shrinks,
    median,
)
from lcdata.pipelines.observations import OWN_PERIOD, observations, per_period
from lcdata.pipelines.traits import NAMES_NO_ONE, OF_MARKS

TOPIC = "participation"

CADENCE_TOLERANCE_DAYS = 3
SESSION_MINUTES = 45


_KNOWN = pl.col("is_known")
_UNKNOWN = ~_KNOWN


def _pair_share(
    num: pl.Expr, den: pl.Expr, missing: pl.Expr = _UNKNOWN
) -> Callable[[Facts], Measure]:
    """A share over eligible pairs; unknown pairs are missing unless they are what is counted."""

    def measure(facts: Facts) -> Measure:
        rows = observations(
            facts.pairs, "person_id", num=num & den, den=den, missing=missing, period=OWN_PERIOD
        )
        return Measure(per_period(rows), _attendance_gates(facts))

    return measure


def _attendance_gates(facts: Facts) -> pl.DataFrame:
    return pl.concat(
        [
            not_delivered(facts, "session"),
            not_delivered(facts, "attendance"),
            not_delivered(facts, "membership"),
            not_yet(facts, per_period(facts.sessions)),
        ]
    )


def _sessions_held(facts: Facts) -> Measure:
    rows = observations(
        facts.sessions.filter(pl.col("is_past")),
        num=pl.col("status") == "held",
        den=pl.col("status").is_in(["held", "cancelled"]),
        missing=pl.col("status") == "planned",
        period=OWN_PERIOD,
    )
    return Measure(per_period(rows), _session_gates(facts))


def _minutes(facts: Facts) -> Measure:
    """One row per held session: `x` = minutes from its actual start to its actual end."""
    minutes = (pl.col("actual_end") - pl.col("actual_start")).dt.total_seconds() / 60
    rows = observations(
        facts.held_sessions,
        x=minutes,
        num=minutes <= SESSION_MINUTES,
        den=minutes.is_not_null(),
        missing=minutes.is_null(),
        period=OWN_PERIOD,
    )
    return Measure(per_period(rows), _session_gates(facts))


def _session_gates(facts: Facts) -> pl.DataFrame:
    return pl.concat([not_delivered(facts, "session"), not_yet(facts, per_period(facts.sessions))])


def _cadence(facts: Facts) -> Measure:
    """One row per gap between the planned dates of successive held sessions."""
    gap = (
        pl.col("planned_on") - pl.col("planned_on").shift(1).over("community_id")
    ).dt.total_days()
    gaps = (
        facts.held_sessions.filter(pl.col("cadence_days").is_not_null())
        .sort("community_id", "planned_start", "session_id")
        .with_columns(gap=gap)
        .filter(pl.col("gap").is_not_null())
    )
    near = (pl.col("gap") - pl.col("cadence_days")).abs() <= CADENCE_TOLERANCE_DAYS
    rows = observations(gaps, num=near)
    gates = [
        not_delivered(facts, "session"),
        communities_with(facts, pl.col("cadence_days").is_null(), Status.NOT_APPLICABLE),
    ]
    return Measure(rows, pl.concat(gates))


def _visits_per_sprint(facts: Facts) -> Measure:
    """One row per ended sprint (den) and per visit by the as-of date (num)."""
    sprints = observations(facts.proper_sprints.filter("is_ended"), num=0.0)
    visits = observations(facts.past("fct_visit", "held_on"), num=1.0, den=0.0)
    gates = [
        not_delivered(facts, "visit"),
        not_delivered(facts, "sprint"),
        ended_sprints_due(facts),
    ]
    return Measure(pl.concat([sprints, visits]), pl.concat(gates))


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="attendance_rate", topic=TOPIC,
        name=N_("Attendance"),
        formula=N_("(present + late) ÷ all known member × session pairs"),
        denominator=N_(
            "Pairs of a member and a held session within the membership whose state is known. "
            "Excused stays in: rules for excusing differ per company."
        ),
        traits=OF_MARKS, literature="Wilson (1927), JASA 22, 209-212",
        measure=_pair_share(pl.col("is_there"), _KNOWN), interval=Interval.EFFECTIVE,
        shrinks=Shrinks.RATE, persons=Persons.OBSERVED, periods=Periods.ALL,
    ),
    Indicator(
        id="attendance_rate_excl_excused", topic=TOPIC,
        name=N_("Attendance without the excused"),
        formula=N_("(present + late) ÷ (known − excused)"),
        denominator=N_("Known pairs that were not excused."),
        traits=OF_MARKS,
        measure=_pair_share(pl.col("is_there"), _KNOWN & (pl.col("state") != "excused")),
        interval=Interval.EFFECTIVE, shrinks=Shrinks.RATE, persons=Persons.OBSERVED,
        periods=Periods.ALL,
    ),
    Indicator(
        id="unexcused_rate", topic=TOPIC,
        name=N_("Absent without notice"),
        formula=N_("absent ÷ known pairs"),
        denominator=N_("Known pairs of a member and a held session."),
        traits=OF_MARKS, measure=_pair_share(pl.col("state") == "absent", _KNOWN),
        interval=Interval.EFFECTIVE, shrinks=Shrinks.RATE, persons=Persons.OBSERVED,
        periods=Periods.ALL,
    ),
    Indicator(
        id="late_share", topic=TOPIC,
        name=N_("Late among those present"),
        formula=N_("late ÷ (present + late)"),
        denominator=N_("Pairs in which the member was there."),
        traits=OF_MARKS, measure=_pair_share(pl.col("state") == "late", pl.col("is_there")),
        interval=Interval.EFFECTIVE, shrinks=Shrinks.RATE, persons=Persons.OBSERVED,
        periods=Periods.ALL,
    ),
    Indicator(
        id="register_coverage", topic=TOPIC,
        name=N_("Register filled in"),
        formula=N_("known ÷ (known + unknown) pairs"),
        denominator=N_("All pairs of a member and a held session. Below 0.8: partial data."),
        traits=OF_MARKS,
        measure=_pair_share(_KNOWN, pl.lit(value=True), missing=pl.lit(value=False)),
        interval=Interval.WILSON, persons=Persons.OBSERVED, periods=Periods.ALL,
    ),
    Indicator(
        id="sessions_held_ratio", topic=TOPIC,
        name=N_("Sessions that went ahead"),
        formula=N_("held ÷ (held + cancelled)"),
        denominator=N_("Sessions up to the as-of date; a past one still planned is missing."),
        traits=NAMES_NO_ONE, measure=_sessions_held, interval=Interval.WILSON, periods=Periods.ALL,
    ),
    Indicator(
        id="cadence_adherence", topic=TOPIC,
        name=N_("Sessions in the own rhythm"),
        formula=N_("gaps within the agreed days ± 3 ÷ all gaps"),
        denominator=N_("Gaps between the planned dates of successive held sessions."),
        traits=NAMES_NO_ONE, measure=_cadence, interval=Interval.WILSON, ignores_start=True,
    ),
    Indicator(
        id="session_minutes_median", topic=TOPIC, unit=Unit.MINUTES,
        name=N_("Length of a session (median)"),
        formula=N_("median of actual end − actual start"),
        denominator=N_("Held sessions with both times; others are missing."),
        traits=NAMES_NO_ONE, measure=_minutes, combine=median, periods=Periods.ALL,
    ),
    Indicator(
        id="sessions_within_45", topic=TOPIC,
        name=N_("Sessions within 45 minutes"),
        formula=N_("sessions of at most 45 minutes ÷ held sessions with both times"),
        denominator=N_("Held sessions with both times; 45 minutes is the publication's example."),
        traits=NAMES_NO_ONE, measure=_minutes, interval=Interval.WILSON, periods=Periods.ALL,
    ),
    Indicator(
        id="visits_per_sprint", topic=TOPIC, unit=Unit.PER_SPRINT,
        name=N_("Visits per sprint"),
        formula=N_("visits held ÷ ended sprints"),
        denominator=N_("Sprints 1 … n that have ended."),
        traits=NAMES_NO_ONE, measure=_visits_per_sprint,
    ),
)  # fmt: skip
