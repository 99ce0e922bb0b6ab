"""The funnel with its finding beside it."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.screens.participation.chart_funnel import attendance_funnel
from lcdata.screens.participation.model_funnel import Funnel
from lcdata.ui import exhibit
from lcdata.ui.escape import plain
from lcdata.ui.look import is_narrow
from lcdata.ui.section import section

NARROW = 350
"""Pixels the labels reckon with where the columns are stacked."""


def show(part: Funnel, look: Look, words: Words) -> None:
    """Chart, then the one bold sentence and how to read it."""
    with section("funnel", part.exhibit.title):
        if is_narrow():
            drawn = attendance_funnel(part, look, words, NARROW)
            exhibit.show_chart(drawn, part.exhibit.alt, "funnel")
            _tell(part, words)
        else:
            chart, told = st.columns([64, 36], gap="large")
            with chart:
                drawn = attendance_funnel(part, look, words)
                exhibit.show_chart(drawn, part.exhibit.alt, "funnel")
            with told:
                _tell(part, words)
        exhibit.show_foot(part.exhibit, words)


def _tell(part: Funnel, words: Words) -> None:
    title, (first, *others) = words.text("What you see here"), part.explained
    told = [f"**{title}**", f"**{plain(part.finding)}** {plain(first)}", *map(plain, others)]
    st.markdown("\n\n".join(told))
