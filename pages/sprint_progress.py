"""Sprint progress: where is each community in its own plan?"""

from __future__ import annotations

from lcdata.charts.ribbons import Shares
from lcdata.ui import absent, address, burn_up, exhibit, header, kpi_row, ribbons, session
from lcdata.ui.look import is_narrow, look
from lcdata.ui.section import section
from lcdata.view_models import sprint_progress

SHARES = Shares(names=0.22, ribbons=0.42, words=(0.21, 0.15))

view = session.view()
words, seen = view.words, look(view.words.language)
names = sprint_progress.choices(view)
ids = sorted(names, key=lambda name: name != sprint_progress.first_choice(view))
page = sprint_progress.build(view, address.chosen("community", ids, ids[0]) if ids else "")

header.show(page.head)
with section("plan"):
    ribbons.show(page.ribbons, page.heads, page.plan, SHARES, seen, words)
if page.chosen:
    with section("community", words.text("One community")):
        address.select("community", words.text("Community"), ids, names.__getitem__)
        kpi_row.show(page.chosen.figures, small=True)
        told = page.chosen.sprints_told if is_narrow() else page.chosen.sprints
        exhibit.show_table(told, words, page.chosen.name)
    burn_up.show(page.chosen.burn_ups, seen, words)
    absent.show(page.chosen.absences, words)
