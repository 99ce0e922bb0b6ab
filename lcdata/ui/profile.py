"""A profile of design principles: the chart of each, and what every mechanism opens to."""

from __future__ import annotations

import streamlit as st

from lcdata.charts import design_principles as charts
from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.ui import exhibit
from lcdata.ui.escape import plain
from lcdata.ui.look import is_narrow
from lcdata.ui.part import part
from lcdata.ui.section import section
from lcdata.view_models.design_principles import DesignPrinciples, Mechanism, Principle
from lcdata.view_models.evidence import Evidence

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
        _show_mechanisms(of, words)


@part
def _show_mechanisms(of: Principle, words: Words) -> None:
    """Per mechanism a quiet link that opens the evidence, which is sent once it is open."""
    with st.container(horizontal=True, gap="small"):
        for number, mechanism in enumerate(of.mechanisms):
            key = f"mechanism-{of.id}-{number}"
            title = plain(mechanism.title)
            behind = st.popover(title, type="tertiary", key=key, on_change="rerun")
            if behind.open:
                behind.markdown("\n\n".join(_behind(mechanism, words)))


def _behind(mechanism: Mechanism, words: Words) -> list[str]:
    """What, how counted, over what, from where, and what might help."""
    said = [_explained(item, words) for item in mechanism.evidence]
    if mechanism.advice:
        offer = plain(words.text("What the publication offers"))
        said.append(f"**{offer}**  \n{plain(mechanism.advice)}")
    return said


def _explained(item: Evidence, words: Words) -> str:
    lines = [f"**{plain(item.text)}: {plain(item.said.line)}**"]
    if item.unknown:
        unknown = words.text("unknown, not counted: {count}", count=words.number(item.unknown))
        lines.append(plain(unknown))
    said = item.meaning.lines(words) if item.meaning else ()
    lines += [f":gray[{plain(label)}] {plain(text)}" for label, text in said]
    return "  \n".join(lines)
