"""The sections of the outcomes page."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.screens.outcomes import chart_outcomes as charts
from lcdata.screens.outcomes.model_changes import Changes
from lcdata.screens.outcomes.model_outcomes import Outcomes
from lcdata.ui import exhibit, kpi_row
from lcdata.ui.escape import plain
from lcdata.ui.look import is_narrow
from lcdata.ui.section import section

STACKED_WIDTH, COMPARED_WIDTH = 620, 900
"""Pixels a chart takes at most: stacked, and on its own in a wide section."""


def show_changes(page: Outcomes, look: Look, words: Words) -> None:
    """The consortium's changes with the finding and how to read it beside them."""
    part = page.changes
    with section("change", part.exhibit.title):
        if not part.rows:
            st.markdown(words.text("No survey has been delivered yet."))
        if is_narrow():
            with st.container(width=STACKED_WIDTH):
                _show(part, look, words, "change")
            _tell(page, words)
        else:
            chart, told = st.columns([64, 36], gap="large")
            with chart:
                _show(part, look, words, "change")
            with told:
                _tell(page, words)
        exhibit.show_foot(part.exhibit, words)


def show_response(page: Outcomes, words: Words) -> None:
    """Who answered, per measurement."""
    with section("response", words.text("Response")):
        for figures in page.response:
            kpi_row.show(figures, small=True)


def show_compared(part: Changes, look: Look, words: Words) -> None:
    """The companies, or the own one, beside the consortium; inside a section."""
    st.caption(plain(part.exhibit.note))
    with st.container(width=STACKED_WIDTH if is_narrow() else COMPARED_WIDTH):
        _show(part, look, words, "compared")
    exhibit.show_foot(part.exhibit, words, with_note=False)


def _show(part: Changes, look: Look, words: Words, key: str) -> None:
    if part.rows:
        drawn = charts.changes(part, look, words, stacked=is_narrow())
        exhibit.show_chart(drawn, part.exhibit.alt, key)


def _tell(page: Outcomes, words: Words) -> None:
    told = [f"**{plain(words.text('How to read this'))}**"]
    if page.finding:
        told.append(f"**{plain(page.finding)}**")
    st.markdown("\n\n".join([*told, *map(plain, page.explained)]))
