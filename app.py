"""The dashboard: page settings, who looks, the pages of that role, run the page."""

from __future__ import annotations

import streamlit as st

from lcdata.errors import LcdataError
from lcdata.locale import words
from lcdata.ui import look, navigation, notice, session

st.set_page_config(page_title="Learning communities", layout="wide", page_icon="📘")
look.show_style(look.look(session.DEFAULT_LANGUAGE))
try:
    language = session.current_language()
    session.show_switches()
    role = session.view().scope.role
    page = navigation.current_page(role, words(language))
    if navigation.is_allowed(page, role):
        page.run()
    else:
        notice.show_elsewhere(words(language))
except LcdataError as error:
    notice.show_error(error, words(session.DEFAULT_LANGUAGE))
