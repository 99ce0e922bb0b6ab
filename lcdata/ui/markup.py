"""Rows of text and tables as one element of the page, however many rows.

Streamlit parses each of its own texts as Markdown and lays it out by itself; a page of a hundred of
them took a browser longer than its charts. Nothing else writes HTML: every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from lcdata.contracts.grammar import visible

Tone = Literal["", "strong", "quiet"]
_TAGS = {"": "span", "strong": "strong", "quiet": "small"}


@dataclass(frozen=True)
class Said:
    """A text in one tone."""

    text: str
    tone: Tone = ""


Line = tuple[Said, ...]
Cell = Sequence[Line]
"""The lines of one cell; an empty line is left out."""


def line(*parts: Said | str) -> Line:
    """Texts on one line, those without a tone plain; empty ones are left out."""
    said = (part if isinstance(part, Said) else Said(part) for part in parts)
    return tuple(part for part in said if part.text)


def strong(text: str) -> Said:
    """What is seen first."""
    return Said(text, "strong")


def quiet(text: str) -> Said:
    """What is read second."""
    return Said(text, "quiet")


def show_rows(rows: Sequence[Sequence[Cell]], widths: Sequence[int] = (1,)) -> None:
    """Rows under hairlines, their cells side by side where the screen is wide enough."""
    st.html(rows_html(rows, widths))


def show_folded(entries: Sequence[tuple[str, Cell]]) -> None:
    """Names one below the other, each opening to its lines."""
    st.html(folded_html(entries))


def show_table(columns: Sequence[str], rows: Sequence[Sequence[str]], label: str) -> None:
    """A table whose cells are texts; `label` names it for assistive technology."""
    st.html(table_html(columns, rows, label))


def rows_html(rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> str:
    """A list with an item per row."""
    columns = " ".join(f"{int(width)}fr" for width in widths)
    items = "".join(
        "<li>" + "".join(f"<div>{_cell(cell)}</div>" for cell in row) + "</li>" for row in rows
    )
    return f'<ul class="lc-rows" style="--lc-columns:{columns}">{items}</ul>'


def folded_html(entries: Sequence[tuple[str, Cell]]) -> str:
    """A disclosure per entry; what is folded is found by the browser's search as well."""
    folds = "".join(
        f'<details class="lc-fold"><summary>{_text(name)}</summary>'
        f"<div>{_cell(cell)}</div></details>"
        for name, cell in entries
    )
    return f'<div class="lc-folds">{folds}</div>'


def table_html(columns: Sequence[str], rows: Sequence[Sequence[str]], label: str) -> str:
    """A table with one row of column heads; too wide for the screen it scrolls by itself."""
    heads = "".join(f'<th scope="col">{_text(column)}</th>' for column in columns)
    lines = "".join(
        "<tr>" + "".join(f"<td>{_text(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    named = f'aria-label="{_text(label)}"'
    return (
        f'<div class="lc-table" role="region" tabindex="0" {named}><table {named}>'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(one) for one in cell if one)


def _line(parts: Line) -> str:
    return " ".join(f"<{_TAGS[p.tone]}>{_text(p.text)}</{_TAGS[p.tone]}>" for p in parts)


def _text(text: str) -> str:
    """The text, of which nothing is markup; characters that are not seen are left out."""
    return escape(" ".join(visible(text).split()))
