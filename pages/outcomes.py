"""Outcomes: what changed during the communities?"""

from __future__ import annotations

import streamlit as st

from lcdata.ui import address, exhibit, header, session
from lcdata.ui import outcomes as sections
from lcdata.ui.look import look
from lcdata.ui.section import section
from lcdata.view_models import outcomes
from lcdata.view_models.change import changing, construct_name

view = session.view()
words, seen = view.words, look(view.words.language)
names = changing(view)
page = outcomes.build(view, address.chosen("scale", names, names[0]) if names else "")

header.show(page.head)
sections.show_changes(page, seen, words)
with section("compared", page.compared.exhibit.title):
    if view.is_leader and names:
        address.select("scale", words.text("Scale"), names, lambda name: construct_name(view, name))
    sections.show_compared(page.compared, seen, words)
sections.show_response(page, words)
with section("reliability", page.reliability.title, page.reliability.note):
    with st.container(key="wide-reliability"):
        exhibit.show_table(page.reliability.table, words, page.reliability.title)
    with st.container(key="narrow-reliability"):
        exhibit.show_stacked(page.reliability.table, words)
    exhibit.show_foot(page.reliability, words, with_note=False, with_twin=False)
