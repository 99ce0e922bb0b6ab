"""Signals: prompts with their reason and dates, never a score (`indicators.md` section 2).

Why not "two missed": at 80 % attendance over six sessions that rule fires in 76 % of groups of
eight.
"""

from __future__ import annotations

import polars as pl

from lcdata.pipelines.facts import Facts

MISSED_IN_A_ROW = 3
ABSENT_IN_A_ROW = 2

MISSED_THREE = "missed_three"
ABSENT_TWICE = "absent_twice"

_PERSON = ("community_id", "person_id")

SIGNAL: dict[str, pl.DataType] = {
    "community_id": pl.String(),
    "kind": pl.String(),
    "person_id": pl.String(),
    "dates": pl.List(pl.Date()),
    "mechanism": pl.String(),
    "count": pl.Int64(),
}


def person_signals(facts: Facts) -> pl.DataFrame:
    """One row per signal about a member still active; `dates` = the run of missed sessions.

    `missed_three`: the last three known eligible sessions all missed (excused or absent).
    `absent_twice`: the last two both absent without notice. An unknown session neither counts
    nor breaks the row.
    """
    return pl.concat(
        [
            _run(facts, ["excused", "absent"], MISSED_IN_A_ROW, MISSED_THREE),
            _run(facts, ["absent"], ABSENT_IN_A_ROW, ABSENT_TWICE),
        ]
    ).sort("community_id", "person_id", "kind")


def _run(facts: Facts, states: list[str], least: int, kind: str) -> pl.DataFrame:
    """Active members whose latest known sessions, at least so many, are all in these states."""
    active = facts.members.filter(
        pl.col("left_on").is_null() | (pl.col("as_of") <= pl.col("left_on"))
    )
    newest_first = (
        facts.pairs.filter(pl.col("is_known"))
        .join(active, on=list(_PERSON), how="semi")
        .sort("planned_on", "session_id", descending=True)
        .with_columns(missed=pl.col("state").is_in(states))
    )
    unbroken = pl.col("missed").cum_min().over(_PERSON)
    return (
        newest_first.filter(unbroken)
        .group_by(_PERSON)
        .agg(dates=pl.col("planned_on").sort(), count=pl.len().cast(pl.Int64))
        .filter(pl.col("count") >= least)
        .with_columns(kind=pl.lit(kind), mechanism=pl.lit(None, dtype=pl.String))
        .select(pl.col(name).cast(dtype) for name, dtype in SIGNAL.items())
    )
