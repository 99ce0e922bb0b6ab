"""What stands around a chart: note, downloads, meaning, table twin."""

from __future__ import annotations

import altair as alt
import streamlit as st

from lcdata.locale import Words
from lcdata.reports.table_file import KINDS, FileKind
from lcdata.ui import definition, log
from lcdata.ui.escape import plain
from lcdata.ui.section import line
from lcdata.view_models.exhibit import Exhibit
from lcdata.view_models.table import Table


def show_chart(chart: alt.LayerChart, alt_text: str, key: str) -> None:
    """One chart with its text alternative, drawn in our own theme."""
    st.altair_chart(chart, theme=None, width="stretch", alt=alt_text, key=key)


def show_foot(
    exhibit: Exhibit, words: Words, *, with_note: bool = True, with_twin: bool = True
) -> None:
    """How to read the chart, then downloads and meaning as quiet links, then the table."""
    if exhibit.note and with_note:
        st.caption(plain(exhibit.note))
    with st.container(horizontal=True, gap="small"):
        for kind in KINDS:
            _download(exhibit.table, kind, words)
        if exhibit.definitions:
            definition.show_popover(exhibit.definitions, words)
    if not with_twin:
        return
    with st.expander(words.text("As a table"), key=f"twin-{exhibit.table.name}"):
        show_table(exhibit.table, words, exhibit.title)


def show_table(table: Table, words: Words, alt_text: str, most: int | None = None) -> None:
    """The rows, or the first so many, as an HTML table; texts stay texts."""
    rows = table.said(words)[:most]
    if not rows:
        st.caption(words.text("Nothing to show."))
        return
    columns = {plain(column): [plain(row[column]) for row in rows] for column in table.columns}
    st.table(columns, border="horizontal", hide_index=True, hide_header=False, alt=alt_text)


def show_stacked(table: Table, words: Words) -> None:
    """Each row under its first column, for a screen too narrow for a table."""
    for number, row in enumerate(table.said(words)):
        name, *rest = row.items()
        lines = [f":gray[{plain(column)}] {plain(text)}" for column, text in rest if text]
        with line(f"{table.name}-stacked-{number}"):
            st.markdown("  \n".join([f"**{plain(name[1])}**", *lines]))


def show_lines(table: Table, words: Words) -> None:
    """A table of sentences as rows of text: the first column names, the rest tells."""
    for number, row in enumerate(table.said(words)):
        name, *told = row.values()
        with line(f"{table.name}-{number}"):
            left, right = st.columns([3, 9])
            left.markdown(f"**{plain(name)}**")
            right.markdown(" · ".join(plain(text) for text in told if text))


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
