"""Small multiples: one run chart per unit, three to a row."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.run_charts import run_chart
from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.ui import exhibit
from lcdata.ui.escape import plain
from lcdata.ui.section import section
from lcdata.view_models.run_charts import RunCharts

PER_ROW = 3


def show(part: RunCharts, look: Look, words: Words) -> None:
    """The charts in their fixed order, then how to read them."""
    with section("weeks", part.exhibit.title, part.exhibit.note):
        for start in range(0, len(part.charts), PER_ROW):
            row = part.charts[start : start + PER_ROW]
            for column, chart in zip(st.columns(PER_ROW, gap="medium"), row, strict=False):
                with column:
                    remark = f" :small[:gray[{plain(chart.remark)}]]" if chart.remark else ""
                    st.markdown(f"**{plain(chart.unit.name)}**{remark}")
                    drawn = run_chart(part, chart, look, words, with_phases=start == 0)
                    exhibit.show_chart(drawn, chart.alt, f"weeks-{chart.unit.entity_id}")
        exhibit.show_foot(part.exhibit, words, with_note=False)
