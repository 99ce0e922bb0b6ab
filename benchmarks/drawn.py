"""Deliveries drawn from a seed, made to be hard on disclosure control; fictitious.

Groups of three to eight, often of exactly four or five, companies with one group, members who
leave, sprints with few known marks or with nobody there, sessions outside every sprint. `later`
is the delivery that follows: one company's, with one thing changed in one group.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeAlias

Row: TypeAlias = dict[str, str]
Tables: TypeAlias = dict[str, list[Row]]

START = dt.date(2026, 8, 31)
EXPORTED = "2026-11-16 17:00"
EXPORTED_LATER = "2026-11-16 22:00"
SPRINT_DAYS = 21
CONSORTIUM = "consortium"

SIZES = (3, 4, 4, 4, 5, 5, 5, 6, 7, 8)
MARKS = (*("present",) * 6, "late", "excused", "absent", "unknown")
"""Each as likely as it is frequent here."""


@dataclass(frozen=True)
class Drawn:
    """The tables of each organisation that delivers."""

    tables: Mapping[str, Tables]

    def write(self, folder: Path) -> list[Path]:
        """Writes a folder per organisation; returns the folders."""
        for organisation, tables in self.tables.items():
            for name, rows in tables.items():
                _write(folder / organisation / f"{name}.csv", rows)
        return [folder / organisation for organisation in sorted(self.tables)]


def draw(seed: int) -> Drawn:
    """A consortium of four to eight companies and its overarching community."""
    source = Random(seed)
    companies = [f"company-{number}" for number in range(source.randint(4, 8))]
    tables = {name: _company(source, name) for name in companies}
    tables[CONSORTIUM] = _delivery(CONSORTIUM)
    tables[CONSORTIUM]["organisation"] = [
        {"organisation_id": name, "name": name.title(), "kind": "company"} for name in companies
    ]
    _community(source, tables[CONSORTIUM], "c1", companies)
    return Drawn(tables)


def _company(source: Random, name: str) -> Tables:
    tables = _delivery(name)
    for number in range(source.choice((1, 1, 1, 2, 2, 3))):
        _community(source, tables, f"c{number + 1}", [name])
    return tables


def _delivery(organisation: str) -> Tables:
    cover = {"organisation_id": organisation, "contract_version": "1.0", "exported_at": EXPORTED}
    kept = ("community", "membership", "session", "attendance", "sprint")
    return {"delivery": [cover], **{name: [] for name in kept}}


def _community(source: Random, tables: Tables, name: str, homes: list[str]) -> None:
    owner = tables["delivery"][0]["organisation_id"]
    start = START + dt.timedelta(7 * source.choice((0, 0, 0, 1, 3)))
    tables["community"].append(
        {
            "community_id": name,
            "organisation_id": "" if owner == CONSORTIUM else owner,
            "name": f"Community {name}",
            "question": "?",
            "start_date": f"{start}",
            "planned_end_date": f"{start + dt.timedelta(100)}",
        }
    )
    people = [f"{owner}-{name}-p{number}" for number in range(source.choice(SIZES))]
    for person in people:
        left = start + dt.timedelta(source.randint(20, 60)) if source.random() < 0.12 else ""
        tables["membership"].append(
            {
                "community_id": name, "person_id": person, "organisation_id": source.choice(homes),
                "role": "employee", "joined_on": f"{start}", "left_on": f"{left}",
            }
        )  # fmt: skip
    for number in range(source.randint(1, 4) + 1):
        _sprint(source, tables, name, number, start, people)
    if source.random() < 0.3:
        day = start + dt.timedelta(-source.randint(1, 6))
        _session(source, tables, name, "", day, people)


def _sprint(
    source: Random, tables: Tables, name: str, number: int, start: dt.date, people: list[str]
) -> None:
    begin = start + dt.timedelta(7 + SPRINT_DAYS * (number - 1)) if number else start
    length = SPRINT_DAYS if number else 7
    tables["sprint"].append(
        {
            "community_id": name, "sprint_no": f"{number}",
            "phase": "sprint" if number else "start", "planned_start": f"{begin}",
            "planned_end": f"{begin + dt.timedelta(length - 1)}",
        }
    )  # fmt: skip
    for _ in range(source.choice((0, 1, 1, 2, 3)) if number else 1):
        day = begin + dt.timedelta(source.randrange(length))
        _session(source, tables, name, f"{number}", day, people)


def _session(
    source: Random, tables: Tables, name: str, sprint: str, day: dt.date, people: list[str]
) -> None:
    owner = tables["delivery"][0]["organisation_id"]
    session = f"{owner}-s{len(tables['session'])}"
    tables["session"].append(_held(session, name, sprint, day))
    luck = source.random()
    states = [source.choice(MARKS) for _ in people]
    if luck < 0.08:
        states = [source.choice(("absent", "excused")) for _ in people]
    elif luck < 0.2:
        few = source.sample(range(len(people)), source.randint(1, 3))
        states = [state if place in few else "" for place, state in enumerate(states)]
    tables["attendance"] += [
        _mark(session, person, state) for person, state in zip(people, states, strict=True) if state
    ]


def _held(session: str, community: str, sprint: str, day: dt.date) -> Row:
    return {
        "session_id": session, "community_id": community, "sprint_no": sprint, "kind": "work",
        "planned_start": f"{day} 15:30", "status": "held",
    }  # fmt: skip


def _mark(session: str, person: str, state: str) -> Row:
    return {"session_id": session, "person_id": person, "status": state}


def later(drawn: Drawn, kind: str, seed: int) -> Drawn:
    """The next delivery of one company, in which this kind of change befell one group."""
    source = Random(f"{seed} {kind}")
    company = source.choice(sorted(set(drawn.tables) - {CONSORTIUM}))
    tables = deepcopy(drawn.tables[company])
    tables["delivery"][0]["exported_at"] = EXPORTED_LATER
    community = source.choice(tables["community"])["community_id"]
    CHANGES[kind](source, tables, community)
    return Drawn({company: tables})


def _corrected(source: Random, tables: Tables, community: str) -> None:
    """One old mark says the opposite."""
    sessions = {row["session_id"] for row in tables["session"] if row["community_id"] == community}
    old = [row for row in tables["attendance"] if row["session_id"] in sessions]
    mark = source.choice(old)
    mark["status"] = "absent" if mark["status"] in {"present", "late"} else "present"


def _corrected_and_one_more(source: Random, tables: Tables, community: str) -> None:
    """One old mark says the opposite, and there is one more session with one known mark."""
    _corrected(source, tables, community)
    _add_session(source, tables, community, 1)


def _one_more_session(source: Random, tables: Tables, community: str) -> None:
    """One more session, of which the whole register is filled in."""
    _add_session(source, tables, community, len(_members(tables, community)))


def _leaver(source: Random, tables: Tables, community: str) -> None:
    """Somebody turns out to have left after the first week."""
    member = source.choice(_members(tables, community))
    joined = dt.date.fromisoformat(member["joined_on"])
    member["left_on"] = f"{joined + dt.timedelta(7)}"


def _late_mark(source: Random, tables: Tables, community: str) -> None:
    """A mark that nobody had filled in; where there is none, an old one is corrected."""
    people = {row["person_id"] for row in _members(tables, community)}
    unknown = [
        row
        for row in tables["attendance"]
        if row["status"] == "unknown" and row["person_id"] in people
    ]
    if unknown:
        source.choice(unknown)["status"] = source.choice(("present", "absent"))
    else:
        _corrected(source, tables, community)


def _add_session(source: Random, tables: Tables, community: str, marks: int) -> None:
    sprint = source.choice([row for row in tables["sprint"] if row["community_id"] == community])
    day = dt.date.fromisoformat(sprint["planned_start"]) + dt.timedelta(source.randrange(5))
    session = f"{tables['delivery'][0]['organisation_id']}-added"
    tables["session"].append(_held(session, community, sprint["sprint_no"], day))
    for member in _members(tables, community)[:marks]:
        state = source.choice(("present", "absent"))
        tables["attendance"].append(_mark(session, member["person_id"], state))


def _members(tables: Tables, community: str) -> list[Row]:
    return [row for row in tables["membership"] if row["community_id"] == community]


CHANGES: Mapping[str, Callable[[Random, Tables, str], None]] = {
    "a corrected mark": _corrected,
    "a corrected mark and a session with one mark": _corrected_and_one_more,
    "an added session": _one_more_session,
    "a leaver": _leaver,
    "a late mark": _late_mark,
}


def _write(file: Path, rows: list[Row]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        if rows:
            writer = csv.DictWriter(out, rows[0])
            writer.writeheader()
            writer.writerows(rows)
