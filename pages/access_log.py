"""Access log: who opened, downloaded, delivered what?"""

from __future__ import annotations

from lcdata.screens.access_log import model_access_log
from lcdata.ui import exhibit, header, log, navigation, session
from lcdata.ui.section import section

view = session.view()
words = view.words
page = model_access_log.build(view, log.newest(), navigation.titles())

header.show(page.head)
with section("events", page.events.title):
    exhibit.show_table(page.events.table, words, page.events.alt)
    exhibit.show_foot(page.events, words, with_twin=False)
