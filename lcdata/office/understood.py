"""From a file of the office to rows of the contract, as far as it and the answers go. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.office.calendars import Appointment
from lcdata.office.foreign import Foreign, Kind
from lcdata.office.matching import NONE, Planned
from lcdata.office.people import Member, plain
from lcdata.office.questions import Answers, Question, answer_to
from lcdata.office.registers import Register, register_of
from lcdata.office.teams import Meeting, meetings

Tables = Mapping[str, pl.DataFrame]
"""Table → the contract's columns; what an organisation has now, additions included."""

_HOUR = 60
"""Minutes of a session whose length nobody planned."""
_KINDS = {
    "review": re.compile(r"review|demonstratie|presentatie", re.IGNORECASE),
    "start": re.compile(r"\bstart|kick-?off", re.IGNORECASE),
    "closing": re.compile(r"\bslot|afsluit|\bclosing", re.IGNORECASE),
    "work": re.compile(r"werk|work|sprint", re.IGNORECASE),
}
"""What a title calls a session; the first that fits."""


@dataclass
class Understood:
    """Rows, and what is open.

    Attributes:
        rows: table → rows by the contract's column names.
        told: what to show of the file: its title, its day, how many persons.
        held: names that were left open.
        left_out: entries of a calendar that are no session, and why.
        questions: to be answered before anything is taken in.
        confirmed: key of an identity → person id.
    """

    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)

    def frames(self) -> dict[str, pl.DataFrame]:
        """The rows as frames in the contract's columns and types.

        Raises:
            KeyError: a row has a column that the contract does not; it would be lost in silence.
        """
        for table, rows in self.rows.items():
            strange = {name for row in rows for name in row} - set(TABLES[table].columns())
            if strange:
                raise KeyError(*strange)
        return {
            table: pl.DataFrame(rows, schema=TABLES[table].frame_schema())
            for table, rows in self.rows.items()
            if rows
        }


def understand(
    found: Foreign, tables: Tables, aliases: Mapping[str, str], answers: Answers
) -> Understood:
    """What a file says about an organisation.

    Args:
        found: the file.
        tables: what the organisation has now.
        aliases: key of an identity → person id, as confirmed.
        answers: to the questions of an earlier try.
    """
    if found.kind is Kind.TEAMS:
        return _reports(meetings(found.grid), tables, aliases, answers)
    if found.kind is Kind.CALENDAR:
        return _agenda(found, tables, answers)
    return Understood()


def _reports(
    found: Sequence[Meeting], tables: Tables, aliases: Mapping[str, str], answers: Answers
) -> Understood:
    said = Understood()
    sessions, members = _planned(tables), _members(tables)
    for meeting in found:
        register = register_of(meeting, sessions, members, aliases, answers)
        said.questions += register.questions
        said.held += register.held
        said.confirmed |= register.confirmed
        if register.session_id is not None:
            _take(register, tables, said)
    persons = {plain(one.name) for meeting in found for one in meeting.presences}
    titles = dict.fromkeys(meeting.title for meeting in found if meeting.title)
    said.told = {"title": ", ".join(titles), "persons": str(len(persons))}
    return said


def _take(register: Register, tables: Tables, said: Understood) -> None:
    """The marks of a register, and that its session was held.

    A session may have been two meetings, broken off and begun again: who was in time for one of
    them was in time.
    """
    marks = said.rows.setdefault("attendance", [])
    known = {(row["session_id"], row["person_id"]): row for row in marks}
    for mark in register.marks:
        row: dict[str, object] = {
            "session_id": register.session_id,
            "person_id": mark.person_id,
            "status": mark.status,
            "late_minutes": mark.late_minutes,
        }
        before = known.get((register.session_id, mark.person_id))
        if before is None:
            marks.append(row)
        elif (mark.late_minutes or 0) < _minutes(before):
            before.update(row)
    sessions = said.rows.setdefault("session", [])
    if any(one["session_id"] == register.session_id for one in sessions):
        return
    is_it = pl.col("session_id") == register.session_id
    row_of = tables["session"].filter(is_it & (pl.col("status") == "planned"))
    columns = list(TABLES["session"].columns())
    sessions.extend(
        {**one, "status": "held"} for one in row_of.select(columns).iter_rows(named=True)
    )


def _minutes(mark: Mapping[str, object]) -> int:
    """How late somebody was; 0 in time."""
    late = mark["late_minutes"]
    return late if isinstance(late, int) else 0


