"""Small marts for the tests: only the columns a case is about are spelled out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from lcdata.contracts.marts import MARTS, Marts
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.pooling import cells

START = dt.date(2026, 9, 7)
AS_OF = dt.date(2026, 11, 16)

_DEFAULTS: dict[str, dict[str, Any]] = {
    "dim_organisation": {"kind": "company"},
    "dim_community": {
        "community_id": "a/c1",
        "delivered_by": "a",
        "organisation_id": "a",
        "name": "Proef",
        "question": "Hoe?",
        "start_date": START,
        "planned_end_date": dt.date(2026, 11, 20),
        "cadence_days": 7,
        "as_of": AS_OF,
    },
    "dim_member": {
        "community_id": "a/c1",
        "organisation_id": "a",
        "role": "employee",
        "is_member": True,
        "joined_on": START,
    },
    "fct_session": {"community_id": "a/c1", "kind": "work", "status": "held"},
    "fct_attendance": {"community_id": "a/c1"},
    "fct_sprint": {"community_id": "a/c1", "phase": "sprint"},
    "fct_visit": {"community_id": "a/c1", "direction": "out", "other_kind": "company"},
    "fct_activity_part": {"community_id": "a/c1"},
}

Rows = list[dict[str, Any]]


def day(offset: int) -> dt.date:
    """The date so many days after the start of the community."""
    return START + dt.timedelta(days=offset)


def session(session_id: str, offset: int, **more: object) -> dict[str, Any]:
    """A held session on a day counted from the start."""
    when = day(offset)
    moment = dt.datetime.combine(when, dt.time(16))
    return {"session_id": session_id, "planned_on": when, "planned_start": moment, **more}


def marts(absent: tuple[str, ...] = (), **tables: Rows) -> Marts:
    """Marts with these rows; every table counts as delivered but those named absent."""
    frames = {name: _frame(name, tables.get(name, [])) for name in MARTS if name != "delivered"}
    owners = frames["dim_community"]["delivered_by"].unique().to_list()
    delivered = [
        {"delivered_by": owner, "table_name": table, "column_name": None}
        for owner in owners
        for table in _CONTRACT_TABLES
        if table not in absent
    ]
    return {**frames, "delivered": pl.DataFrame(delivered, schema=MARTS["delivered"])}


def records(of: Marts, *ids: str) -> pl.DataFrame:
    """The records of these indicators; of the whole catalogue when none is named."""
    return cells([one for one in CATALOGUE if not ids or one.id in ids], Facts(of))


def record(
    of: Marts,
    indicator: str,
    grain: str = "community",
    entity_id: str = "a/c1",
    period: str = "overall",
) -> dict[str, Any]:
    """The one record with this key."""
    found = records(of, indicator).filter(
        (pl.col("grain") == grain)
        & (pl.col("entity_id") == entity_id)
        & (pl.col("period") == period)
    )
    assert len(found) == 1
    return found.row(0, named=True)


_CONTRACT_TABLES = (
    "session", "attendance", "membership", "sprint", "visit", "activity", "activity_part",
)  # fmt: skip


def _frame(name: str, rows: Rows) -> pl.DataFrame:
    full = [{**dict.fromkeys(MARTS[name]), **_DEFAULTS.get(name, {}), **row} for row in rows]
    return pl.DataFrame(full, schema=MARTS[name], orient="row")
