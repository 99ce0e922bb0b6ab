"""What stands around a chart: title, how to read it, text in its place, table twin, meaning."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.locale import N_
from lcdata.view_models.definition import DefinitionText, definitions
from lcdata.view_models.page_head import scope_words, stand, viewer_words
from lcdata.view_models.table import Table, Value
from lcdata.view_models.view import View

SMALL_NUMBERS = N_(
    "Figures about persons are shown from {persons} persons, answers to the survey from "
    "{respondents}. What is "
    "smaller is shielded, or left out of a sum, which the figure then says."
)


@dataclass(frozen=True)
class Exhibit:
    """The words around one chart; `alt` says in one or two sentences what the chart shows."""

    title: str
    note: str
    alt: str
    table: Table
    definitions: tuple[DefinitionText, ...]


def exhibit(
    view: View,
    *,
    name: str,
    title: str,
    alt: str,
    columns: tuple[str, ...],
    rows: list[tuple[Value, ...]],
    indicators: tuple[str, ...] = (),
    note: str = "",
    scope: str = "",
) -> Exhibit:
    """An exhibit whose files say their as-of date, release, scope, definitions and small numbers.

    `scope` says whose figures they are where they are fewer than the viewer may see.
    """
    meanings = definitions(view, *indicators)
    about = (*_about(view, title, note, scope), *_meant(view, meanings))
    return Exhibit(title, note, alt, Table(name, about, columns, tuple(rows)), meanings)


def _about(view: View, title: str, note: str, scope: str) -> tuple[tuple[str, ...], ...]:
    words = view.words
    said = (
        (words.text("Table"), title),
        (words.text("As of"), stand(view)),
        (words.text("Release"), view.model.release_id),
        (words.text("Scope"), scope or scope_words(view)),
        (words.text("Made for"), viewer_words(view)),
        (words.text("How to read it"), note),
        (words.text("Small numbers"), words.text(SMALL_NUMBERS, **view.model.policy.in_words)),
        (words.text("Remark"), words.text("sample data") if view.model.is_sample else ""),
    )
    return tuple(line for line in said if line[1])


def _meant(view: View, meanings: tuple[DefinitionText, ...]) -> tuple[tuple[str, ...], ...]:
    """A line per definition under a head of its own; nothing where there are none."""
    if not meanings:
        return ()
    words = view.words
    heads = (
        words.text("Figure"),
        words.text("How it is computed"),
        words.text("Counted over"),
        words.text("Small numbers"),
    )
    lines = ((m.name, m.formula, m.denominator, m.small_numbers) for m in meanings)
    return (heads, *lines)
