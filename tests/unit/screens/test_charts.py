from __future__ import annotations

import json
from collections.abc import Iterator

import altair as alt
import pytest

from lcdata.charts import plan, ribbons
from lcdata.charts.theme import TOKENS, Look, Mode
from lcdata.locale import LANGUAGES, Language
from lcdata.screens.attendance import chart_register
from lcdata.screens.company import chart_beside, model_company
from lcdata.screens.overarching import chart_boundary
from lcdata.screens.overarching.model_boundary import boundary as boundary_part
from lcdata.screens.overview import chart_overview as overview_charts
from lcdata.screens.overview import model_overview
from lcdata.screens.participation import (
    chart_comparison,
    chart_composition,
    chart_funnel,
    chart_run_charts,
)
from lcdata.screens.participation.model_comparison import comparison as comparison_part
from lcdata.screens.participation.model_composition import composition as composition_part
from lcdata.screens.participation.model_funnel import funnel as funnel_part
from lcdata.screens.participation.model_run_charts import run_charts as run_charts_part
from lcdata.screens.sprint_progress import chart_burn_up
from lcdata.screens.sprint_progress.model_burn_up import burn_ups
from lcdata.view_models.view import View
from tests.unit.full_view import HIDDEN, make_view
from tests.unit.screens.drawn import (
    LIGHT,
    SHARES,
    full_view,
    layers,
    matrix,
    profile,
    values,
)


def every_chart(view: View, look: Look) -> Iterator[alt.LayerChart]:
    words = view.words
    page = model_overview.build(view)
    yield plan.plan(page.rows, look, words)
    yield plan.plan_stacked(page.rows, look, words)
    yield overview_charts.attendance(page.rows, page.reference, look, words)
    yield overview_charts.attendance_stacked(page.rows, page.reference, look, words)
    yield overview_charts.facts(page.rows, page.heads, look)
    yield chart_comparison.rates(comparison_part(view, "attendance_rate", "x"), look, words)
    yield chart_composition.mixes(composition_part(view), look)
    yield chart_composition.mixes(composition_part(view), look, narrow=True)
    part = funnel_part(view)
    if part is not None:
        yield chart_funnel.attendance_funnel(part, look, words)
    runs = run_charts_part(view)
    yield from (chart_run_charts.run_charts(runs, look, words, per_row) for per_row in (1, 3))
    mine = model_company.build(view, "alferink")
    yield ribbons.ribbons(mine.ribbons, mine.heads, SHARES, look, words)
    yield ribbons.ribbons_stacked(mine.ribbons, look, words)
    yield chart_beside.beside(mine.beside, look, words)
    yield chart_beside.beside_stacked(mine.beside, look, words)
    parts = burn_ups(view, view.community("alferink/c1"), is_own=True)
    yield chart_burn_up.burn_ups(parts, look, words, 3)
    yield chart_boundary.company_matrix(boundary_part(view), look)
    yield chart_register.register_matrix(matrix(view), look, words, name_room=3)
    yield chart_register.legend(matrix(view), look)
    for is_stacked in (False, True):
        yield profile(view, look, is_stacked=is_stacked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", list(TOKENS))
def test_every_chart_fits_the_schema_and_fetches_nothing(mode: Mode, language: Language) -> None:
    for chart in every_chart(full_view(language), Look(mode, language)):
        checked = alt.LayerChart.from_dict(chart.to_dict())
        text = json.dumps(checked.to_dict(validate=True))
        assert '"url"' not in text
        assert chart.to_dict()["autosize"]["type"] == "none"
        assert chart.to_dict()["padding"] == 0


def test_no_layer_leaves_its_axis_unset() -> None:
    for chart in every_chart(full_view(), LIGHT):
        for layer in layers(chart):
            assert layer["encoding"]["x"]["axis"] is None
            assert layer["encoding"]["y"]["axis"] is None
            assert layer["encoding"]["y"]["scale"]["padding"] == 0


def test_no_chart_has_a_tooltip_or_a_cut_bar() -> None:
    for chart in every_chart(full_view(), LIGHT):
        for layer in layers(chart):
            assert "tooltip" not in layer["encoding"]
            assert "tooltip" not in layer["mark"]


def test_marks_are_opaque_so_that_greys_keep_their_contrast() -> None:
    marks = [layer["mark"] for c in every_chart(full_view(), LIGHT) for layer in layers(c)]
    drawn = [mark for mark in marks if mark["type"] != "text"]
    assert drawn
    assert {mark["opacity"] for mark in drawn} == {1}


def test_no_text_is_smaller_than_the_floor() -> None:
    marks = [layer["mark"] for c in every_chart(full_view(), LIGHT) for layer in layers(c)]
    assert min(mark["fontSize"] for mark in marks if mark["type"] == "text") >= 11.5


def test_dutch_charts_speak_dutch() -> None:
    for chart in every_chart(full_view("nl"), Look("light", "nl")):
        locale = chart.to_dict()["config"]["locale"]
        assert locale["number"]["decimal"] == ","
        assert locale["time"]["months"][2] == "maart"


def test_a_shielded_unit_leaves_no_mark_and_no_number() -> None:
    view = make_view("en", cells=(HIDDEN,))
    for chart in every_chart(view, LIGHT):
        for layer in layers(chart):
            if layer["mark"]["type"] == "point":
                assert "De Groot" not in json.dumps(values(chart, layer))
