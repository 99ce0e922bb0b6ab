"""Which planned session a meeting was: by date, overlap and title, else asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lcdata.office.clocks import Manner, manners, read
from lcdata.office.people import plain
from lcdata.office.questions import Answers, Question, answer_to
from lcdata.office.teams import Meeting, Presence

NONE = "none"
"""The answer that a meeting is no session of these communities."""

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


def readings_of(meeting: Meeting) -> dict[Manner, tuple[dt.datetime, dt.datetime]]:
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
    joined, left = clocks_of(meeting, one, manner)
    if joined is None or left is None:
        return None
    # a line over several joins states what was spent inside, so it may be shorter, never longer
    return joined <= left and (left - joined).total_seconds() >= one.seconds - _SLACK


def clocks_of(
    meeting: Meeting, one: Presence, manner: Manner
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When somebody joined and left, read beside the beginning of the meeting."""
    first = meeting.moments[:1]
    joined, left = (
        read([*first, moment], manner)[-1] if moment else None for moment in (one.joined, one.left)
    )
    return joined, left


def session_of(
    meeting: Meeting,
    readings: Mapping[Manner, tuple[dt.datetime, dt.datetime]],
    sessions: Sequence[Planned],
    answers: Answers,
) -> tuple[Planned | None, Question | None]:
    """The one session that overlaps in one reading; else the answered one, else the question."""
    fits = fitting(readings, sessions)
    titled = [one for one in fits if plain(one.community) in plain(meeting.title)]
    for few in (fits, titled):
        if len(few) == 1:
            return few[0], None
    near = fits or _near(readings, sessions)
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


def fitting(
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
