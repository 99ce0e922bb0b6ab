"""Warnings: rows that can be used, but look at them. Pure: tables in, findings out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import polars as pl

from lcdata.contracts.kinds import Kind
from lcdata.contracts.registry import TABLES
from lcdata.ingest.judging.cross_references import Finding

Tables: TypeAlias = Mapping[str, pl.DataFrame]

LONG_SESSION = dt.timedelta(hours=4)
LARGE_GROUP = 8
"""Members of a company's community; the facilitator and overarching communities do not count."""
OUTSIDE_DAYS = 60

_FRAME_OF_TIME = ("start_date", "planned_end_date", "ended_on")
_FACILITATOR = "facilitator"


def plausibility_findings(tables: Tables) -> Iterator[Finding]:
    """Everything in the accepted rows of one delivery that deserves a second look."""
    if "session" in tables:
        yield from _long_sessions(tables["session"])
    if "session" in tables and "attendance" in tables:
        yield from _cancelled(tables["session"], tables["attendance"])
    if "community" in tables:
        yield from _dates_outside(tables, tables["community"])
    if "community" in tables and "membership" in tables:
        yield from _large_groups(tables["community"], tables["membership"])


def _long_sessions(sessions: pl.DataFrame) -> Iterator[Finding]:
    took = pl.col("actual_end") - pl.col("actual_start")
    planned = pl.duration(minutes="planned_minutes")
    for row in sessions.filter(pl.coalesce(took, planned) > LONG_SESSION)["_row"]:
        yield Finding("session_long", "session", row, "actual_end", {})


def _cancelled(sessions: pl.DataFrame, attendance: pl.DataFrame) -> Iterator[Finding]:
    cancelled = sessions.filter(pl.col("status") == "cancelled")
    for row in attendance.join(cancelled, on="session_id", how="semi")["_row"]:
        yield Finding("attendance_on_cancelled", "attendance", row, "session_id", {})


def _large_groups(communities: pl.DataFrame, memberships: pl.DataFrame) -> Iterator[Finding]:
    members = memberships.filter(pl.col("role") != _FACILITATOR)
    sizes = members.group_by("community_id").agg(count=pl.len())
    groups = communities.filter(pl.col("organisation_id").is_not_null())
    large = groups.join(sizes, on="community_id").filter(pl.col("count") > LARGE_GROUP)
    for row, count in large.select("_row", "count").iter_rows():
        yield Finding("group_above_eight", "community", row, "community_id", {"count": count})


def _dates_outside(tables: Tables, communities: pl.DataFrame) -> Iterator[Finding]:
    """Dates far before the start or after the end of the row's community."""
    spans = communities.select(
        "community_id",
        _from=pl.col("start_date").dt.offset_by(f"-{OUTSIDE_DAYS}d"),
        _to=pl.coalesce("ended_on", "planned_end_date").dt.offset_by(f"{OUTSIDE_DAYS}d"),
    )
    for table, frame in tables.items():
        columns = _date_columns(table)
        if columns and "community_id" in frame.columns:
            placed = frame.join(spans, on="community_id")
            far = [~pl.col(name).cast(pl.Date).is_between("_from", "_to") for name in columns]
            for row in placed.filter(pl.any_horizontal(far)).iter_rows(named=True):
                yield from _outside(row, table, columns)


def _date_columns(table: str) -> list[str]:
    return [
        column.name
        for column in TABLES[table].columns().values()
        if column.kind in (Kind.DAY, Kind.MOMENT) and column.name not in _FRAME_OF_TIME
    ]


def _outside(row: Mapping[str, Any], table: str, columns: list[str]) -> Iterator[Finding]:
    """One finding per date of the row that lies outside its community's time."""
    for column in columns:
        if (day := row[column]) and not row["_from"] <= _date(day) <= row["_to"]:
            value = _date(day).isoformat()
            yield Finding("date_outside_community", table, row["_row"], column, {"value": value})


def _date(day: dt.date) -> dt.date:
    return day.date() if isinstance(day, dt.datetime) else day
