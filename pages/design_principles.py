"""Design principles: is it built as designed?"""

from __future__ import annotations

import streamlit as st

from lcdata.screens.design_principles import model_design_principles, show_profile
from lcdata.ui import address, exhibit, header, session
from lcdata.ui.escape import plain
from lcdata.ui.look import look
from lcdata.ui.section import section

view = session.view()
words, seen = view.words, look(view.words.language)
profiles = model_design_principles.profiles(view)
ids = list(profiles)
chosen = address.chosen("profile", ids, ids[0]) if ids else ""
page = model_design_principles.build(view, profiles.get(chosen))

header.show(page.head)
with section("summary"):
    if len(ids) > 1:
        label = words.text("Company or community")
        address.select("profile", label, ids, lambda name: profiles[name].name)
    show_profile.show_summary(page)
for number, part in enumerate(page.principles):
    show_profile.show(part, seen, words, is_first=number == 0)
with section("reading", words.text("How to read this")):
    st.caption("\n\n".join(map(plain, page.notes)))
    exhibit.show_foot(page.exhibit, words)
