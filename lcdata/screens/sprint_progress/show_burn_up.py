"""The burn-up of a community: one chart per sprint, three to a row."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.screens.sprint_progress.chart_burn_up import burn_ups
from lcdata.screens.sprint_progress.model_burn_up import BurnUps
from lcdata.ui import exhibit
from lcdata.ui.look import per_row
from lcdata.ui.section import section


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
        drawn = burn_ups(part, look, words, per_row())
        exhibit.show_chart(drawn, part.exhibit.alt, "burn-up")
        exhibit.show_foot(part.exhibit, words)
