"""What of a delivery has been kept long enough: rows about persons of ended communities. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

Tables: TypeAlias = Mapping[str, pl.DataFrame]

_SURVEYS = ("survey_invitation", "survey_answer")
_OWNERS = (
    ("reflection", "person_id"),
    ("sprint_item", "owner_person_id"),
    ("action", "owner_person_id"),
)
"""Columns that are emptied, because their row says something about the community too."""


@dataclass(frozen=True)
class Terms:
    """Months after a community's end that rows about its persons are kept."""

    registers: int
    surveys: int


@dataclass(frozen=True)
class Expired:
    """What of one delivery is past its term.

    Attributes:
        registers: communities whose registers, memberships, names and personal goals are.
        surveys: communities whose survey rows are.
        is_bare: no community stands in the delivery and the delivery itself is past the term,
            so that nothing says whose persons are in it.
    """

    registers: frozenset[str]
    surveys: frozenset[str]
    is_bare: bool

    @property
    def is_any(self) -> bool:
        """Whether anything is; then the delivered bytes are too, for they hold every column."""
        return bool(self.registers or self.surveys or self.is_bare)


def expired(tables: Tables, exported_at: dt.datetime, today: dt.date, terms: Terms) -> Expired:
    """What of these accepted tables is past its term on a day.

    A community ends on `ended_on`, else on `planned_end_date`; its term is over on the day so
    many calendar months later.
    """
    communities = tables.get("community")
    if communities is None or communities.is_empty():
        last = pl.Series([exported_at.date()]).dt.offset_by(f"{terms.registers}mo")[0]
        return Expired(frozenset(), frozenset(), is_bare=last <= today)
    return Expired(
        _ended(communities, terms.registers, today),
        _ended(communities, terms.surveys, today),
        is_bare=False,
    )


def without_expired(tables: Tables, past: Expired) -> dict[str, pl.DataFrame]:
    """The tables without what is past its term.

    A table of which no row is left is left out: absent means "not measured", empty would mean
    "nothing happened".
    """
    if not past.is_any:
        return dict(tables)
    kept = _without_registers(dict(tables), pl.col("community_id").is_in(list(past.registers)))
    in_survey_past = pl.col("community_id").is_in(list(past.surveys))
    kept |= {name: kept[name].filter(~in_survey_past) for name in _SURVEYS if name in kept}
    return {name: frame for name, frame in kept.items() if frame.height or not tables[name].height}


def _without_registers(kept: dict[str, pl.DataFrame], in_past: pl.Expr) -> dict[str, pl.DataFrame]:
    """Without rows, names and owners of communities in the past."""
    for table, through in (("attendance", "session"), ("activity_part", "activity")):
        if table in kept and through in kept:
            gone = kept[through].filter(in_past)
            kept[table] = kept[table].join(gone, on=f"{through}_id", how="anti")
    if "membership" in kept:
        kept["membership"] = kept["membership"].filter(~in_past)
    if "goal" in kept:
        kept["goal"] = _without_personal_goals(kept["goal"], in_past)
    for table, column in _OWNERS:
        if table in kept:
            emptied = pl.when(~in_past).then(pl.col(column)).alias(column)
            kept[table] = kept[table].with_columns(emptied)
    if "person" in kept:
        kept["person"] = _still_known(kept)
    return kept


def _ended(communities: pl.DataFrame, months: int, today: dt.date) -> frozenset[str]:
    end = pl.coalesce("ended_on", "planned_end_date").dt.offset_by(f"{months}mo")
    return frozenset(communities.filter(end <= today)["community_id"])


def _without_personal_goals(goals: pl.DataFrame, in_past: pl.Expr) -> pl.DataFrame:
    """Without goals of one person, and without pointing at those; shared goals stay."""
    kept = goals.filter(~(in_past & pl.col("person_id").is_not_null()))
    parent = pl.col("parent_goal_id")
    return kept.with_columns(
        pl.when(parent.is_in(kept["goal_id"].to_list())).then(parent).alias("parent_goal_id")
    )


def _still_known(tables: Tables) -> pl.DataFrame:
    """Names of whoever is still a member somewhere, or still stands in a register."""
    naming = [
        tables[table]["person_id"] for table in ("membership", "attendance") if table in tables
    ]
    ids = pl.concat(naming).unique().to_list() if naming else []
    return tables["person"].filter(pl.col("person_id").is_in(ids))
