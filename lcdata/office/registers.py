"""From a meeting to the register of a planned session; times are forgotten here.

What comes out are statuses and minutes of lateness. Who is not in the report is not marked: a
report cannot say whether somebody had let the group know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lcdata.office.clocks import Manner, manners, read
from lcdata.office.people import NOBODY, Identity, Known, Member, plain, recognise, shown_name
from lcdata.office.questions import LATER, Answers, Question, answer_to
from lcdata.office.teams import Meeting, Presence

NONE = "none"
"""The answer that a meeting is no session of these communities."""

LATE_FROM = dt.timedelta(minutes=5)
"""So long after the beginning somebody still counts as on time."""

SHORT = dt.timedelta(minutes=5)
"""Whoever was there for less is asked about."""

_AROUND = dt.timedelta(minutes=30)
"""So much a meeting may lie beside its plan."""
_EARLIEST = dt.timedelta(hours=3)
"""Nobody opens a meeting so long before its plan."""
_WITHIN = dt.timedelta(hours=16)
"""A reading under which a meeting takes longer is none."""
_SLACK = 60
"""Seconds by which a report rounds a duration."""
_NEAR = dt.timedelta(days=14)


@dataclass(frozen=True)
class Planned:
    """A session that a meeting may be.

    Attributes:
        session_id: as the organisation delivers it.
        community_id: whose session it is.
        community: its name.
        starts: local time; the actual beginning where that is known, else the planned one.
        minutes: how long it was planned to take.
    """

    session_id: str
    community_id: str
    community: str
    starts: dt.datetime
    minutes: int

    @property
    def ends(self) -> dt.datetime:
        """Local time."""
        return self.starts + dt.timedelta(minutes=self.minutes)


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
    readings = _readings(meeting)
    session, question = _session(meeting, readings, sessions, answers)
    if question is not None or session is None:
        return Register(None, questions=(question,) if question else ())
    fitting = [manner for manner, span in readings.items() if _fitting({manner: span}, [session])]
    persons = identities(meeting.presences)
    known = recognise(list(persons), members[session.community_id], aliases, answers)
    return _register(meeting, session, fitting, persons, known, answers)


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


def _readings(meeting: Meeting) -> dict[Manner, tuple[dt.datetime, dt.datetime]]:
    """Each manner that makes sense of the whole meeting, with its beginning and end."""
    moments = meeting.moments
    found: dict[tuple[dt.datetime, ...], Manner] = {}
    for manner in manners(moments):
        clocks = tuple(read(moments, manner))
        if max(clocks) - min(clocks) <= _WITHIN and _agrees(meeting, manner):
            found.setdefault(clocks, manner)  # on 10-10 both orders say the same
    return {manner: (min(clocks), max(clocks)) for clocks, manner in found.items()}


def _agrees(meeting: Meeting, manner: Manner) -> bool:
    """Whether most stated durations are those between joining and leaving."""
    checked = [_is_as_long(one, meeting, manner) for one in meeting.presences]
    told = [one for one in checked if one is not None]
    return sum(told) * 2 >= len(told)


def _is_as_long(one: Presence, meeting: Meeting, manner: Manner) -> bool | None:
    if one.joined is None or one.left is None or one.seconds is None:
        return None
    joined, left = _clocks(meeting, one, manner)
    if joined is None or left is None:
        return None
    # a line over several joins states what was spent inside, so it may be shorter, never longer
    return joined <= left and (left - joined).total_seconds() >= one.seconds - _SLACK


def _clocks(
    meeting: Meeting, one: Presence, manner: Manner
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When somebody joined and left, read beside the beginning of the meeting."""
    first = meeting.moments[:1]
    joined, left = (
        read([*first, moment], manner)[-1] if moment else None for moment in (one.joined, one.left)
    )
    return joined, left


