"""The burn-up of a community: one chart per sprint, three to a row."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.burn_up import burn_up
from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.ui import exhibit
from lcdata.ui.escape import plain
from lcdata.ui.section import section
from lcdata.view_models.burn_up import BurnUps

PER_ROW = 3


def show(part: BurnUps, look: Look, words: Words) -> None:
    """The charts in the order of the sprints, or why there are none."""
    with section("burn-up", part.exhibit.title):
        if not part.charts:
            st.markdown(
                words.text(
                    "No agreed work has been delivered for a sprint that has begun: ask the "
                    "facilitator to include the sprint items in the next delivery."
                )
            )
            return
        for start in range(0, len(part.charts), PER_ROW):
            row = part.charts[start : start + PER_ROW]
            for column, chart in zip(st.columns(PER_ROW, gap="medium"), row, strict=False):
                with column:
                    st.markdown(f"**{plain(chart.title)}**")
                    drawn = burn_up(part, chart, look, words)
                    alt_text = f"{chart.title}: {chart.said}, {chart.first}–{chart.last}"
                    exhibit.show_chart(drawn, alt_text, f"burn-up-{chart.sprint_no}")
        exhibit.show_foot(part.exhibit, words)
