"""One community whose organisation exports every table, and one figure made of it."""

from __future__ import annotations

from typing import Any

import polars as pl

from lcdata.contracts.marts import MARTS, Marts
from lcdata.contracts.registry import TABLES
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.pooling import cells

from .builders import Rows, day, marts

COMMUNITY = "a/c1"

Said = tuple[str, float | None, float | None, int]

START_WEEK = {"sprint_no": 0, "phase": "start", "planned_start": day(0), "planned_end": day(4)}


def exported(
    *absent: str,
    community: dict[str, Any] | None = None,
    others: Rows | None = None,
    without_value: tuple[str, ...] = (),
    **tables: Rows,
) -> Marts:
    """The marts of one community, its tables all delivered but those named absent.

    `others`: further communities of the same organisation, of which nothing else is known.
    `without_value`: columns (`table.column`) that hold no value in the whole delivery.
    """
    rows = {
        name: [{"community_id": COMMUNITY, **row} for row in given]
        if "community_id" in MARTS[name]
        else given
        for name, given in tables.items()
    }
    of = marts((), dim_community=[community or {}, *(others or [])], **rows)
    named: list[tuple[str, str | None]] = [(table, None) for table in TABLES]
    named += [(table, column) for table, row in TABLES.items() for column in row.model_fields]
    delivered = [
        {"delivered_by": owner, "table_name": table, "column_name": column}
        for owner in of["dim_community"]["delivered_by"].unique()
        for table, column in named
        if table not in absent and f"{table}.{column}" not in without_value
    ]
    return {**of, "delivered": pl.DataFrame(delivered, schema=MARTS["delivered"])}


def figure(of: Marts, indicator: str, period: str = "overall") -> dict[str, Any]:
    """The one record of an indicator at community grain."""
    chosen = [one for one in CATALOGUE if one.id == indicator]
    found = cells(chosen, Facts(of)).filter(
        (pl.col("grain") == "community")
        & (pl.col("entity_id") == COMMUNITY)
        & (pl.col("period") == period)
    )
    assert len(found) == 1
    return found.row(0, named=True)


def part_of(of: Marts, indicator: str, period: str = "overall") -> tuple[float, float]:
    """The numerator and denominator of a share that is there."""
    found = figure(of, indicator, period)
    assert found["status"] == "ok"
    return found["num"], found["den"]


def said(of: Marts, indicator: str) -> Said:
    """Its status, numerator, denominator and how many are missing."""
    found = figure(of, indicator)
    return found["status"], found["num"], found["den"], found["n_missing"]


def status(of: Marts, indicator: str, period: str = "overall") -> str:
    """Whether the figure is there, or why it is not."""
    return str(figure(of, indicator, period)["status"])
