"""Participation: who takes part, compared honestly?"""

from __future__ import annotations

from lcdata.screens.participation import (
    chart_composition,
    model_participation,
    show_funnel,
    show_run_charts,
    show_side_by_side,
)
from lcdata.ui import exhibit, header, session
from lcdata.ui.look import is_narrow, look
from lcdata.ui.section import section

view = session.view()
words, seen = view.words, look(view.words.language)
page = model_participation.build(view)

header.show(page.head)
if page.funnel:
    show_funnel.show(page.funnel, seen, words)
with section("comparison", words.text("Side by side")):
    show_side_by_side.show(view, seen)
show_run_charts.show(page.runs, seen, words)
with section("composition", page.composition.exhibit.title):
    shown = page.composition.exhibit
    drawn = chart_composition.mixes(page.composition, seen, narrow=is_narrow())
    exhibit.show_chart(drawn, shown.alt, "mixes")
    exhibit.show_foot(shown, words)
with section("retention", page.retention.title):
    exhibit.show_lines(page.retention.table, words)
    exhibit.show_foot(page.retention, words, with_twin=False)
