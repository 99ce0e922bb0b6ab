"""What needs attention: process signals and old deliveries, with reason and what may help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lcdata.contracts.published import Community
from lcdata.contracts.register import Signal
from lcdata.contracts.signal_reason import PROCESS_REASONS
from lcdata.locale import Words
from lcdata.view_models.advice import advice
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

Finding = tuple[str, str, str]
"""Mechanism or subject, advice, reason."""

_STALE = "delivery_stale"


@dataclass(frozen=True)
class Attention:
    """One line: whose, what there is to see, which mechanism (or the data), what may help.

    `unit` is empty where the line above is of the same unit; `reasons` share their advice.
    """

    unit: str
    reasons: tuple[str, ...]
    mechanism: str
    advice: str


def attention(view: View) -> tuple[Attention, ...]:
    """The lines in the fixed order of the units; within a unit data first, then by community."""
    return tuple(line for unit in view.units for line in attention_of(view, unit))


def attention_of(view: View, unit: Unit) -> Iterator[Attention]:
    """Reasons with the same advice together, the unit's name once."""
    together: dict[tuple[str, str], list[str]] = {}
    for mechanism, remedy, reason in _found(view, unit):
        together.setdefault((mechanism, remedy), []).append(reason)
    for number, ((mechanism, remedy), reasons) in enumerate(together.items()):
        name = "" if number else unit.short_name
        yield Attention(name, tuple(reasons), mechanism, remedy)


def _found(view: View, unit: Unit) -> Iterator[Finding]:
    known = [
        (community, signal)
        for community in unit.communities
        for signal in view.model.signals
        if signal.community_id == community.community_id and signal.kind in PROCESS_REASONS
    ]
    stale = [signal for _, signal in known if signal.kind == _STALE]
    yield from (_old_delivery(view, signal) for signal in stale[:1])
    for community, signal in known:
        if signal.kind != _STALE:
            yield _finding(view, unit, community, signal)


def _finding(view: View, unit: Unit, community: Community, signal: Signal) -> Finding:
    words = view.words
    reason = words.text(PROCESS_REASONS[signal.kind], count=signal.count)
    days = words.listing([words.short_day(day) for day in signal.dates])
    is_named = unit.short_name == community.name
    said = reason[:1].upper() + reason[1:] if is_named else f"{community.name}: {reason}"
    text = said + (f" ({days})." if days else ".")
    return signal.mechanism or _subject(signal.kind, words), advice(signal, words), text


def _subject(kind: str, words: Words) -> str:
    return words.text("data") if kind == "register_coverage_low" else ""


def _old_delivery(view: View, signal: Signal) -> Finding:
    """Once per unit: a delivery is about all its communities."""
    words = view.words
    reason = words.plural(
        "The last delivery is of {day}: {count} day older than the newest.",
        "The last delivery is of {day}: {count} days older than the newest.",
        signal.count,
        day=words.day(signal.dates[0]),
    )
    return words.text("data"), advice(signal, words), reason
