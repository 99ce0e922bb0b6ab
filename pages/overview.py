"""Overview: how do the communities stand?"""

from __future__ import annotations

import streamlit as st

from lcdata.charts import plan
from lcdata.screens.overview import chart_overview, model_overview, show_attention
from lcdata.ui import exhibit, header, kpi_row, session
from lcdata.ui.look import is_narrow, look
from lcdata.ui.section import section

view = session.view()
words, seen = view.words, look(view.words.language)
page = model_overview.build(view)
rows, shown = page.rows, page.exhibit

header.show(page.head)
with section("figures"):
    kpi_row.show(page.figures)
with section("rows"):
    if is_narrow():
        exhibit.show_chart(plan.plan_stacked(rows, seen, words), shown.alt, "plan")
        stacked = chart_overview.attendance_stacked(rows, page.reference, seen, words)
        exhibit.show_chart(stacked, page.attendance_alt, "dots")
        exhibit.show_table(page.facts_table, words, page.facts_alt)
    else:
        ribbon, dots, facts = st.columns([50, 24.5, 25.5], gap=None)
        with ribbon:
            exhibit.show_chart(plan.plan(rows, seen, words), shown.alt, "plan")
        with dots:
            chart = chart_overview.attendance(rows, page.reference, seen, words)
            exhibit.show_chart(chart, page.attendance_alt, "dots")
        with facts:
            chart = chart_overview.facts(rows, page.heads, seen)
            exhibit.show_chart(chart, page.facts_alt, "facts")
    exhibit.show_foot(shown, words)
show_attention.show(page.attention, words)
