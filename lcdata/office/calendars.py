"""The appointments of a calendar file: planned, moved or cancelled, in local time.

icalendar and recurring-ical-events read and expand; what they would read wrongly or not at all is
left out with a reason. Descriptions, addresses and guests are not read: an invitation is no
attendance, and a description holds the key to the meeting.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar.cal import Component

from lcdata.errors import DeliveryRefused
from lcdata.ingest.reading.encodings import decode

_HERE = ZoneInfo("Europe/Amsterdam")
_OURS = re.compile(r"amsterdam|gmt \+0100 \(standard\) / gmt \+0200", re.IGNORECASE)
"""Old and long names of our own zone that no list of zones has."""
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_MOST = 2000
"""Appointments in one file."""


@dataclass(frozen=True)
class Appointment:
    """One appointment.

    Attributes:
        uid: of the series.
        original: when it was first planned, local time; with `uid` its key, also once moved.
        starts: local time.
        ends: local time.
        title: the summary.
        is_cancelled: whether the calendar says so.
    """

    uid: str
    original: dt.datetime
    starts: dt.datetime
    ends: dt.datetime
    title: str
    is_cancelled: bool


@dataclass(frozen=True)
class LeftOut:
    """An entry that is no appointment, and why.

    Attributes:
        code: `all_day`, `no_start`, `zone_unknown`, `repeats_too_often` or `not_readable`.
    """

    title: str
    code: str


@dataclass(frozen=True)
class Agenda:
    """What a calendar file holds."""

    appointments: tuple[Appointment, ...]
    left_out: tuple[LeftOut, ...]


def is_calendar(content: bytes) -> bool:
    """Whether this is a calendar file, whatever its name."""
    return b"BEGIN:VCALENDAR" in content[:4096].replace(b"\x00", b"").upper()


def agenda(content: bytes, since: dt.date, until: dt.date) -> Agenda:
    """The appointments between two days, by when they start.

    Raises:
        DeliveryRefused: no calendar, or one with far too many appointments.
    """
    try:
        calendar = Component.from_ical(decode(content)[0].lstrip("\ufeff"))
    except ValueError as error:
        raise DeliveryRefused("calendar_unreadable") from error
    if not isinstance(calendar, Calendar):
        raise DeliveryRefused("calendar_unreadable")
    is_cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    found: list[Appointment] = []
    left_out: list[LeftOut] = []
    for entries in _series(calendar):
        code = _fault(entries)
        if code is None:
            try:
                found += _expanded(calendar, entries, since, until, is_cancelled=is_cancelled)
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
                code = "not_readable"  # a rule or period that the libraries cannot expand
        if code is not None:
            left_out.append(LeftOut(str(entries[0].get("SUMMARY", "")), code))
    if len(found) > _MOST:
        raise DeliveryRefused("calendar_too_large", limit=_MOST)
    found.sort(key=lambda one: (one.starts, one.uid))
    return Agenda(tuple(found), tuple(left_out))


def _series(calendar: Calendar) -> Iterator[list[Component]]:
    """The entries of each series: its rule first, then the occurrences that were changed."""
    by_uid: dict[str, list[Component]] = {}
    for number, entry in enumerate(calendar.walk("VEVENT")):
        by_uid.setdefault(str(entry.get("UID", f"entry {number}")), []).append(entry)
    yield from by_uid.values()


def _fault(entries: Sequence[Component]) -> str | None:
    """Why a series is no row of appointments; our own zone's other names are mended on the way."""
    for entry in entries:
        start = entry.get("DTSTART")
        if start is None or not hasattr(start, "dt"):
            return "no_start"
        if not isinstance(start.dt, dt.datetime):
            return "all_day"
        frequencies = set(map(str, (entry.get("RRULE") or {}).get("FREQ", [])))
        if frequencies & _TOO_OFTEN:
            return "repeats_too_often"
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
            if not _has_known_zone(entry, name):
                return "zone_unknown"
    return None


def _has_known_zone(entry: Component, name: str) -> bool:
    """Whether a moment's zone is one, if it names any; a moment without one is local."""
    value = entry.get(name)
    if value is None or not isinstance(getattr(value, "dt", None), dt.datetime):
        return True
    zone = str(value.params.get("TZID", ""))
    if value.dt.tzinfo is None and (not zone or _OURS.search(zone)):
        value.dt = value.dt.replace(tzinfo=_HERE)
        value.params["TZID"] = _HERE.key
    return value.dt.tzinfo is not None


def _expanded(
    calendar: Calendar,
    entries: Sequence[Component],
    since: dt.date,
    until: dt.date,
    *,
    is_cancelled: bool,
) -> list[Appointment]:
    alone = Calendar()
    for zone in calendar.walk("VTIMEZONE"):
        alone.add_component(zone)
    for entry in entries:
        alone.add_component(entry)
    events = recurring_ical_events.of(alone).between(since, until + dt.timedelta(days=1))
    return [
        Appointment(
            uid=str(event.get("UID") or event.get("SUMMARY", "")),
            original=_local(event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else event.start),
            starts=_local(event.start),
            ends=_local(event.end),
            title=" ".join(str(event.get("SUMMARY", "")).split()),
            is_cancelled=is_cancelled or str(event.get("STATUS", "")).upper() == "CANCELLED",
        )
        for event in events
    ]


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(_HERE).replace(tzinfo=None)
