"""The dashboard: page settings, who looks, the pages of that role, run the page."""

from __future__ import annotations

import streamlit as st

from lcdata.locale import words
from lcdata.ui import look, navigation, session

st.set_page_config(page_title="Learning communities", layout="wide", page_icon="📘")
language = session.current_language()
look.show_style(look.look(language))
session.show_switches()
page = navigation.current_page(session.view().scope.role, words(language))
if navigation.is_allowed(page, session.view().scope.role):
    page.run()
else:
    navigation.show_elsewhere(words(language))
