"""Participation: who was there, and did the sessions go on (`indicators.md` section 2)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import OVERALL, SourceClass, Status
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import communities_with, no_gates, not_delivered, not_yet
from lcdata.pipelines.indicator import (
    Indicator,
    Interval,
    Measure,
    Periods,
    Persons,
    Shrinks,
    median,
    ratio,
)
from lcdata.pipelines.traits import NAMES_NO_ONE, OF_MARKS

TOPIC = "participation"

CADENCE_TOLERANCE_DAYS = 3
SESSION_MINUTES = 45


_KNOWN = pl.col("is_known")
_UNKNOWN = ~_KNOWN


def per_period(rows: pl.DataFrame) -> pl.DataFrame:
    """The observations once for their own period and once for `overall`."""
    overall = rows.with_columns(pl.lit(OVERALL).alias("period"))
    return pl.concat([overall, rows.filter(pl.col("period").is_not_null())])


def _pair_share(
    num: pl.Expr, den: pl.Expr, missing: pl.Expr = _UNKNOWN
) -> Callable[[Facts], Measure]:
    """A share over eligible pairs; unknown pairs are missing unless they are what is counted."""

    def measure(facts: Facts) -> Measure:
        rows = facts.pairs.select(
            "community_id",
            "period",
            "person_id",
            num=(num & den).cast(pl.Float64),
            den=den.cast(pl.Float64),
            missing=missing.cast(pl.Int64),
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
    rows = facts.sessions.filter(pl.col("is_past")).select(
        "community_id",
        "period",
        num=(pl.col("status") == "held").cast(pl.Float64),
        den=pl.col("status").is_in(["held", "cancelled"]).cast(pl.Float64),
        missing=(pl.col("status") == "planned").cast(pl.Int64),
    )
    return Measure(per_period(rows), _session_gates(facts))


def _minutes(facts: Facts) -> Measure:
    """One row per held session: `x` = minutes from its actual start to its actual end."""
    minutes = (pl.col("actual_end") - pl.col("actual_start")).dt.total_seconds() / 60
    rows = facts.held_sessions.select(
        "community_id",
        "period",
        x=minutes,
        num=(minutes <= SESSION_MINUTES).cast(pl.Float64).fill_null(0.0),
        den=minutes.is_not_null().cast(pl.Float64),
        missing=minutes.is_null().cast(pl.Int64),
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
    rows = gaps.select(
        "community_id",
        pl.lit(OVERALL).alias("period"),
        num=near.cast(pl.Float64),
        den=pl.lit(1.0),
        missing=pl.lit(0, dtype=pl.Int64),
    )
    gates = [
        not_delivered(facts, "session"),
        communities_with(facts, pl.col("cadence_days").is_null(), Status.NOT_APPLICABLE),
    ]
    return Measure(rows, pl.concat(gates))


def _visits_per_sprint(facts: Facts) -> Measure:
    """One row per ended sprint (den) and per visit by the as-of date (num)."""
    sprints = facts.sprints.filter((pl.col("phase") == "sprint") & pl.col("is_ended")).select(
        "community_id", num=pl.lit(0.0), den=pl.lit(1.0)
    )
    clock = facts.communities.select("community_id", "as_of")
    visits = (
        facts.marts["fct_visit"]
        .join(clock, on="community_id")
        .filter(pl.col("held_on") <= pl.col("as_of"))
        .select("community_id", num=pl.lit(1.0), den=pl.lit(0.0))
    )
    rows = pl.concat([sprints, visits]).with_columns(
        pl.lit(OVERALL).alias("period"), missing=pl.lit(0, dtype=pl.Int64)
    )
    return Measure(
        rows,
        pl.concat(
            [
                not_delivered(facts, "visit"),
                not_delivered(facts, "sprint"),
                ended_sprints_due(facts),
            ]
        ),
    )


def ended_sprints_due(facts: Facts) -> pl.DataFrame:
    """`not_due` overall for communities with sprints of which none has ended."""
    sprints = facts.sprints.filter(pl.col("phase") == "sprint").select(
        "community_id", pl.lit(OVERALL).alias("period"), is_past="is_ended"
    )
    return not_yet(facts, sprints) if len(sprints) else no_gates()


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="attendance_rate", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Attendance"),
        formula=N_("(present + late) ÷ all known member × session pairs"),
        denominator=N_(
            "Pairs of a member and a held session within the membership whose state is known. "
            "Excused stays in: rules for excusing differ per company."
        ),
        traits=OF_MARKS, literature="Wilson (1927), JASA 22, 209-212",
        measure=_pair_share(pl.col("is_there"), _KNOWN),
        combine=ratio, interval=Interval.EFFECTIVE, shrinks=Shrinks.RATE,
        persons=Persons.OBSERVED, periods=Periods.ALL,
    ),
    Indicator(
        id="attendance_rate_excl_excused", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Attendance without the excused"),
        formula=N_("(present + late) ÷ (known − excused)"),
        denominator=N_("Known pairs that were not excused."),
        traits=OF_MARKS, literature="",
        measure=_pair_share(pl.col("is_there"), _KNOWN & (pl.col("state") != "excused")),
        combine=ratio, interval=Interval.EFFECTIVE, shrinks=Shrinks.RATE,
        persons=Persons.OBSERVED, periods=Periods.ALL,
    ),
    Indicator(
        id="unexcused_rate", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Absent without notice"),
        formula=N_("absent ÷ known pairs"),
        denominator=N_("Known pairs of a member and a held session."),
        traits=OF_MARKS, literature="",
        measure=_pair_share(pl.col("state") == "absent", _KNOWN),
        combine=ratio, interval=Interval.EFFECTIVE, shrinks=Shrinks.RATE,
        persons=Persons.OBSERVED, periods=Periods.ALL,
    ),
    Indicator(
        id="late_share", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Late among those present"),
        formula=N_("late ÷ (present + late)"),
        denominator=N_("Pairs in which the member was there."),
        traits=OF_MARKS, literature="",
        measure=_pair_share(pl.col("state") == "late", pl.col("is_there")),
        combine=ratio, interval=Interval.EFFECTIVE, shrinks=Shrinks.RATE,
        persons=Persons.OBSERVED, periods=Periods.ALL,
    ),
    Indicator(
        id="register_coverage", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Register filled in"),
        formula=N_("known ÷ (known + unknown) pairs"),
        denominator=N_("All pairs of a member and a held session. Below 0.8: partial data."),
        traits=OF_MARKS, literature="",
        measure=_pair_share(_KNOWN, pl.lit(value=True), missing=pl.lit(value=False)),
        combine=ratio, interval=Interval.WILSON, persons=Persons.OBSERVED, periods=Periods.ALL,
    ),
    Indicator(
        id="sessions_held_ratio", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Sessions that went ahead"),
        formula=N_("held ÷ (held + cancelled)"),
        denominator=N_("Sessions up to the as-of date; a past one still planned is missing."),
        traits=NAMES_NO_ONE, literature="",
        measure=_sessions_held, combine=ratio, interval=Interval.WILSON, periods=Periods.ALL,
    ),
    Indicator(
        id="cadence_adherence", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Sessions in the own rhythm"),
        formula=N_("gaps within the agreed days ± 3 ÷ all gaps"),
        denominator=N_("Gaps between the planned dates of successive held sessions."),
        traits=NAMES_NO_ONE, literature="",
        measure=_cadence, combine=ratio, interval=Interval.WILSON, ignores_start=True,
    ),
    Indicator(
        id="session_minutes_median", topic=TOPIC, unit="minutes", source=SourceClass.EXPORT,
        name=N_("Length of a session (median)"),
        formula=N_("median of actual end − actual start"),
        denominator=N_("Held sessions with both times; others are missing."),
        traits=NAMES_NO_ONE, literature="",
        measure=_minutes, combine=median, periods=Periods.ALL,
    ),
    Indicator(
        id="sessions_within_45", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Sessions within 45 minutes"),
        formula=N_("sessions of at most 45 minutes ÷ held sessions with both times"),
        denominator=N_("Held sessions with both times; 45 minutes is the publication's example."),
        traits=NAMES_NO_ONE, literature="",
        measure=_minutes, combine=ratio, interval=Interval.WILSON, periods=Periods.ALL,
    ),
    Indicator(
        id="visits_per_sprint", topic=TOPIC, unit="per_sprint", source=SourceClass.EXPORT,
        name=N_("Visits per sprint"),
        formula=N_("visits held ÷ ended sprints"),
        denominator=N_("Sprints 1 … n that have ended."),
        traits=NAMES_NO_ONE, literature="",
        measure=_visits_per_sprint, combine=ratio,
    ),
)  # fmt: skip
