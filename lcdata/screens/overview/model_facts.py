"""The overview's facts in words: what a release has of sprints and sessions, two per row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lcdata.contracts.cells import Cell
from lcdata.locale import N_, Words
from lcdata.view_models.figure import Said, say_count, say_empty
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Fact:
    """One column of facts.

    Attributes:
        indicator: what it is read from.
        head, under: the column's head and the grey line below it, as message ids.
        label: what a key figure of it is called, as message id.
        say: the figure in words.
        companion: a second indicator for the line under a key figure, and how it is said.
    """

    indicator: str
    head: str
    under: str
    label: str
    say: Callable[[Cell | None, Words], Said]
    companion: tuple[str, str]


def say_sprints(cell: Cell | None, words: Words) -> Said:
    """Ended sprints, and how many kept to their time box; the asterisk marks missing dates."""
    if cell is None or cell.num is None or cell.total is None:
        return say_empty(cell, words)
    missing = cell.unknown
    closed = words.text("{count} closed", count=words.number(cell.total + missing))
    kept = words.text("{count} in time", count=words.count_of(cell.num, cell.total))
    return Said(closed, kept + ("*" if missing else ""))


CANDIDATES = (
    Fact(
        "sprints_in_time_box",
        N_("Sprints"),
        N_("±2 days = in time"),
        N_("Sprints closed in time"),
        say_sprints,
        ("reflection_completion", N_("{count} with a reflection")),
    ),
    Fact(
        "reflection_completion",
        N_("Reflections"),
        N_("of the sprints"),
        N_("Sprints with a closing reflection"),
        say_count,
        ("sprint_reviews_held", N_("{count} with a sprint review")),
    ),
    Fact(
        "sessions_held_ratio",
        N_("Sessions"),
        N_("held"),
        N_("Sessions that took place"),
        say_count,
        ("cadence_adherence", N_("{count} in the planned rhythm")),
    ),
    Fact(
        "cadence_adherence",
        N_("Rhythm"),
        N_("as planned"),
        N_("Sessions in the planned rhythm"),
        say_count,
        ("sessions_held_ratio", N_("{count} took place")),
    ),
)
"""Most telling first; a release shows the first two it has figures of."""


def facts(view: View) -> tuple[Fact, ...]:
    """The two facts this release has figures of."""
    known = {cell.indicator for cell in view.model.cells}
    return tuple(fact for fact in CANDIDATES if fact.indicator in known)[:2]


def say_fact(view: View, fact: Fact, unit: Unit) -> Said:
    """One unit's fact in words."""
    return fact.say(view.cell(fact.indicator, unit), view.words)


def say_with_companion(view: View, fact: Fact, unit: Unit) -> Said:
    """The fact as a key figure: its count, and the companion's under it."""
    said = say_count(view.cell(fact.indicator, unit), view.words)
    indicator, message = fact.companion
    beside = say_count(view.cell(indicator, unit), view.words)
    if not said.is_ok or not beside.is_ok:
        return said
    return replace(said, second=view.words.text(message, count=beside.headline))
