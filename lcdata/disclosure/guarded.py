"""What the guard publishes, and how it names things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from lcdata.disclosure.records import Record
from lcdata.disclosure.sums import Sum
from lcdata.domain import OVERARCHING_ID

Key: TypeAlias = tuple[str, str, str, str]
"""Indicator, grain, entity and period of a record."""

MADE_OF: dict[str, pl.DataType] = {
    "viewer": pl.String(),
    "indicator": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
    "period": pl.String(),
    "community_id": pl.String(),
}
"""Which communities a shown sum about persons holds; for the audit, never for a page."""


@dataclass(frozen=True)
class Guarded:
    """What the guard publishes.

    Attributes:
        cells: `viewer` and the columns of a published cell; one row per viewer and figure.
        made_of: which communities each shown sum about persons holds (`MADE_OF`).
        weeks: attendance by cycle week per viewer and unit.
        atoms: what was weighed, for the audit.
    """

    cells: pl.DataFrame
    made_of: pl.DataFrame
    weeks: pl.DataFrame
    atoms: pl.DataFrame


def owners_of(communities: pl.DataFrame) -> dict[str, str]:
    """Community → its company, or `overarching`."""
    pairs = communities.select("community_id", pl.col("organisation_id").fill_null(OVERARCHING_ID))
    return dict(pairs.iter_rows())


def by_key(cells: pl.DataFrame) -> dict[Key, Record]:
    """The records by indicator, grain, entity and period."""
    return {
        (row["indicator"], row["grain"], row["entity_id"], row["period"]): row
        for row in cells.iter_rows(named=True)
    }


def made_of_rows(viewer: str, one: Sum) -> Iterator[tuple[str, ...]]:
    """One row of `MADE_OF` per community in a sum."""
    for community in sorted(one.communities):
        unit = (str(one.target.grain), one.target.entity_id, one.period)
        yield viewer, one.indicator, *unit, community
