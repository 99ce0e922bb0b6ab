"""The dashboard: page settings, who looks, the pages of that role, run the page."""

from __future__ import annotations

import streamlit as st

from lcdata.errors import LcdataError
from lcdata.locale import DEFAULT_LANGUAGE, words
from lcdata.screens.begin import show_begin
from lcdata.ui import data, door, log, look, navigation, notice, session

st.set_page_config(page_title="Learning communities", layout="wide", page_icon="📘")
look.show_style(look.look(DEFAULT_LANGUAGE))
try:
    if door.opens():
        said = words(session.current_language())
        session.show_switches(door.show_way_out)
        if data.is_empty():
            navigation.show_everywhere(show_begin.show)
            st.stop()
        role = session.current_scope().role
        page = navigation.current_page(role, said)
        name = navigation.name_of(page)
        if not navigation.is_allowed(page, role):
            log.record_once(log.Event.REFUSED, name)
            notice.show_elsewhere(said)
        elif name in navigation.OF_PERSONS and session.is_viewing_as():
            log.record_once(log.Event.REFUSED, name)
            notice.show_persons_stay(said)
        else:
            log.record_page(name)
            page.run()
except LcdataError as error:
    notice.show_error(error, words(DEFAULT_LANGUAGE))
