"""Small deliveries, written out by hand: two companies and the consortium."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from lcdata.contracts.registry import TABLES

Rows = list[dict[str, Any]]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def frame(table: str, rows: Rows) -> pl.DataFrame:
    schema = TABLES[table].frame_schema()
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def delivery(organisation_id: str, exported_at: str, **tables: Rows) -> dict[str, pl.DataFrame]:
    head = {
        "organisation_id": organisation_id,
        "contract_version": "1.0",
        "exported_at": moment(exported_at),
    }
    return {
        "delivery": frame("delivery", [head]),
        **{table: frame(table, rows) for table, rows in tables.items()},
    }


def community(community_id: str, organisation_id: str | None, **more: object) -> dict[str, Any]:
    return {
        "community_id": community_id,
        "organisation_id": organisation_id,
        "name": f"Community {community_id}",
        "question": "How do we work together?",
        "start_date": day("2026-03-02"),
        "planned_end_date": day("2026-05-03"),
        **more,
    }


def member(
    community_id: str, person_id: str, organisation_id: str, **more: object
) -> dict[str, Any]:
    return {
        "community_id": community_id,
        "person_id": person_id,
        "organisation_id": organisation_id,
        "role": "employee",
        "joined_on": day("2026-03-02"),
        **more,
    }


def sprint(community_id: str, number: int, start: str, end: str) -> dict[str, Any]:
    return {
        "community_id": community_id,
        "sprint_no": number,
        "phase": "start" if number == 0 else "sprint",
        "planned_start": day(start),
        "planned_end": day(end),
    }


def session(
    session_id: str, community_id: str, start: str, sprint_no: int | None = None
) -> dict[str, Any]:
    return {
        "session_id": session_id,
        "community_id": community_id,
        "sprint_no": sprint_no,
        "kind": "work",
        "planned_start": moment(start),
        "status": "held",
    }


def consortium(**tables: Rows) -> dict[str, pl.DataFrame]:
    organisations = [
        {"organisation_id": "alpha", "name": "Alpha Installaties", "kind": "company"},
        {
            "organisation_id": "beta",
            "name": "Beta Techniek",
            "short_name": "Beta",
            "kind": "company",
        },
        {"organisation_id": "school", "name": "De School", "kind": "education"},
    ]
    given: dict[str, Rows] = {
        "organisation": organisations,
        "community": [community("c1", None)],
        "membership": [
            member("c1", "alpha/007", "alpha"),
            member("c1", "school/1", "school", role="teacher"),
        ],
    }
    return delivery("consortium", "2026-04-02T09:00", **{**given, **tables})


def alpha(**tables: Rows) -> dict[str, pl.DataFrame]:
    given: dict[str, Rows] = {
        "community": [community("c1", "alpha")],
        "membership": [
            member("c1", "007", "alpha"),
            member("c1", "008", "alpha", role="facilitator"),
        ],
        "sprint": [
            sprint("c1", 0, "2026-03-02", "2026-03-08"),
            sprint("c1", 1, "2026-03-09", "2026-03-29"),
        ],
        "session": [session("s1", "c1", "2026-03-03T08:00", 0)],
        "attendance": [{"session_id": "s1", "person_id": "007", "status": "present"}],
    }
    return delivery("alpha", "2026-04-01T23:30", **{**given, **tables})
