"""Participation: who takes part, compared honestly?"""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.locale import N_
from lcdata.screens.participation.model_comparison import Comparison, comparison
from lcdata.screens.participation.model_composition import Composition, composition
from lcdata.screens.participation.model_funnel import Funnel, funnel
from lcdata.screens.participation.model_retention import retention
from lcdata.screens.participation.model_run_charts import RunCharts, run_charts
from lcdata.view_models.exhibit import Exhibit
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.view import View

RATES = {
    "attendance_rate": N_("Attendance"),
    "attendance_rate_excl_excused": N_("Attendance, excused left out"),
    "unexcused_rate": N_("Absent without notice"),
    "late_share": N_("Late, of those present"),
    "register_coverage": N_("Register filled in"),
    "sessions_held_ratio": N_("Sessions held"),
    "cadence_adherence": N_("In the planned rhythm"),
    "sessions_within_45": N_("Sessions within 45 minutes"),
    "gives_and_takes": N_("Members who bring and take"),
}
"""The figures that can be compared, by name; the first is shown first."""


@dataclass(frozen=True)
class Participation:
    """The whole page; `funnel` is None for a viewer without the consortium's rate."""

    head: PageHead
    funnel: Funnel | None
    runs: RunCharts
    composition: Composition
    retention: Exhibit


def build(view: View) -> Participation:
    """The page of this viewer, all but the comparison that is chosen."""
    words = view.words
    return Participation(
        head=page_head(view, words.text("Participation"), words.text("Who takes part?")),
        funnel=funnel(view),
        runs=run_charts(view),
        composition=composition(view),
        retention=retention(view),
    )


def compared(view: View, indicator: str) -> Comparison:
    """One of `RATES` side by side."""
    return comparison(view, indicator, view.words.text(RATES[indicator]))
