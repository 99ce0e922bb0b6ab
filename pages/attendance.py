"""Attendance: whom should I call, who comes next time?"""

from __future__ import annotations

import streamlit as st

from lcdata.ui import address, attendance, header, session
from lcdata.ui.look import look
from lcdata.view_models import attendance as page_of

view = session.view()
words, seen = view.words, look(view.words.language)
own = page_of.own_communities(view)
ids = list(own)
page = page_of.build(view, address.chosen("community", ids, ids[0]))

header.show(page.head)
if len(ids) > 1:
    with st.container():
        address.select("community", words.text("Community"), ids, own.__getitem__)
attendance.show_calls(page.calls, words)
attendance.show_next(page.next, words)
attendance.show_register(page.register, seen, words)
attendance.show_gaps(page.gaps, words)
