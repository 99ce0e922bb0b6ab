"""Person rows and signals: what the attendance page shows of the viewer's own communities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a community on the facilitator's page; never part of a release that others open.

    `display_name` is the code of the person when no name was delivered; `organisation_id` is the
    home organisation.
    """

    community_id: str
    person_id: str
    display_name: str
    role: str
    service: str | None
    joined_on: dt.date
    left_on: dt.date | None
    organisation_id: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A member's state in a held session the member was eligible for; unknown is a state."""

    community_id: str
    session_id: str
    person_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A prompt with its reason, never a score (`indicators.md` sections 2 and 3).

    `person_id` is None for a process signal; `dates` are the days the reason rests on;
    `mechanism` is the design mechanism whose advice fits, or None.
    """

    community_id: str
    kind: str
    person_id: str | None
    dates: tuple[dt.date, ...]
    mechanism: str | None
    count: int = 0


@dataclass(frozen=True)
class Register:
    """Person rows of the viewer's own communities; empty for everyone but a facilitator."""

    members: tuple[Member, ...] = ()
    marks: tuple[Mark, ...] = ()
    signals: tuple[Signal, ...] = ()
