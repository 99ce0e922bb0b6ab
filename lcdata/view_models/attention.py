"""What needs attention: process signals and old deliveries, with reason and what may help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lcdata.contracts.published import Community, Signal
from lcdata.contracts.signal_reason import PROCESS_REASONS
from lcdata.locale import Words
from lcdata.view_models.advice import advice
from lcdata.view_models.page_head import as_of
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Attention:
    """One line: whose, what there is to see, which mechanism (or the data), what may help."""

    unit: str
    reason: str
    mechanism: str
    advice: str


def attention(view: View) -> tuple[Attention, ...]:
    """The lines in the fixed order of the units; within a unit data first, then by community."""
    return tuple(line for unit in view.units for line in _lines(view, unit))


def _lines(view: View, unit: Unit) -> Iterator[Attention]:
    yield from _old_delivery(view, unit)
    for community in unit.communities:
        for signal in view.model.signals:
            if signal.community_id == community.community_id and signal.kind in PROCESS_REASONS:
                yield _line(view, unit, community, signal)


def _line(view: View, unit: Unit, community: Community, signal: Signal) -> Attention:
    words = view.words
    reason = words.text(PROCESS_REASONS[signal.kind], count=signal.count)
    days = words.listing([words.short_day(day) for day in signal.dates])
    text = f"{community.name}: {reason}" + (f" ({days})." if days else ".")
    mechanism = signal.mechanism or _subject(signal.kind, words)
    return Attention(unit.short_name, text, mechanism, advice(signal, words))


def _subject(kind: str, words: Words) -> str:
    return words.text("data") if kind == "register_coverage_low" else ""


def _old_delivery(view: View, unit: Unit) -> Iterator[Attention]:
    day, words = as_of(unit.communities), view.words
    if day is None or view.as_of is None or day >= view.as_of:
        return
    reason = words.plural(
        "The last delivery is of {day}: {count} day older than the newest.",
        "The last delivery is of {day}: {count} days older than the newest.",
        (view.as_of - day).days,
        day=words.day(day),
    )
    remedy = words.text("Ask for a new delivery.")
    yield Attention(unit.short_name, reason, words.text("data"), remedy)
