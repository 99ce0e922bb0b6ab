"""Overarching community: what do the companies do together?"""

from __future__ import annotations

import streamlit as st

from lcdata.charts import plan
from lcdata.screens.overarching import chart_boundary, model_overarching
from lcdata.ui import exhibit, header, kpi_row, session
from lcdata.ui.escape import plain
from lcdata.ui.look import look
from lcdata.ui.section import section

SHOWN = 6  # newest rows of a list; the table below it holds all

view = session.view()
words, seen = view.words, look(view.words.language)
page = model_overarching.build(view)

header.show(page.head)
with section("figures"):
    kpi_row.show(page.figures)
with section("plan", words.text("Its own plan")):
    st.markdown("\n\n".join(map(plain, page.questions)))
    exhibit.show_chart(plan.plan_stacked(page.rows, seen, words), page.plan_alt, "plan")
    kpi_row.show(page.own, small=True)
    if page.sprints:
        kpi_row.show(page.sprints, small=True)
if page.boundary.names:
    with section("pairs", page.boundary.exhibit.title):
        with st.container(width=900):
            drawn = chart_boundary.company_matrix(page.boundary, seen)
            exhibit.show_chart(drawn, page.boundary.exhibit.alt, "pairs")
        exhibit.show_foot(page.boundary.exhibit, words)
for part in (page.visits, page.shared):
    with section(part.table.name, part.title):
        exhibit.show_table(part.table, words, part.title, most=SHOWN)
        exhibit.show_foot(part, words, with_twin=len(part.table.rows) > SHOWN)