def _session(
    meeting: Meeting,
    readings: Mapping[Manner, tuple[dt.datetime, dt.datetime]],
    sessions: Sequence[Planned],
    answers: Answers,
) -> tuple[Planned | None, Question | None]:
    """The one session that overlaps in one reading; else the answered one, else the question."""
    fitting = _fitting(readings, sessions)
    titled = [one for one in fitting if plain(one.community) in plain(meeting.title)]
    for few in (fitting, titled):
        if len(few) == 1:
            return few[0], None
    near = fitting or _near(readings, sessions)
    question = Question(
        "which_session",
        (meeting.title, *(str(moment) for moment in meeting.moments[:1]), *_names(meeting)),
        (*(one.session_id for one in near), NONE),
        {"title": meeting.title, "persons": len(_names(meeting))},
        {one.session_id: f"{one.community}, {one.starts:%d-%m-%Y %H:%M}" for one in near},
    )
    answer = answer_to(question, answers)
    chosen = next((one for one in near if one.session_id == answer), None)
    return chosen, None if answer else question


def _names(meeting: Meeting) -> list[str]:
    return sorted({plain(one.name) for one in meeting.presences})


def _fitting(
    readings: Mapping[Manner, tuple[dt.datetime, dt.datetime]], sessions: Iterable[Planned]
) -> list[Planned]:
    """Sessions that a reading overlaps."""
    return [
        one
        for one in sessions
        if any(
            begins < one.ends + _AROUND
            and ends > one.starts - _AROUND
            # a wrong half of the day makes a long meeting that begins hours too early
            and begins > one.starts - _EARLIEST
            for begins, ends in readings.values()
        )
    ]


def _near(
    readings: Mapping[Manner, tuple[dt.datetime, dt.datetime]], sessions: Iterable[Planned]
) -> list[Planned]:
    """Sessions within two weeks of a reading, the nearest first; all of them without a time."""
    begins = [begin for begin, _ in readings.values()]

    def distance(one: Planned) -> dt.timedelta:
        return min((abs(begin - one.starts) for begin in begins), default=dt.timedelta())

    return sorted((one for one in sessions if distance(one) <= _NEAR), key=distance)


def _register(
    meeting: Meeting,
    session: Planned,
    fitting: Sequence[Manner],
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
        status, question = _status(person, lines, meeting, session, fitting)
        if question is not None:
            answer = answer_to(question, answers)
            if answer is None:
                questions.append(question)
            status = None if answer in (None, LATER, "absent") else Mark(person, str(answer))
            held += [person] if answer == LATER else []
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
    fitting: Sequence[Manner],
) -> tuple[Mark | None, Question | None]:
    """What the lines of a person say; a question where they do not say enough.

    Without times, or where the session was chosen by hand and no time fits it, who is in the
    report was there.
    """
    if not meeting.has_times or not fitting:
        return Mark(person, "present"), None
    manner = fitting[0]
    spans = [_clocks(meeting, one, manner) for one in lines]
    joined = [join for join, _ in spans if join]
    about = (session.session_id, person)
    if len(fitting) > 1 or not joined or not all(one.is_whole for one in lines):
        return None, _about(person, "arrival_unknown", about, ("present", "late", LATER))
    if _seconds(lines, spans) < SHORT.total_seconds():
        return None, _about(person, "short_stay", about, ("present", "absent", LATER))
    behind = min(joined) - session.starts
    if behind <= LATE_FROM:
        return Mark(person, "present"), None
    return Mark(person, "late", int(behind.total_seconds() // 60)), None


def _about(person: str, code: str, about: tuple[str, str], answers: tuple[str, ...]) -> Question:
    return Question(code, about, answers, {"person": person})


def _seconds(
    lines: Sequence[Presence], spans: Sequence[tuple[dt.datetime | None, dt.datetime | None]]
) -> float:
    """How long somebody was there at least; endless where no leaving is known."""
    stays = [(left - join).total_seconds() for join, left in spans if join and left]
    told = [one.seconds for one in lines if one.seconds is not None]
    return max([*stays, *told], default=float("inf"))
