from __future__ import annotations

import altair as alt
import pytest

from lcdata.charts.theme import Look
from lcdata.contracts.published import SharedSession, Visit
from lcdata.screens.overarching.chart_boundary import company_matrix
from lcdata.screens.overarching.model_boundary import boundary
from tests.unit.full_view import DAY, make_view

VISITS = (
    Visit("winkels/c1", DAY, "out", "community", "alferink"),
    Visit("alferink/c1", DAY.replace(day=9), "out", "company", "winkels"),
)


def marks(chart: alt.LayerChart) -> dict[str, list[tuple[float, str]]]:
    return {
        layer["mark"]["shape"]: [(p["x"], p["text"]) for p in layer["data"]["values"]]
        for layer in chart.to_dict()["layer"]
        if layer["mark"]["type"] == "point"
    }


@pytest.mark.parametrize(
    ("shared", "drawn"),
    [
        ((), {"square": [(2.5, "1"), (0.5, "1")]}),
        (
            (SharedSession("alferink", "winkels", 3),),
            {"circle": [(2.5, "3")], "square": [(0.5, "2")]},
        ),
    ],
)
def test_the_matrix_is_drawn_from_visits_where_shared_sessions_are_shielded(
    shared: tuple[SharedSession, ...], drawn: dict[str, list[tuple[float, str]]]
) -> None:
    view = make_view("en", visits=VISITS, shared_sessions=shared)
    chart = company_matrix(boundary(view), Look("light", "en"))
    assert marks(chart) == drawn
    assert alt.LayerChart.from_dict(chart.to_dict())
