"""Outcomes: what changed during the communities?"""

from __future__ import annotations

from lcdata.screens.outcomes import model_outcomes
from lcdata.screens.outcomes import show_outcomes as sections
from lcdata.screens.outcomes.model_change import changing, construct_name
from lcdata.ui import address, exhibit, header, session
from lcdata.ui.look import is_narrow, look
from lcdata.ui.section import section

view = session.view()
words, seen = view.words, look(view.words.language)
names = changing(view)
page = model_outcomes.build(view, address.chosen("scale", names, names[0]) if names else "")

header.show(page.head)
sections.show_changes(page, seen, words)
with section("compared", page.compared.exhibit.title):
    if view.is_leader and names:
        address.select("scale", words.text("Scale"), names, lambda name: construct_name(view, name))
    sections.show_compared(page.compared, seen, words)
sections.show_response(page, words)
with section("reliability", page.reliability.title, page.reliability.note):
    if is_narrow():
        exhibit.show_stacked(page.reliability.table, words)
    else:
        exhibit.show_table(page.reliability.table, words, page.reliability.title)
    exhibit.show_foot(page.reliability, words, with_note=False, with_twin=False)
