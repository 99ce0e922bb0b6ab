from __future__ import annotations

from lcdata.charts import plan
from lcdata.screens.overview import chart_overview as overview_charts
from lcdata.screens.overview import model_overview
from tests.unit.screens.drawn import LIGHT, full_view, layers, values


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
