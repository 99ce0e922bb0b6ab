"""Small multiples: one run chart per unit, three to a row."""

from __future__ import annotations

from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.screens.participation.chart_run_charts import run_charts
from lcdata.screens.participation.model_run_charts import RunCharts
from lcdata.ui import exhibit
from lcdata.ui.look import per_row
from lcdata.ui.section import section


def show(part: RunCharts, look: Look, words: Words) -> None:
    """The charts in their fixed order, then how to read them."""
    with section("weeks", part.exhibit.title, part.exhibit.note):
        drawn = run_charts(part, look, words, per_row())
        exhibit.show_chart(drawn, part.exhibit.alt, "weeks")
        exhibit.show_foot(part.exhibit, words, with_note=False)
