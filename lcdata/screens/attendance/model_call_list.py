"""Whom to call: signals about members in words, with their dates and their reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lcdata.contracts.published import Community
from lcdata.contracts.register import Member, Signal
from lcdata.locale import N_
from lcdata.screens.attendance.model_register import (
    ABSENT,
    EXCUSED,
    UNKNOWN,
    held_sessions,
    members,
    state_of,
)
from lcdata.view_models.view import View

SERVICES = {"field": N_("field service"), "office": N_("office service")}


@dataclass(frozen=True)
class Call:
    """One member to call: name, service and why."""

    person_id: str
    name: str
    service: str
    reason: str


@dataclass(frozen=True)
class CallList:
    """The calls of one community, and what a signal is."""

    calls: tuple[Call, ...]
    note: str


def call_list(view: View, community: Community) -> CallList:
    """One call per member with a signal, by name."""
    everyone = members(view, community)
    longest: dict[str, Signal] = {}
    for signal in view.model.register.signals:
        if signal.community_id == community.community_id and signal.person_id:
            best = longest.get(signal.person_id)
            if best is None or len(signal.dates) > len(best.dates):
                longest[signal.person_id] = signal
    calls = tuple(
        _call(view, community, member, longest[member.person_id])
        for member in everyone
        if member.person_id in longest
    )
    return CallList(calls, _note(view, len(calls), len(everyone)))


def _note(view: View, calls: int, everyone: int) -> str:
    words = view.words
    if not calls:
        return words.text("Nobody missed the last sessions in a row.")
    meaning = words.text("A signal is a reason to call, not a verdict; only you see it.")
    return f"{words.count_of(calls, everyone)}. {meaning}"


def _call(view: View, community: Community, member: Member, signal: Signal) -> Call:
    service = view.words.text(SERVICES[member.service]) if member.service in SERVICES else ""
    reason = " ".join(
        [_missed(view, community, member, signal), *_unknown(view, community, member, signal)]
    )
    return Call(member.person_id, member.display_name, service, reason)


def _missed(view: View, community: Community, member: Member, signal: Signal) -> str:
    words = view.words
    states = _states(view, community, member)
    missed = [states.get(day) for day in signal.dates]
    if all(state == EXCUSED for state in missed):
        how = words.text("each time with notice")
    elif all(state == ABSENT for state in missed):
        how = words.text("each time without notice")
    else:
        without = words.number(missed.count(ABSENT))
        how = words.text("{count} without notice", count=without)
    return words.plural(
        "{count} known session missed, {how}: {days}.",
        "{count} known sessions in a row missed, {how}: {days}.",
        len(signal.dates),
        how=how,
        days=words.listing([words.short_day(day) for day in signal.dates]),
    )


def _unknown(view: View, community: Community, member: Member, signal: Signal) -> list[str]:
    """Unknown sessions since the first missed one are named: they neither count nor break it."""
    first = min(signal.dates)
    days = [
        day
        for day, state in _states(view, community, member).items()
        if state == UNKNOWN and day > first
    ]
    if not days:
        return []
    said = view.words.listing([view.words.short_day(day) for day in days])
    return [
        view.words.plural(
            "{days} is unknown and does not count.",
            "{days} are unknown and do not count.",
            len(days),
            days=said,
        )
    ]


def _states(view: View, community: Community, member: Member) -> dict[dt.date, str | None]:
    return {
        session.planned_start.date(): state_of(view, member, session)
        for session in held_sessions(view, community)
    }
