from __future__ import annotations

import json
from typing import Any

import altair as alt
import pytest

from lcdata.access import Scope
from lcdata.charts.theme import TOKENS, Look, Mode
from lcdata.locale import LANGUAGES, Language, words
from lcdata.screens.outcomes import chart_outcomes as charts
from lcdata.screens.outcomes import model_outcomes
from lcdata.screens.outcomes.model_changes import Changes
from lcdata.view_models.view import View
from tests.unit.full_view import CHANGES, SCALES, make_view

LIGHT = Look("light", "en")


def outcome_parts(view: View) -> tuple[Changes, Changes]:
    page = model_outcomes.build(view, "autonomy")
    return page.changes, page.compared


def values(layer: dict[str, Any]) -> list[dict[str, Any]]:
    return list(layer["data"]["values"])


def of_type(chart: alt.LayerChart, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == kind]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", list(TOKENS))
@pytest.mark.parametrize("stacked", [False, True])
def test_the_charts_fit_the_schema_and_fetch_nothing(
    mode: Mode, language: Language, stacked: bool
) -> None:
    for part in outcome_parts(make_view(language, cells=CHANGES, scales=SCALES)):
        chart = charts.changes(part, Look(mode, language), words(language), stacked=stacked)
        checked = alt.LayerChart.from_dict(chart.to_dict())
        assert '"url"' not in json.dumps(checked.to_dict(validate=True))


def change_view() -> View:
    return make_view("en", cells=CHANGES, scales=SCALES)


def test_a_change_outside_the_usual_axis_is_never_cut() -> None:
    part = outcome_parts(change_view())[1]
    chart = charts.changes(part, LIGHT, words("en"), stacked=False)
    drawn = [layer for layer in of_type(chart, "rule") if layer["mark"]["strokeWidth"] == 2.5]
    (interval,) = values(drawn[0])
    low, high = drawn[0]["encoding"]["x"]["scale"]["domain"]
    assert low < interval["x"] < interval["x2"] < high
    assert interval["x2"] == 1.2


def test_a_measured_change_is_open_with_a_line_and_an_adjusted_one_filled_without() -> None:
    part = outcome_parts(change_view())[1]
    chart = charts.changes(part, LIGHT, words("en"), stacked=False)
    filled = {layer["mark"]["filled"]: values(layer) for layer in of_type(chart, "point")}
    assert [point["x"] for point in filled[False]] == [0.9]
    assert [point["x"] for point in filled[True]] == [0.5]


def test_a_director_reads_the_consortium_in_ink_and_the_own_company_in_the_accent() -> None:
    view = make_view("en", Scope.director("winkels"), cells=CHANGES, scales=SCALES)
    colors = [
        {
            layer["mark"]["color"]
            for layer in of_type(charts.changes(p, LIGHT, words("en"), stacked=False), "point")
        }
        for p in outcome_parts(view)
    ]
    assert colors == [{LIGHT.tokens.ink}, {LIGHT.tokens.own}]


@pytest.mark.parametrize(
    ("low", "high", "places"),
    [
        (-0.3, 0.7, [-0.2, 0, 0.2, 0.4, 0.6]),
        (-1.2, 1.5, [-1, -0.5, 0, 0.5, 1, 1.5]),
        (-1.5, 4.2, [-1, 0, 1, 2, 3, 4]),
    ],
)
def test_an_axis_has_few_round_places_and_zero(
    low: float, high: float, places: list[float]
) -> None:
    assert charts.ticks(low, high) == places
