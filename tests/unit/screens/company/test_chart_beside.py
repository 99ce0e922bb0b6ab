from __future__ import annotations

from dataclasses import replace

from lcdata.access import Scope
from lcdata.charts.theme import TOKENS
from lcdata.screens.company import chart_beside, model_company
from tests.unit.conftest import make_cell
from tests.unit.full_view import FULL_CELLS, HIDDEN, make_view
from tests.unit.screens.drawn import LIGHT, layers, texts


def test_a_shielded_row_has_words_and_no_mark_beside_the_others() -> None:
    view = make_view("en", cells=(HIDDEN,))
    mine = model_company.build(view, "de-groot")
    chart = chart_beside.beside(mine.beside, LIGHT, view.words)
    assert "shielded" in texts(chart)
    assert not [layer for layer in layers(chart) if layer["mark"]["type"] in ("point", "tick")]


def test_the_consortium_is_an_ink_tick_and_other_companies_a_grey_one() -> None:
    cells = (*FULL_CELLS, make_cell("attendance_rate", "alferink", 40, 50))
    leader = model_company.build(make_view("en", cells=cells), "alferink")
    pooled = replace(make_cell("attendance_rate", "alferink", 40, 50), grain="pooled")
    view = make_view("en", scope=Scope.director("alferink"), cells=(*FULL_CELLS[:1], pooled))
    director = model_company.build(view, "alferink")
    colors = [
        layer["mark"]["color"]
        for page in (leader, director)
        for layer in layers(chart_beside.beside(page.beside, LIGHT, view.words))
        if layer["mark"]["type"] == "tick"
    ]
    assert colors == [TOKENS["light"].ink, TOKENS["light"].others]
