"""A small consortium in the notation of `registers`, through the indicators' own formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import polars as pl

from lcdata.contracts.marts import MARTS, Marts
from lcdata.contracts.registry import TABLES
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.computed import Computed
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.observed import observe
from lcdata.pipelines.pooling import pool
from tests.unit.pipelines.builders import Rows, day, marts, session

from .registers import STATES, Session

Registers: TypeAlias = Mapping[str, Sequence[Session]]
"""The sessions of each community; those of company `o` belong to no company."""

OVERARCHING = "o"


def company(community: str) -> str:
    return community.split("/", maxsplit=1)[0]


def owner(community: str) -> str | None:
    """The company of a community; None for the overarching one."""
    return company(community) if company(community) != OVERARCHING else None


def of_registers(registers: Registers, members: Rows | None = None, **more: Rows) -> Marts:
    """The marts of these registers; a session of week n is held on its own day of that week.

    Args:
        registers: the sessions and their marks.
        members: what else is known of a member: `person_id` and further columns.
        more: rows of further tables.
    """
    known = {row["person_id"]: row for row in members or []}
    tables: dict[str, Rows] = {
        "dim_community": [
            {"community_id": name, "delivered_by": company(name), "organisation_id": owner(name)}
            for name in registers
        ],
        "dim_member": [
            {"community_id": name, "organisation_id": company(name), **known.get(person, {}),
             "person_id": person}
            for name, sessions in registers.items()
            for person in persons(name, max((len(marks) for *_, marks in sessions), default=0))
        ],
        "fct_sprint": [
            {"community_id": name, "sprint_no": number, "planned_start": day(0),
             "planned_end": day(20)}
            for name, sessions in registers.items()
            for number in sorted({_number(sprint) for _, sprint, _, _ in sessions if sprint})
        ],
        "fct_session": [
            session(f"{name}/{key}", 7 * ((week or 0) - 1) + place % 7, community_id=name,
                    sprint_no=_number(sprint) if sprint else None)
            for name, sessions in registers.items()
            for place, (key, sprint, week, _) in enumerate(sessions)
        ],
        "fct_attendance": [
            {"session_id": f"{name}/{key}", "community_id": name, "person_id": person,
             "status": STATES[mark]}
            for name, sessions in registers.items()
            for key, _, _, marks in sessions
            for person, mark in zip(persons(name, len(marks)), marks, strict=True)
            if mark not in "u-"
        ],
    }  # fmt: skip
    of = marts((), **tables, **more)
    named: list[tuple[str, str | None]] = [(table, None) for table in TABLES]
    named += [(table, column) for table, row in TABLES.items() for column in row.model_fields]
    delivered = [
        {"delivered_by": name, "table_name": table, "column_name": column}
        for name in sorted({company(name) for name in registers})
        for table, column in named
    ]
    return {**of, "delivered": pl.DataFrame(delivered, schema=MARTS["delivered"])}


def persons(community: str, count: int) -> list[str]:
    return [f"{community}/p{place}" for place in range(count)]


def computed(of: Marts, *indicators: str) -> Computed:
    """These indicators of the marts, in the place of the whole catalogue."""
    facts = Facts(of)
    observed = observe([one for one in CATALOGUE if one.id in indicators], facts)
    return Computed(pool(observed, observed.units), observed, facts, {})


def figures(records: pl.DataFrame, *columns: str, **where: str) -> dict[tuple[str, str, str], Any]:
    """The wanted columns of some records, by grain, entity and period."""
    chosen = records.filter(*(pl.col(name) == value for name, value in where.items()))
    keys = ["grain", "entity_id", "period"]
    assert chosen.select(keys).is_unique().all()
    return {
        tuple(row[name] for name in keys): (
            row[columns[0]] if len(columns) == 1 else tuple(row[name] for name in columns)
        )
        for row in chosen.iter_rows(named=True)
    }


def everybody(names: Iterable[str], marks: str = "pppppp") -> dict[str, list[Session]]:
    """A register of one session in week 1 for each community."""
    return {name: [("s1", "sprint_1", 1, marks)] for name in names}


def _number(sprint: str) -> int:
    return int(sprint.removeprefix("sprint_"))
