"""The register with its coming sessions: a row to fill in for who is expected at each."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lcdata.contracts.registry import TABLES

_NEEDED = ("session", "membership")


def with_planned(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The delivered register, then every planned session with its members, marked unknown.

    Facilitators are in no figure of attendance, so they get no row.
    """
    known = tables.get("attendance", pl.DataFrame(schema=TABLES["attendance"].frame_schema()))
    if any(name not in tables for name in _NEEDED):
        return known
    day, left = pl.col("planned_start").dt.date(), pl.col("left_on")
    expected = (
        tables["session"]
        .filter(pl.col("status") == "planned")
        .join(tables["membership"].filter(pl.col("role") != "facilitator"), on="community_id")
        .filter(day >= pl.col("joined_on"), left.is_null() | (day <= left))
        .join(known, on=["session_id", "person_id"], how="anti")
        .sort("planned_start", "session_id", "person_id")
        .select("session_id", "person_id", pl.lit("unknown").alias("status"))
    )
    return pl.concat([known, expected], how="diagonal")


def to_read_by(
    register: pl.DataFrame, tables: Mapping[str, pl.DataFrame], *, name: str, day: str
) -> pl.DataFrame:
    """Who and when, for each row of the register, under these heads."""
    read = register.select("session_id", "person_id")
    persons, sessions = tables.get("person"), tables.get("session")
    if persons is not None:
        shown = persons.select("person_id", pl.col("display_name").alias(name))
        read = read.join(shown, on="person_id", how="left", maintain_order="left")
    if sessions is not None:
        shown = sessions.select("session_id", pl.col("planned_start").dt.date().alias(day))
        read = read.join(shown, on="session_id", how="left", maintain_order="left")
    return read.drop("session_id", "person_id")
