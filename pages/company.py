"""Company: how does my company do, and what is asked of me?"""

from __future__ import annotations

import streamlit as st

from lcdata.charts.ribbons import Shares
from lcdata.screens.company import chart_beside, model_company, show_asked, show_board_report
from lcdata.ui import absent, address, exhibit, header, ribbons, session
from lcdata.ui.look import is_narrow, look
from lcdata.ui.section import section

SHARES = Shares(names=0.23, ribbons=0.49, words=(0.28,))

view = session.view()
words, seen = view.words, look(view.words.language)
names = model_company.companies_in_view(view)
ids = list(names)
chosen = address.chosen("company", ids, ids[0]) if ids else ""
page = model_company.build(view, chosen)

header.show(page.head)
with st.container(horizontal=True, vertical_alignment="bottom"):
    if len(ids) > 1:
        address.select("company", words.text("Company"), ids, names.__getitem__)
    show_board_report.show_board_report(view, chosen, words)
with section("plan"):
    ribbons.show(page.ribbons, page.heads, page.plan, SHARES, seen, words)
figures, told = st.columns([59, 41], gap="large")
with figures, section("beside", page.beside.exhibit.title):
    shown = page.beside.exhibit
    draw = chart_beside.beside_stacked if is_narrow() else chart_beside.beside
    exhibit.show_chart(draw(page.beside, seen, words), shown.alt, "beside")
    exhibit.show_foot(shown, words)
with told:
    show_asked.show_asked(page.asked, words)
    show_asked.show_coming(page.coming, page.nothing_coming, words)
absent.show(page.absences, words)
