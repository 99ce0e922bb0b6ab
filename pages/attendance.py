"""Attendance: whom should I call, who comes next time?"""

from __future__ import annotations

import streamlit as st

from lcdata.screens.attendance import model_attendance as page_of
from lcdata.screens.attendance import show_attendance
from lcdata.ui import address, document, header, session
from lcdata.ui.look import look

view = session.view()
words, seen = view.words, look(view.words.language)
own = page_of.own_communities(view)
ids = list(own)
chosen = address.chosen("community", ids, ids[0])
page = page_of.build(view, chosen)

header.show(page.head)
if len(ids) > 1:
    with st.container():
        address.select("community", words.text("Community"), ids, own.__getitem__)
show_attendance.show_calls(page.calls, words)
show_attendance.show_next(page.next, words)
document.show_sign_in_sheet(view, chosen, words)
show_attendance.show_register(page.register, seen, words)
show_attendance.show_gaps(page.gaps, words)
document.show_fill_in_list(view, chosen, words)
