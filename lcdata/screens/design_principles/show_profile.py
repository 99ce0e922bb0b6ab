"""A profile of design principles: the chart of each, and what every mechanism opens to."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.screens.design_principles import chart_design_principles as charts
from lcdata.screens.design_principles.model_design_principles import (
    DesignPrinciples,
    Mechanism,
    Principle,
)
from lcdata.screens.design_principles.model_evidence import Evidence
from lcdata.ui import exhibit
from lcdata.ui.definition import told
from lcdata.ui.escape import plain
from lcdata.ui.look import is_narrow
from lcdata.ui.markup import Cell, line, show_folded, strong
from lcdata.ui.section import section

STACKED_WIDTH = 560
"""Pixels a stacked profile takes at most: wider, its circles would drift apart."""


def show_summary(page: DesignPrinciples) -> None:
    """What is seen, what is thin and what says nothing, in three sentences."""
    told = [f"**{plain(label)}:** {plain(names)}" for label, names in page.summary]
    st.markdown("\n\n".join(told))


def show(of: Principle, look: Look, words: Words, *, is_first: bool) -> None:
    """One principle under its rule."""
    key = f"principle-{of.id or 'support'}"
    with section(key, of.title):
        with st.container(width=STACKED_WIDTH if is_narrow() else "stretch"):
            drawn = charts.profile(of, look, words, stacked=is_narrow(), with_heads=is_first)
            exhibit.show_chart(drawn, of.alt, key)
        show_folded([(one.title, _behind(one, words)) for one in of.mechanisms])


def _behind(mechanism: Mechanism, words: Words) -> Cell:
    """What, how counted, over what, from where, and what might help."""
    lines = [said for item in mechanism.evidence for said in _explained(item, words)]
    if not mechanism.advice:
        return lines
    offer = words.text("What the publication offers")
    return [*lines, line(strong(offer)), line(mechanism.advice)]


def _explained(item: Evidence, words: Words) -> Cell:
    unknown = words.text("unknown, not counted: {count}", count=words.number(item.unknown))
    return [
        line(strong(f"{item.text}: {item.said.line}")),
        line(unknown if item.unknown else ""),
        *(told(item.meaning, words) if item.meaning else ()),
    ]
