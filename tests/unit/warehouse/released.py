"""A small release to read: three companies, an overarching community, one row of everything.

Every text that belongs to one organisation or community holds its id, so that a leak can be
found by looking for the id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import polars as pl

from lcdata.contracts import cells
from lcdata.contracts import published as p
from lcdata.contracts.progress import ManagerAction, SprintFact
from lcdata.contracts.register import Mark, Member, Signal
from lcdata.disclosure.policy import read_policy
from lcdata.disclosure.viewers import reach_table
from lcdata.domain import OVERARCHING_ID, Kind
from lcdata.pipelines.computed import TRAITS
from lcdata.warehouse.releases import SOURCES, ReleaseContent, Releases

DAY = dt.date(2026, 3, 3)
NOON = dt.datetime(2026, 3, 3, 12)

COMPANIES = ("alpha", "beta", "gamma")
COMMUNITIES = {
    "alpha/c1": "alpha",
    "alpha/c2": "alpha",
    "beta/c1": "beta",
    "gamma/c1": "gamma",
    "consortium/c1": None,
}
UNITS = [
    *(("community", name) for name in COMMUNITIES),
    *(("company", name) for name in COMPANIES),
    ("consortium", "consortium"),
    ("overarching", "overarching"),
]
OWN = 3
"""What is missing in the version for those whose own unit it is; nothing in the others."""

INDICATORS = (
    "attendance_rate",
    "sprints_in_time_box",
    "retention",
    "design.B1.shared_goal",
    "design.C3.sdl_change",
    "design.support.response_rate",
    "mean.autonomy",
    "change.autonomy",
    "dz.autonomy",
    "gav.autonomy",
    "alpha.autonomy",
    "omega.autonomy",
    "response_rate",
    "prorated_share",
    "contact.interviews",
)

_TYPES: dict[str, Any] = {
    "dates": pl.List(pl.Date),
    "num": pl.Float64,
    "organisation_id": pl.String,
    "other_organisation_id": pl.String,
    "person_id": pl.String,
    "mechanism": pl.String,
    "place": pl.String,
    "sheet": pl.String,
    "left_out": pl.Int64,
    "as_of": pl.Date,
}


def frame(records: Sequence[Any]) -> pl.DataFrame:
    names = [field.name for field in fields(records[0])]
    overrides = {name: dtype for name, dtype in _TYPES.items() if name in names}
    rows = [
        tuple(list(value) if isinstance(value, tuple) else value for value in astuple(record))
        for record in records
    ]
    return pl.DataFrame(rows, schema=names, schema_overrides=overrides, orient="row")


def cell(indicator: str, grain: str, entity_id: str, n_missing: int = 0) -> cells.Cell:
    numbers = (6, 8, 0.75, 0.4, 0.9, 8, n_missing)
    return cells.Cell(indicator, grain, entity_id, "overall", *numbers, "ok")


def community(name: str, company: str | None) -> p.Community:
    text = f"of {name}"
    return p.Community(
        name, company, text, text, text, text, DAY, DAY, None, 7, DAY, "running", 1, 10
    )


def guarded_cells(reached: pl.DataFrame) -> pl.DataFrame:
    """One cell of each indicator in each unit and version that anybody reaches."""
    units = reached.select("kind", "grain", "entity_id", "is_own").unique().sort(pl.all()).rows()
    found = [
        (cell(name, grain, entity_id, n_missing=OWN if is_own else 0), kind, is_own)
        for name in INDICATORS
        for kind, grain, entity_id, is_own in units
        if kind == kind_of(name)
    ]
    return frame([made for made, _, _ in found]).with_columns(
        pl.col("den", "n_persons", "n_missing").cast(pl.Int64).cast(pl.String),
        kind=pl.Series([kind for _, kind, _ in found]),
        is_own=pl.Series([is_own for _, _, is_own in found]),
    )


def kind_of(indicator: str) -> str:
    traits = TRAITS.get(indicator)
    return str(traits.kind if traits else Kind.SURVEY)


def owners() -> dict[str, str]:
    return {name: owner or OVERARCHING_ID for name, owner in COMMUNITIES.items()}


def pages() -> dict[str, pl.DataFrame]:
    deliverers = (*COMPANIES, "consortium")
    policy = read_policy()
    reached = reach_table(owners(), policy)
    organisations = [p.Organisation(name, f"Name {name}", name, "company") for name in COMPANIES]
    organisations.append(p.Organisation("school", "Name school", "school", "education"))
    return {
        "cells": guarded_cells(reached),
        "reach": reached,
        "policy": policy.as_table(),
        "definitions": frame([cells.Definition(*["x"] * 10)]),
        "scales": frame([p.Scale("A", "autonomy", 4, 1, 7, "A citation", "CC0")]),
        "funnel": frame([cells.FunnelLimit(10, 0.3, 0.5, 0.9, 1.0)]),
        "organisations": frame(organisations),
        "communities": frame([community(*pair) for pair in COMMUNITIES.items()]),
        "phases": frame([p.Phase(c, 0, "start", DAY, DAY, DAY, DAY) for c in COMMUNITIES]),
        "burn_up": frame([p.BurnUpPoint(c, 1, DAY, 4, 2) for c in COMMUNITIES]),
        "sprint_facts": frame(
            [
                SprintFact(c, 1, DAY, DAY, True, True, 0, True, True, DAY, DAY, True)
                for c in COMMUNITIES
            ]
        ),
        "manager_actions": frame([ManagerAction(c, f"of {c}", DAY, DAY, DAY) for c in COMMUNITIES]),
        "weeks": frame([cells.WeekPoint("company", "alpha", 1, 6, 8)]),
        "meetings": frame(
            [p.Meeting(f"{c}/s", c, 0, "work", NOON, 45, "held", None) for c in COMMUNITIES]
        ),
        "product_versions": frame([p.ProductVersion(c, 1, DAY, "colleagues") for c in COMMUNITIES]),
        "visits": frame([p.Visit(c, DAY, "out", "education", "school") for c in COMMUNITIES]),
        "shared_sessions": frame(
            [
                p.SharedSession("alpha", "beta", 3),
                p.SharedSession("alpha", "gamma", 2),
                p.SharedSession("beta", "gamma", 1),
            ]
        ),
        "delivery_lines": frame(
            [
                p.DeliveryLine(o, f"id-{o}", NOON, NOON, "accepted", True, "session", 1, 1, 0, 0)
                for o in deliverers
            ]
        ),
        "delivery_issues": frame(
            [
                p.DeliveryIssue(o, f"id-{o}", "warning", "x", f"{o}.csv", None, 2, "place", "{}")
                for o in deliverers
            ]
        ).with_columns(for_deliverer=pl.lit(value=False)),
        "signals": signals(),
    }


def signals() -> pl.DataFrame:
    """One that names no one, and one of members in both versions, per community."""
    kinds = {"late": None, "of_members": True, "of_published_members": False}
    return pl.concat(
        frame([Signal(c, kind, None, (DAY,), "B3", 1) for c in COMMUNITIES]).with_columns(
            is_own=pl.lit(is_own, dtype=pl.Boolean)
        )
        for kind, is_own in kinds.items()
    )


def persons() -> dict[str, pl.DataFrame]:
    return {
        "members": frame(
            [
                Member(c, f"{c}/p", f"Person {c}", "employee", "field", DAY, DAY, c.split("/")[0])
                for c in COMMUNITIES
            ]
        ),
        "marks": frame([Mark(c, f"{c}/s", f"{c}/p", "present") for c in COMMUNITIES]),
        "person_signals": frame(
            [Signal(c, "missed_three", f"{c}/p", (DAY, DAY), None, 2) for c in COMMUNITIES]
        ),
    }


def content(delivery_id: str = "d1") -> ReleaseContent:
    return ReleaseContent(
        pages=pages(),
        raw={
            "cells": frame([cell("attendance_rate", *unit) for unit in UNITS]),
            "policy": read_policy().as_table(),
        },
        persons=persons(),
        sources=pl.DataFrame([("alpha", delivery_id, NOON)], schema=SOURCES, orient="row"),
        is_sample=False,
        program="p1",
    )


def publish(data: Path, delivery_id: str = "d1") -> str:
    return Releases(data / "releases").publish(content(delivery_id))
