"""Attendance: whom should I call, who comes next time?"""

from __future__ import annotations

import streamlit as st

from lcdata.screens.attendance import model_attendance, show_attendance, show_documents
from lcdata.ui import address, header, session
from lcdata.ui.look import look
from lcdata.view_models.view import own_communities

view = session.view()
words, seen = view.words, look(view.words.language)
own = own_communities(view)
ids = list(own)
chosen = address.chosen("community", ids, ids[0])
page = model_attendance.build(view, chosen)

header.show(page.head)
if len(ids) > 1:
    with st.container():
        address.select("community", words.text("Community"), ids, own.__getitem__)
show_attendance.show_calls(page.calls, words)
show_attendance.show_next(page.next, words)
show_documents.show_sign_in_sheet(view, chosen, words)
show_attendance.show_register(page.register, seen, words)
show_attendance.show_gaps(page.gaps, words)
show_documents.show_fill_in_list(view, chosen, words)
