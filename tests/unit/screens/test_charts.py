from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import altair as alt
import pytest

from lcdata.access import Scope
from lcdata.charts import plan, ribbons
from lcdata.charts.theme import TOKENS, Look, Mode
from lcdata.contracts.cells import WeekPoint
from lcdata.contracts.published import BurnUpPoint, ProductVersion, SharedSession, Visit
from lcdata.locale import LANGUAGES, Language, words
from lcdata.screens.attendance import chart_register
from lcdata.screens.attendance.model_register import STATES, Column, Register, RegisterRow
from lcdata.screens.company import chart_beside, model_company
from lcdata.screens.design_principles import chart_design_principles
from lcdata.screens.design_principles.model_design_principles import build as design_part
from lcdata.screens.design_principles.model_design_principles import profiles
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
from lcdata.screens.participation.model_composition import MIXES
from lcdata.screens.participation.model_composition import composition as composition_part
from lcdata.screens.participation.model_funnel import funnel as funnel_part
from lcdata.screens.participation.model_run_charts import run_charts as run_charts_part
from lcdata.screens.sprint_progress import chart_burn_up
from lcdata.screens.sprint_progress.model_burn_up import burn_ups
from lcdata.view_models.view import View
from tests.unit.conftest import FUNNEL, empty_cell, make_cell, make_community
from tests.unit.full_view import DAY, FULL_CELLS, HIDDEN, make_view

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


def test_neighbouring_charts_share_height_and_hairlines() -> None:
    view = full_view()
    page = model_overview.build(view)
    charts = (
        plan.plan(page.rows, LIGHT, view.words),
        overview_charts.attendance(page.rows, page.reference, LIGHT, view.words),
        overview_charts.facts(page.rows, page.heads, LIGHT),
    )
    assert len({chart.to_dict()["height"] for chart in charts}) == 1
    lines = [tuple(p["y"] for p in values(chart, layers(chart)[0])) for chart in charts]
    assert lines[0] == lines[1] == lines[2]


def test_a_shielded_unit_leaves_no_mark_and_no_number() -> None:
    view = make_view("en", cells=(HIDDEN,))
    for chart in every_chart(view, LIGHT):
        for layer in layers(chart):
            if layer["mark"]["type"] == "point":
                assert "De Groot" not in json.dumps(values(chart, layer))


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


def test_every_state_of_the_register_has_a_shape_and_a_letter() -> None:
    view = full_view()
    chart = chart_register.register_matrix(matrix(view), LIGHT, view.words, name_room=3)
    shapes = [
        (m.get("shape"), m.get("filled"), m.get("strokeDash") is not None, m["color"])
        for layer in layers(chart)
        if (m := layer["mark"])["type"] == "point"
    ]
    assert len(set(shapes)) == len(STATES)


@pytest.mark.parametrize("is_stacked", [False, True])
def test_evidence_is_a_filled_circle_per_thing_seen_and_an_open_one_per_thing_not(
    is_stacked: bool,
) -> None:
    cell = make_cell("design.B3b.sprint_reviews_held", "winkels", 5, 7)
    chart = profile(make_view("en", cells=(cell,)), LIGHT, is_stacked=is_stacked)
    points = [layer for layer in layers(chart) if layer["mark"]["type"] == "point"]
    drawn = {layer["mark"]["filled"]: len(values(chart, layer)) for layer in points}
    assert drawn == {True: 5, False: 2}


def test_a_profile_has_one_accent_and_no_traffic_light() -> None:
    cell = make_cell("design.B3b.sprint_reviews_held", "winkels", 0, 7)
    tokens = LIGHT.tokens
    known = {getattr(tokens, name) for name in tokens.__dataclass_fields__}
    chart = profile(make_view("en", cells=(cell,)), LIGHT, is_stacked=False)
    assert {layer["mark"]["color"] for layer in layers(chart)} <= known


def texts(chart: alt.LayerChart) -> list[str]:
    return [
        str(point["text"])
        for layer in layers(chart)
        if layer["mark"]["type"] == "text"
        for point in values(chart, layer)
    ]


def test_versions_of_one_day_stand_beside_each_other_on_the_ribbon() -> None:
    view = full_view()
    mine = model_company.build(view, "alferink")
    chart = ribbons.ribbons(mine.ribbons, mine.heads, SHARES, LIGHT, view.words)
    marks = next(layer for layer in layers(chart) if layer["mark"].get("filled") is False)
    places = [point["x"] for point in values(chart, marks)]
    assert [point["text"] for point in values(chart, marks)] == ["1", "2"]
    assert places[1] > places[0]


def test_a_finished_community_fills_its_own_plan_and_no_more() -> None:
    finished = make_community(
        "alferink/c1", "Oud", state="finished", ended_on=DAY, start_date=dt.date(2026, 2, 2)
    )
    view = make_view("en", communities=(finished,))
    mine = model_company.build(view, "alferink")
    chart = ribbons.ribbons(mine.ribbons, mine.heads, SHARES, LIGHT, view.words)
    weeks = mine.ribbons[0].lane.weeks
    right = max(layer["encoding"]["x"]["scale"]["domain"][1] for layer in layers(chart))
    assert right == pytest.approx(weeks * (1 + SHARES.words[0] / SHARES.ribbons))
    assert "today" not in texts(chart)


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


@pytest.mark.parametrize(("is_own", "color"), [(True, "own"), (False, "others")])
def test_a_burn_up_is_two_step_lines_scope_in_ink_and_done_in_the_accent(
    is_own: bool, color: str
) -> None:
    view = full_view()
    parts = burn_ups(view, view.community("alferink/c1"), is_own=is_own)
    chart = chart_burn_up.burn_ups(parts, LIGHT, view.words, 3)
    lines = [layer for layer in layers(chart) if layer["mark"]["type"] == "line"]
    assert {layer["mark"]["interpolate"] for layer in lines} == {"step-after"}
    assert [layer["mark"]["color"] for layer in lines] == [
        LIGHT.tokens.ink,
        getattr(LIGHT.tokens, color),
    ]
    first, middle, last = (point["x"] for point in values(chart, lines[0]))
    assert (middle - first) / (last - first) == pytest.approx(5 / 9)


def test_the_words_of_two_lines_that_end_together_stand_clear_of_each_other() -> None:
    view = full_view()
    parts = burn_ups(view, view.community("alferink/c1"), is_own=True)
    chart = chart_burn_up.burn_ups(parts, LIGHT, view.words, 3)
    ends = {
        point["text"]: point["y"]
        for layer in layers(chart)
        if layer["mark"]["type"] == "text"
        for point in values(chart, layer)
    }
    assert ends["4 done"] - ends["4 taken on"] >= 14


@pytest.mark.parametrize(("narrow", "said"), [(False, 4), (True, 1)])
def test_a_word_for_every_column_is_said_once_where_there_is_no_room(
    narrow: bool, said: int
) -> None:
    hidden = [empty_cell(name, "de-groot", "suppressed") for name in MIXES]
    part = composition_part(make_view("en", cells=tuple(hidden)))
    drawn = chart_composition.mixes(part, Look("light", "en"), narrow=narrow)
    texts = [point.get("text") for layer in layers(drawn) for point in values(drawn, layer)]
    assert texts.count("shielded") == said


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
