"""The register of one community: who was where, letter by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.contracts.published import Community, Meeting
from lcdata.contracts.register import Member
from lcdata.locale import N_, Words
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.table import Value
from lcdata.view_models.view import View

PRESENT, LATE, EXCUSED, ABSENT, UNKNOWN = "present", "late", "excused", "absent", "unknown"

STATES: Mapping[str, tuple[str, str]] = {
    PRESENT: (N_("P"), N_("present")),
    LATE: (N_("L"), N_("late")),
    EXCUSED: (N_("E"), N_("excused")),
    ABSENT: (N_("X"), N_("absent without notice")),
    UNKNOWN: (N_("?"), N_("unknown")),
}
"""Per state its letter and its name; the letters differ, so none rests on colour or shape."""


@dataclass(frozen=True)
class Column:
    """One held session: day and month in words."""

    session_id: str
    day: str
    month: str
    date: str


@dataclass(frozen=True)
class RegisterRow:
    """One member: per column a state, None where the member was not expected."""

    name: str
    states: tuple[str | None, ...]
    attended: str


@dataclass(frozen=True)
class Register:
    """The matrix with the words around it."""

    columns: tuple[Column, ...]
    rows: tuple[RegisterRow, ...]
    legend: tuple[tuple[str, str, str], ...]
    exhibit: Exhibit

    def latest(self, count: int) -> Register:
        """The same matrix with only the newest sessions."""
        rows = tuple(RegisterRow(row.name, row.states[-count:], row.attended) for row in self.rows)
        return Register(self.columns[-count:], rows, self.legend, self.exhibit)


def register(view: View, community: Community) -> Register:
    """The matrix of this community, sessions by date, members by name."""
    held = held_sessions(view, community)
    columns = tuple(_column(session, view.words) for session in held)
    rows = tuple(_row(view, member, held) for member in members(view, community))
    legend = tuple(
        (state, view.words.text(letter), view.words.text(name))
        for state, (letter, name) in STATES.items()
    )
    return Register(columns, rows, legend, _exhibit(view, community, columns, rows))


def members(view: View, community: Community) -> list[Member]:
    """The community's members by name."""
    own = [m for m in view.model.register.members if m.community_id == community.community_id]
    return sorted(own, key=lambda member: (member.display_name.casefold(), member.person_id))


def held_sessions(view: View, community: Community) -> list[Meeting]:
    """The sessions that have marks, in order of date."""
    marked = {mark.session_id for mark in view.model.register.marks}
    own = [m for m in view.model.meetings if m.community_id == community.community_id]
    return sorted(
        (m for m in own if m.session_id in marked), key=lambda m: (m.planned_start, m.session_id)
    )


def state_of(view: View, member: Member, session: Meeting) -> str | None:
    """The member's state in the session, None where the member was not expected."""
    return _marks(view).get((session.session_id, member.person_id))


def state_words(state: str | None, words: Words) -> str:
    """The state's name; a dash in words where there was none."""
    return words.text(STATES[state][1]) if state else words.text("not a member yet")


def _marks(view: View) -> Mapping[tuple[str, str], str]:
    return {(m.session_id, m.person_id): m.status for m in view.model.register.marks}


def _column(session: Meeting, words: Words) -> Column:
    date = session.planned_start.date()
    month = words.short_day(date).partition(" ")[2]
    return Column(session.session_id, str(date.day), month, words.short_day(date))


def _row(view: View, member: Member, held: list[Meeting]) -> RegisterRow:
    marks = _marks(view)
    states = tuple(marks.get((s.session_id, member.person_id)) for s in held)
    known = [state for state in states if state and state != UNKNOWN]
    there = sum(state in (PRESENT, LATE) for state in known)
    attended = view.words.count_of(there, len(known)) if known else view.words.text("no figure")
    return RegisterRow(member.display_name, states, attended)


def _exhibit(
    view: View, community: Community, columns: tuple[Column, ...], rows: tuple[RegisterRow, ...]
) -> Exhibit:
    words = view.words
    said: list[tuple[Value, ...]] = [
        (
            row.name,
            *("" if state is None else words.text(STATES[state][1]) for state in row.states),
            row.attended,
        )
        for row in rows
    ]
    lines = [f"{row.name}: {row.attended}" for row in rows]
    alt = words.text(
        "Register of {name}: {members} members by {sessions} sessions.",
        name=community.name,
        members=len(rows),
        sessions=len(columns),
    )
    heads = _distinct([column.date for column in columns])
    return exhibit(
        view,
        name=f"register-{community.community_id.replace('/', '-')}",
        title=words.text("All sessions"),
        alt=f"{alt} {'. '.join(lines)}.",
        columns=(words.text("member"), *heads, words.text("attended")),
        rows=said,
        indicators=("attendance_rate", "register_coverage"),
    )


def _distinct(heads: list[str]) -> list[str]:
    """Two sessions on one day get a number, so that both keep their column."""
    return [
        head if heads.count(head) == 1 else f"{head} ({heads[: index + 1].count(head)})"
        for index, head in enumerate(heads)
    ]
