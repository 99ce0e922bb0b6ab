"""Participation: who takes part, compared honestly?"""

from __future__ import annotations

import streamlit as st

from lcdata.charts import comparison, composition
from lcdata.ui import address, exhibit, funnel, header, run_charts, session
from lcdata.ui.look import look
from lcdata.ui.section import section
from lcdata.view_models import participation

view = session.view()
words, seen = view.words, look(view.words.language)
names = list(participation.RATES)
page = participation.build(view, address.chosen("figure", names, names[0]))

header.show(page.head)
if page.funnel:
    funnel.show(page.funnel, seen, words)
with section("comparison", words.text("Side by side")):
    address.select(
        "figure",
        words.text("Figure"),
        names,
        lambda name: words.text(participation.RATES[name]),
    )
    rates = page.comparison
    exhibit.show_chart(comparison.rates(rates, seen, words), rates.exhibit.alt, "rates")
    exhibit.show_foot(rates.exhibit, words)
run_charts.show(page.runs, seen, words)
with section("composition", page.composition.exhibit.title):
    shown = page.composition.exhibit
    with st.container(key="wide-mixes"):
        exhibit.show_chart(composition.mixes(page.composition, seen), shown.alt, "mixes")
    with st.container(key="narrow-mixes"):
        stacked = composition.mixes(page.composition, seen, narrow=True)
        exhibit.show_chart(stacked, shown.alt, "mixes-narrow")
    exhibit.show_foot(shown, words)
with section("retention", page.retention.title):
    exhibit.show_lines(page.retention.table, words)
    exhibit.show_foot(page.retention, words, with_twin=False)
