from __future__ import annotations

import datetime as dt
from typing import Any

import altair as alt

from lcdata.charts import ribbons
from lcdata.charts.theme import Look
from lcdata.contracts.cells import WeekPoint
from lcdata.contracts.published import BurnUpPoint, ProductVersion, SharedSession, Visit
from lcdata.locale import Language
from lcdata.screens.attendance.model_register import STATES, Column, Register, RegisterRow
from lcdata.screens.design_principles import chart_design_principles
from lcdata.screens.design_principles.model_design_principles import build as design_part
from lcdata.screens.design_principles.model_design_principles import profiles
from lcdata.screens.participation.model_comparison import comparison as comparison_part
from lcdata.view_models.view import View
from tests.unit.conftest import FUNNEL
from tests.unit.full_view import DAY, FULL_CELLS, make_view

LIGHT = Look("light", "en")
BURN_UP = (
    BurnUpPoint("alferink/c1", 1, DAY, 3, 0),
    BurnUpPoint("alferink/c1", 1, DAY + dt.timedelta(days=5), 4, 2),
    BurnUpPoint("alferink/c1", 1, DAY + dt.timedelta(days=9), 4, 4),
)
SHARES = ribbons.Shares(names=0.2, ribbons=0.5, words=(0.3,))


def matrix(view: View) -> Register:
    legend = tuple((state, letter, name) for state, (letter, name) in STATES.items())
    columns = tuple(Column(f"s{i}", str(i + 1), "nov", f"{i + 1} nov") for i in range(5))
    row = RegisterRow("Deelnemer 01", tuple(STATES), "2 of 4")
    part = comparison_part(view, "attendance_rate", "x").exhibit
    return Register(columns, (row,), legend, part)


def profile(view: View, look: Look, *, is_stacked: bool) -> alt.LayerChart:
    page = design_part(view, profiles(view)["winkels"])
    learning = page.principles[1]
    return chart_design_principles.profile(
        learning, look, view.words, stacked=is_stacked, with_heads=not is_stacked
    )


def full_view(language: Language = "en") -> View:
    return make_view(
        language,
        cells=FULL_CELLS,
        funnel=FUNNEL,
        weeks=(WeekPoint("company", "alferink", 1, 6, 8),),
        visits=(Visit("alferink/c1", DAY, "out", "community", "winkels"),),
        shared_sessions=(SharedSession("alferink", "winkels", 3),),
        burn_up=BURN_UP,
        product_versions=(
            ProductVersion("alferink/c1", 1, DAY, None),
            ProductVersion("alferink/c1", 2, DAY, None),
        ),
    )


def layers(chart: alt.LayerChart) -> list[dict[str, Any]]:
    spec: dict[str, Any] = chart.to_dict()
    return list(spec["layer"])


def values(chart: alt.LayerChart, layer: dict[str, Any]) -> list[dict[str, Any]]:
    spec: dict[str, Any] = chart.to_dict()
    data = layer["data"]
    found = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return list(found)


def texts(chart: alt.LayerChart) -> list[str]:
    return [
        str(point["text"])
        for layer in layers(chart)
        if layer["mark"]["type"] == "text"
        for point in values(chart, layer)
    ]
