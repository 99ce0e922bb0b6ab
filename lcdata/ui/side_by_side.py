"""One figure side by side; another choice draws this part of the page alone."""

from __future__ import annotations

from lcdata.charts import comparison
from lcdata.charts.theme import Look
from lcdata.ui import address, exhibit
from lcdata.ui.part import part
from lcdata.view_models import participation
from lcdata.view_models.view import View


@part
def show(view: View, look: Look) -> None:
    """The choice, the dots with their intervals, and what stands behind them."""
    words, names = view.words, list(participation.RATES)
    label = words.text("Figure")
    chosen = address.select(
        "figure", label, names, lambda name: words.text(participation.RATES[name])
    )
    rates = participation.compared(view, chosen)
    exhibit.show_chart(comparison.rates(rates, look, words), rates.exhibit.alt, "rates")
    exhibit.show_foot(rates.exhibit, words)
