"""What is not there, and why: the four empties in words, each with what to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lcdata.contracts.published import Community
from lcdata.domain import Grain, Status
from lcdata.locale import N_, Words
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

MOST = 4
"""Figures named per line; the others are counted."""

REASONS = (
    (
        (Status.NOT_MEASURED,),
        N_("Not delivered"),
        N_("Ask the facilitator to include it in the next delivery."),
    ),
    (
        (Status.NOT_DUE,),
        N_("Not yet due"),
        N_("Nothing to do: it appears by itself once the date has passed."),
    ),
    (
        (Status.NOT_APPLICABLE,),
        N_("Not applicable"),
        N_("Nothing to do: the own plan does not ask for it."),
    ),
    (
        (Status.SUPPRESSED, Status.TOO_FEW),
        N_("Shielded or too few"),
        N_(
            "Talk with the facilitator about the group itself; figures about sprints and "
            "sessions are shown at every size."
        ),
    ),
)

WHAT_TO_DO: Mapping[str, str] = {
    Status.NOT_MEASURED: N_("Not delivered: add the table or the column to the next delivery."),
    Status.NOT_DUE: N_("Not yet due: its moment in the own plan is still to come."),
    Status.NOT_APPLICABLE: N_("Not applicable: it does not concern this group, nothing to do."),
    Status.TOO_FEW: N_("Too few to say: the figure follows once more has been recorded."),
    Status.SUPPRESSED: N_(
        "Shielded: so few people that a figure could be about one of them; nothing to mend."
    ),
}
"""The same in a sentence each, for a page without room for four columns; said in this order."""

MORE_TO_COME = N_("Nothing to do: the figure follows once more has been recorded.")
"""What to do where figures are too few only, and none is shielded."""


@dataclass(frozen=True)
class Absence:
    """One kind of empty: what it holds here, and what to do about it (empty without any)."""

    title: str
    lines: tuple[str, ...]
    remedy: str


def absences(view: View, units: Sequence[Unit], indicators: Sequence[str]) -> tuple[Absence, ...]:
    """The four empties among these figures of a unit, and of the parts that follow it by name.

    What the whole misses is not repeated for its parts.
    """
    return tuple(
        _absence(view, units, indicators, statuses, view.words.text(title), remedy)
        for statuses, title, remedy in REASONS
    )


def what_to_do(statuses: Collection[str], words: Words) -> tuple[str, ...]:
    """The sentences of the empties that occur, in a fixed order."""
    return tuple(words.text(text) for status, text in WHAT_TO_DO.items() if status in statuses)


def community_unit(community: Community, *, is_own: bool) -> Unit:
    """A community as a unit of its own."""
    name = community.name
    return Unit(Grain.COMMUNITY, community.community_id, name, name, is_own, (community,))


def _absence(
    view: View,
    units: Sequence[Unit],
    indicators: Sequence[str],
    statuses: Sequence[str],
    title: str,
    remedy: str,
) -> Absence:
    told: set[str] = set()
    lines, found = [], set()
    for unit in units:
        missing = [
            name
            for name in indicators
            if name not in told and (cell := view.cell(name, unit)) and cell.status in statuses
        ]
        told.update(missing)
        found |= {cell.status for name in missing if (cell := view.cell(name, unit))}
        if missing:
            whose = "" if unit is units[0] else f"{unit.short_name}: "
            lines.append(f"{whose}{_named(view, missing)}.")
    if not lines:
        remedy = N_("Nothing on this page.")
    elif found == {Status.TOO_FEW}:
        remedy = MORE_TO_COME
    return Absence(title, tuple(lines), view.words.text(remedy))


def _named(view: View, indicators: list[str]) -> str:
    words = view.words
    names = {item.id: words.text(item.name) for item in view.model.definitions}
    said = [names.get(name, name) for name in indicators]
    more = len(said) - MOST
    if more <= 0:
        return ", ".join(said)
    return words.text("{names} and {count} more", names=", ".join(said[:MOST]), count=more)