def _planned(tables: Tables) -> list[Planned]:
    """The sessions that were not cancelled, with the community's name."""
    if "session" not in tables:
        return []
    names = _names(tables)
    kept = tables["session"].filter(pl.col("status") != "cancelled")
    return [
        Planned(
            row["session_id"],
            row["community_id"],
            names.get(row["community_id"], ""),
            row["actual_start"] or row["planned_start"],
            row["planned_minutes"] or _HOUR,
        )
        for row in kept.iter_rows(named=True)
    ]


def _names(tables: Tables) -> dict[str, str]:
    """Community → what it is called."""
    if "community" not in tables:
        return {}
    return dict(tables["community"].select("community_id", "name").iter_rows())


def _members(tables: Tables) -> dict[str, list[Member]]:
    """Community → whoever is in it, with name and address where they were delivered."""
    if "membership" not in tables:
        return {}
    persons = tables.get("person", pl.DataFrame(schema=TABLES["person"].frame_schema()))
    known = {
        row["person_id"]: (row["display_name"] or "", row["email"] or "")
        for row in persons.iter_rows(named=True)
    }
    found: dict[str, list[Member]] = {}
    for community, person in tables["membership"].select("community_id", "person_id").iter_rows():
        found.setdefault(community, []).append(Member(person, *known.get(person, ("", ""))))
    return found


def _agenda(found: Foreign, tables: Tables, answers: Answers) -> Understood:
    """Sessions planned, moved and cancelled."""
    said = Understood(left_out=[(one.title, one.code) for one in found.agenda.left_out])
    names = _names(tables)
    appointments = found.agenda.appointments
    series = {(one.uid, one.title) for one in appointments}
    said.told = {
        "appointments": str(len(appointments)),
        "title": ", ".join(sorted({t for _, t in series})),
    }
    communities = {one: _community(one, names, answers, said) for one in sorted(series)}
    for one in appointments:
        community = communities[one.uid, one.title]
        if community not in (None, NONE):
            kind = _kind(one, answers, said)
            if kind is not None:
                row = _session_row(one, str(community), kind, tables)
                said.rows.setdefault("session", []).append(row)
    said.questions = list(dict.fromkeys(said.questions))
    return said


def _community(
    series: tuple[str, str], names: Mapping[str, str], answers: Answers, said: Understood
) -> str | None:
    """Whose sessions a series is: the only community its title names, else asked."""
    uid, title = series
    named = [one for one, name in names.items() if plain(name) and plain(name) in plain(title)]
    if len(named) == 1:
        return named[0]
    choices = (*(named or sorted(names)), NONE)
    question = Question("which_community", (uid, title), choices, {"title": title}, names)
    answer = answer_to(question, answers)
    if answer is None:
        said.questions.append(question)
    return answer


def _kind(one: Appointment, answers: Answers, said: Understood) -> str | None:
    """What kind of session an appointment is: as its title calls it, else asked once per title."""
    for kind, words in _KINDS.items():
        if words.search(one.title):
            return kind
    choices = ("work", "review", "start", "closing")
    question = Question("which_kind", (one.title,), choices, {"title": one.title})
    answer = answer_to(question, answers)
    if answer is None:
        said.questions.append(question)
    return answer


def _session_row(one: Appointment, community: str, kind: str, tables: Tables) -> dict[str, object]:
    """The session an appointment is: the one planned at that moment, else a new one.

    What is known of a session beyond the calendar stays; one that was held is not planned anew.
    """
    own = hashlib.sha256(f"{one.uid}\n{one.original.isoformat()}".encode()).hexdigest()
    session_id = f"cal-{own[:12]}"
    known = _known(tables, community, session_id, one)
    minutes = int((one.ends - one.starts) / dt.timedelta(minutes=1))
    row: dict[str, object] = {
        "session_id": session_id,
        "community_id": community,
        "kind": kind,
        "status": "planned",
        **known,
        "planned_start": one.starts,
        "planned_minutes": minutes or known.get("planned_minutes"),
    }
    if one.is_cancelled and row["status"] == "planned":
        row["status"] = "cancelled"
    return row


def _known(tables: Tables, community: str, session_id: str, one: Appointment) -> dict[str, object]:
    """What there is of a session under its key, else under the moment it was planned for."""
    if "session" not in tables:
        return {}
    own = tables["session"].select(list(TABLES["session"].columns()))
    same = own.filter(pl.col("session_id") == session_id)
    if same.is_empty():
        is_then = pl.col("planned_start").is_in([one.original, one.starts])
        same = own.filter((pl.col("community_id") == community) & is_then)
    return dict(next(same.iter_rows(named=True), {})) if same.height == 1 else {}
