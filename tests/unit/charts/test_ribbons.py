from __future__ import annotations

import datetime as dt

import pytest

from lcdata.charts import ribbons
from lcdata.screens.company import model_company
from tests.unit.conftest import make_community
from tests.unit.full_view import DAY, make_view
from tests.unit.screens.drawn import LIGHT, SHARES, full_view, layers, texts, values


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
