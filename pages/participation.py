"""Participation: who takes part, compared honestly?"""

from __future__ import annotations

from lcdata.charts import composition
from lcdata.ui import exhibit, funnel, header, run_charts, session, side_by_side
from lcdata.ui.look import is_narrow, look
from lcdata.ui.section import section
from lcdata.view_models import participation

view = session.view()
words, seen = view.words, look(view.words.language)
page = participation.build(view)

header.show(page.head)
if page.funnel:
    funnel.show(page.funnel, seen, words)
with section("comparison", words.text("Side by side")):
    side_by_side.show(view, seen)
run_charts.show(page.runs, seen, words)
with section("composition", page.composition.exhibit.title):
    shown = page.composition.exhibit
    drawn = composition.mixes(page.composition, seen, narrow=is_narrow())
    exhibit.show_chart(drawn, shown.alt, "mixes")
    exhibit.show_foot(shown, words)
with section("retention", page.retention.title):
    exhibit.show_lines(page.retention.table, words)
    exhibit.show_foot(page.retention, words, with_twin=False)
