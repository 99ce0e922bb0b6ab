"""One figure side by side; another choice draws this part of the page alone."""

from __future__ import annotations

from lcdata.charts.theme import Look
from lcdata.screens.participation import chart_comparison, model_participation
from lcdata.ui import address, exhibit
from lcdata.ui.part import part
from lcdata.view_models.view import View


@part
def show(view: View, look: Look) -> None:
    """The choice, the dots with their intervals, and what stands behind them."""
    words, names = view.words, list(model_participation.RATES)
    label = words.text("Figure")
    chosen = address.select(
        "figure", label, names, lambda name: words.text(model_participation.RATES[name])
    )
    rates = model_participation.compared(view, chosen)
    exhibit.show_chart(chart_comparison.rates(rates, look, words), rates.exhibit.alt, "rates")
    exhibit.show_foot(rates.exhibit, words)
