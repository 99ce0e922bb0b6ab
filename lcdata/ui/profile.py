"""A profile of design principles: the chart of each, and what every mechanism opens to."""

from __future__ import annotations

import streamlit as st

from lcdata.charts import design_principles as charts
from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.ui import exhibit
from lcdata.ui.escape import plain
from lcdata.ui.look import is_narrow
from lcdata.ui.section import section
from lcdata.view_models.design_principles import DesignPrinciples, Mechanism, Principle
from lcdata.view_models.evidence import Evidence

STACKED_WIDTH = 560
"""Pixels a stacked profile takes at most: wider, its circles would drift apart."""


def show_summary(page: DesignPrinciples) -> None:
    """What is seen, what is thin and what says nothing, in three sentences."""
    told = [f"**{plain(label)}:** {plain(names)}" for label, names in page.summary]
    st.markdown("\n\n".join(told))


def show(part: Principle, look: Look, words: Words, *, is_first: bool) -> None:
    """One principle under its rule."""
    key = f"principle-{part.id or 'support'}"
    with section(key, part.title):
        with st.container(width=STACKED_WIDTH if is_narrow() else "stretch"):
            drawn = charts.profile(part, look, words, stacked=is_narrow(), with_heads=is_first)
            exhibit.show_chart(drawn, part.alt, key)
        with st.container(horizontal=True, gap="small"):
            for mechanism in part.mechanisms:
                _show_mechanism(mechanism, words)


def _show_mechanism(part: Mechanism, words: Words) -> None:
    """A quiet link that opens the evidence: what, how counted, over what, from where."""
    with st.popover(plain(part.title), type="tertiary"):
        for item in part.evidence:
            st.markdown(_explained(item, words))
        if part.advice:
            offer = plain(words.text("What the publication offers"))
            st.markdown(f"**{offer}**  \n{plain(part.advice)}")


def _explained(item: Evidence, words: Words) -> str:
    lines = [f"**{plain(item.text)}: {plain(item.said.line)}**"]
    if item.unknown:
        unknown = words.text("unknown, not counted: {count}", count=words.number(item.unknown))
        lines.append(plain(unknown))
    said = item.meaning.lines(words) if item.meaning else ()
    lines += [f":gray[{plain(label)}] {plain(text)}" for label, text in said]
    return "  \n".join(lines)
