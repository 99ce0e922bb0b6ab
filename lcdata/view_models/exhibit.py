"""What stands around a chart: title, how to read it, text in its place, table twin, meaning."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.view_models.definition import DefinitionText, definitions
from lcdata.view_models.page_head import scope_words, stand
from lcdata.view_models.table import Table, Value
from lcdata.view_models.view import View


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
    """An exhibit whose download says its as-of date, scope and definitions.

    `scope` says whose figures they are where they are fewer than the viewer may see.
    """
    meanings = definitions(view, *indicators)
    words = view.words
    about = [
        (words.text("Table"), title),
        (words.text("As of"), stand(view)),
        (words.text("Scope"), scope or scope_words(view)),
        *((item.name, item.formula) for item in meanings),
    ]
    if view.model.is_sample:
        about.append((words.text("Remark"), words.text("sample data")))
    return Exhibit(title, note, alt, Table(name, tuple(about), columns, tuple(rows)), meanings)
