"""From a meeting to the register of a planned session; times are forgotten here.

What comes out are statuses and minutes of lateness. Who is not in the report is not marked: a
report cannot say whether somebody had let the group know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lcdata.office.clocks import Manner
from lcdata.office.matching import Planned, clocks_of, fitting, readings_of, session_of
from lcdata.office.people import Identity, Known, Member, plain, recognise, shown_name
from lcdata.office.questions import LATER, NOBODY, Answers, Question, answer_to
from lcdata.office.teams import Meeting, Presence

LATE_FROM = dt.timedelta(minutes=5)
"""So long after the beginning somebody still counts as on time."""

SHORT = dt.timedelta(minutes=5)
"""Whoever was there for less is asked about."""


@dataclass(frozen=True)
class Mark:
    """What the register will say of one person.

    Attributes:
        status: `present` or `late`.
        late_minutes: of somebody late, else None.
    """

    person_id: str
    status: str
    late_minutes: int | None = None


@dataclass(frozen=True)
class Register:
    """One session's marks as far as a report tells them.

    Attributes:
        session_id: None where no session was found yet, or where it is none.
        marks: per person, in order of their id.
        held: names that were left open.
        questions: to be answered before anything is taken in.
        confirmed: key of an identity → person id or `NOBODY`, of whom was asked about.
    """

    session_id: str | None
    marks: tuple[Mark, ...] = ()
    held: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)


def register_of(
    meeting: Meeting,
    sessions: Sequence[Planned],
    members: Mapping[str, Sequence[Member]],
    aliases: Mapping[str, str],
    answers: Answers,
) -> Register:
    """The register that a meeting gives, or what must be known first.

    Args:
        meeting: of a report.
        sessions: of the organisation, held or planned.
        members: community id → its members.
        aliases: key of an identity → person id.
        answers: to the questions of an earlier try.
    """
    readings = readings_of(meeting)
    session, question = session_of(meeting, readings, sessions, answers)
    if question is not None or session is None:
        return Register(None, questions=(question,) if question else ())
    manners = [manner for manner, span in readings.items() if fitting({manner: span}, [session])]
    persons = identities(meeting.presences)
    known = recognise(list(persons), members.get(session.community_id, ()), aliases, answers)
    return _register(meeting, session, manners, persons, known, answers)


def identities(presences: Iterable[Presence]) -> dict[Identity, list[Presence]]:
    """The lines of each identity: one account, else one address, else one name is one."""
    found: dict[tuple[str, str], list[Presence]] = {}
    accounts = _accounts(presences := list(presences))
    for one in presences:
        account = one.account or accounts.get((plain(one.name), one.address), "")
        key = ("account", account) if account else _without_account(one)
        found.setdefault(key, []).append(one)
    return {_identity(lines): lines for lines in found.values()}


def _accounts(presences: Sequence[Presence]) -> dict[tuple[str, str], str]:
    """Name and address → account, where the table without accounts can mean one only."""
    pairs = {((plain(p.name), p.address), p.account) for p in presences if p.account}
    keys = [key for key, _ in pairs]
    return {key: account for key, account in pairs if keys.count(key) == 1}


def _without_account(one: Presence) -> tuple[str, str]:
    return ("address", one.address) if one.address else ("name", plain(one.name))


def _identity(lines: Sequence[Presence]) -> Identity:
    return Identity(
        shown_name(lines[0].name),
        next((one.address for one in lines if one.address), ""),
        next((one.account for one in lines if one.account), ""),
    )


def _register(
    meeting: Meeting,
    session: Planned,
    manners: Sequence[Manner],
    persons: Mapping[Identity, Sequence[Presence]],
    known: Known,
    answers: Answers,
) -> Register:
    marks, questions, held = [], list(known.questions), [one.name for one in known.held]
    people = sorted(
        (person, lines)
        for identity, lines in persons.items()
        if (person := known.persons.get(identity, NOBODY)) != NOBODY
    )
    for person, grouped in groupby(people, key=lambda pair: pair[0]):
        lines = [line for _, each in grouped for line in each]
        status, question = _status(person, lines, meeting, session, manners)
        if question is not None:
            answer = answer_to(question, answers)
            if answer is None:
                questions.append(question)
            status = None if answer in (None, LATER, "absent") else Mark(person, str(answer))
            held += [shown_name(lines[0].name)] if answer == LATER else []
        marks += [status] if status else []
    confirmed = {
        key: known.persons[one]
        for one in known.answered
        for key in (one.keys[:-1] or one.keys)  # a name only of who has nothing surer
    }
    return Register(session.session_id, tuple(marks), tuple(held), tuple(questions), confirmed)


def _status(
    person: str,
    lines: Sequence[Presence],
    meeting: Meeting,
    session: Planned,
    manners: Sequence[Manner],
) -> tuple[Mark | None, Question | None]:
    """What the lines of a person say; a question where they do not say enough.

    Without times, or where the session was chosen by hand and no time fits it, who is in the
    report was there.
    """
    if not meeting.has_times or not manners:
        return Mark(person, "present"), None
    manner = manners[0]
    spans = [clocks_of(meeting, one, manner) for one in lines]
    joined = [join for join, _ in spans if join]
    about = (session.session_id, person)
    if len(manners) > 1 or not joined or not all(one.is_whole for one in lines):
        return None, _about(lines[0], "arrival_unknown", about, ("present", "late", LATER))
    if _seconds(lines, spans) < SHORT.total_seconds():
        return None, _about(lines[0], "short_stay", about, ("present", "absent", LATER))
    behind = min(joined) - session.starts
    if behind <= LATE_FROM:
        return Mark(person, "present"), None
    return Mark(person, "late", int(behind.total_seconds() // 60)), None


def _about(one: Presence, code: str, about: tuple[str, str], answers: tuple[str, ...]) -> Question:
    return Question(code, about, answers, {"person": shown_name(one.name)})


def _seconds(
    lines: Sequence[Presence], spans: Sequence[tuple[dt.datetime | None, dt.datetime | None]]
) -> float:
    """How long somebody was there at least; endless where no leaving is known."""
    stays = [(left - join).total_seconds() for join, left in spans if join and left]
    told = [one.seconds for one in lines if one.seconds is not None]
    return max([*stays, *told], default=float("inf"))
