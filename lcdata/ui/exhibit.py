"""What stands around a chart: note, downloads, meaning, table twin."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import streamlit as st

from lcdata.locale import Words
from lcdata.reports.table_file import KINDS, FileKind
from lcdata.ui import definition, log, markup
from lcdata.ui.escape import plain
from lcdata.ui.markup import Cell, line, quiet, show_rows, strong
from lcdata.ui.part import part
from lcdata.view_models.exhibit import Exhibit
from lcdata.view_models.table import Table


def show_chart(chart: alt.LayerChart, alt_text: str, key: str) -> None:
    """One chart with its text alternative, drawn in our own theme."""
    st.altair_chart(chart, theme=None, width="stretch", alt=alt_text, key=key)


def show_foot(
    exhibit: Exhibit, words: Words, *, with_note: bool = True, with_twin: bool = True
) -> None:
    """How to read the chart, then what opens below it: meaning, table and downloads."""
    if exhibit.note and with_note:
        st.caption(plain(exhibit.note))
    if exhibit.definitions:
        definition.show(exhibit.definitions, words)
    if with_twin:
        _show_twin(exhibit, words)
    else:
        _show_downloads(exhibit.table, words)


@part
def _show_twin(exhibit: Exhibit, words: Words) -> None:
    """The table with its downloads, sent once it is opened."""
    label, key = words.text("As a table and download"), f"twin-{exhibit.table.name}"
    twin = st.expander(label, key=key, on_change="rerun")
    if twin.open:
        with twin:
            _show_downloads(exhibit.table, words)
            show_table(exhibit.table, words, exhibit.title)


def show_table(table: Table, words: Words, alt_text: str, most: int | None = None) -> None:
    """The rows, or the first so many, as an HTML table; texts stay texts."""
    rows = table.said(words)[:most]
    if not rows:
        st.caption(words.text("Nothing to show."))
        return
    markup.show_table(table.columns, [list(row.values()) for row in rows], alt_text)


def show_stacked(table: Table, words: Words) -> None:
    """Each row under its first column, for a screen too narrow for a table."""
    show_rows([[_stacked(row)] for row in table.said(words)])


def show_lines(table: Table, words: Words) -> None:
    """A table of sentences as rows of text: the first column names, the rest tells."""
    rows = [tuple(row.values()) for row in table.said(words)]
    told = [[[line(strong(name))], [line(" · ".join(filter(None, rest)))]] for name, *rest in rows]
    show_rows(told, [3, 9])


def _stacked(row: Mapping[str, str]) -> Cell:
    (_, name), *rest = row.items()
    lines = (line(quiet(column), text) for column, text in rest if text)
    return [line(strong(name)), *lines]


def _show_downloads(table: Table, words: Words) -> None:
    with st.container(horizontal=True, gap="small"):
        for kind in KINDS:
            _download(table, kind, words)


def _download(table: Table, kind: FileKind, words: Words) -> None:
    file_name = kind.file_name(table)
    st.download_button(
        words.text(kind.label),
        data=log.handed_out(file_name, lambda: kind.write(table, words)),
        file_name=file_name,
        mime=kind.media_type,
        key=f"download-{file_name}",
        on_click="ignore",
        type="tertiary",
    )
