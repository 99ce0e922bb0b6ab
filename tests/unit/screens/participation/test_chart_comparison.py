from __future__ import annotations

from dataclasses import replace

from lcdata.access import Scope
from lcdata.charts.theme import TOKENS, Look
from lcdata.locale import words
from lcdata.screens.participation import (
    chart_comparison,
)
from lcdata.screens.participation.model_comparison import comparison as comparison_part
from tests.unit.conftest import make_cell
from tests.unit.full_view import FULL_CELLS, make_view
from tests.unit.screens.drawn import LIGHT, layers, values


def test_the_accent_is_for_own_alone() -> None:
    cells = tuple(c for c in FULL_CELLS if c.entity_id in ("alferink", "overarching"))
    view = make_view("en", scope=Scope.director("alferink"), cells=cells)
    chart = chart_comparison.rates(comparison_part(view, "attendance_rate", "x"), LIGHT, view.words)
    accented = [
        point["said"]
        for layer in layers(chart)
        if layer["mark"]["type"] == "point" and layer["mark"]["color"] == TOKENS["light"].own
        for point in values(chart, layer)
    ]
    assert accented == ["Alferink Installatietechnik: 74% · 29 of 39".replace("nik", "niek")]


def test_an_adjusted_value_is_a_filled_dot_and_the_measured_one_an_open_one() -> None:
    cells = (
        replace(make_cell("attendance_rate", "winkels", 139, 180), low=0.67, high=0.85),
        replace(make_cell("attendance_rate.shrunken", "winkels", None, None), value=0.7),
    )
    part = comparison_part(make_view("en", cells=cells), "attendance_rate", "x")
    drawn = chart_comparison.rates(part, Look("light", "en"), words("en"))
    filled = {
        point["x"]: layer["mark"].get("filled", True)
        for layer in layers(drawn)
        if layer["mark"]["type"] in ("point", "circle")
        for point in values(drawn, layer)
    }
    assert {round(x): is_filled for x, is_filled in filled.items()} == {77: False, 70: True}
