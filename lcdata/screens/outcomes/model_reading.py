"""How the outcomes are read: the one finding the intervals support, and what it does not say."""

from __future__ import annotations

from collections.abc import Sequence

from lcdata.locale import N_
from lcdata.screens.outcomes.model_change import (
    Change,
    consortium,
    construct_name,
    constructs,
    length,
    without_first,
)
from lcdata.screens.outcomes.model_changes import Changes
from lcdata.view_models.absent import what_to_do
from lcdata.view_models.survey import WAVES
from lcdata.view_models.view import View

PRORATED_FROM = 0.1
"""Share of scores with an item missing above which the page says so."""


def finding(view: View, rows: Sequence[Change]) -> str:
    """The one thing the intervals support; nothing where all of them hold zero."""
    words = view.words
    known = [row for row in rows if row.low is not None and row.high is not None]
    higher = [row.name for row in known if (row.low or 0) > 0]
    lower = [row.name for row in known if (row.high or 0) < 0]
    if known and len(higher) == len(known) and len(known) > 1:
        return words.text(
            "On all {count} scales with a first measurement those who answered both times scored "
            "higher at the end than at the start, during the communities.",
            count=len(known),
        )
    said = [
        words.text(text, names=words.listing([_lower(name) for name in names]))
        for text, names in (
            (N_("During the communities higher at the end than at the start: {names}."), higher),
            (N_("During the communities lower at the end than at the start: {names}."), lower),
        )
        if names
    ]
    return " ".join(said)


def explained(view: View, changes: Changes, compared: Changes) -> tuple[str, ...]:
    """What to keep in mind, a sentence each."""
    words = view.words
    known = [row for row in changes.rows if row.low is not None]
    rest = [row for row in known if (row.low or 0) <= 0 <= (row.high or 0)]
    said = [
        words.text("Where the line holds zero, chance alone can explain the change.")
        if rest
        else "",
        words.text(
            "This is change during the communities. There is no comparison group, so what the "
            "community itself did cannot be concluded from it."
        ),
        *_levels(view),
        words.text(
            "There is no result per community. Groups hold at most eight members, so an answer "
            "could be recognised; that is a choice."
        ),
        ""
        if view.is_leader
        else words.text("You see your own company and the consortium, never another company."),
        _prorated(view),
        *what_to_do({row.status for row in (*changes.rows, *compared.rows)}, words),
    ]
    return tuple(sentence for sentence in said if sentence)


def _levels(view: View) -> list[str]:
    """Scales without a first measurement, with their latest mean."""
    words, said = view.words, []
    scales = {scale.construct: scale for scale in view.model.scales}
    for construct in constructs(view):
        if not without_first(view, construct):
            continue
        for wave in reversed(list(WAVES)):
            cell = view.cell(f"mean.{construct}", consortium(view), wave)
            if cell is not None and cell.is_ok and cell.value is not None:
                told = words.text(
                    "{name}: no first measurement, so no change; {wave} {value} on average, on "
                    "{length}.",
                    name=construct_name(view, construct),
                    wave=words.text(WAVES[wave]),
                    value=words.number(cell.value, 1),
                    length=length(scales[construct]),
                )
                said.append(told)
                break
    return said


def _prorated(view: View) -> str:
    cell = view.cell("prorated_share", consortium(view))
    if cell is None or cell.value is None or cell.value <= PRORATED_FROM:
        return ""
    return view.words.text(
        "{share} of the scores lack an answer and are computed in proportion; above {limit} "
        "we say so.",
        share=view.words.percent(cell.value),
        limit=view.words.percent(PRORATED_FROM),
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
