from __future__ import annotations

from typing import Any

import altair as alt
import pytest

from lcdata.charts.canvas import Canvas, at
from lcdata.charts.multiples import BELOW, GAP, TITLE, Panel, multiples
from lcdata.charts.theme import Look

LOOK = Look("light", "nl")
HEIGHT = 100


def panel(name: str) -> Panel:
    canvas = Canvas(LOOK, HEIGHT, (0, 10), (1, 0))
    corners = [{"x": 0, "y": 0, "part": 0}, {"x": 10, "y": 1, "part": 0}]
    dots = [at(5, 0.5)]
    return Panel(canvas, [canvas.line(corners, color="#000", width=1),
                          canvas.dots(dots, color="#000")], name)  # fmt: skip


def layers(chart: alt.LayerChart) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chart.to_dict()["layer"]
    return found


def drawn(number: int, per_row: int, mark: str) -> list[dict[str, Any]]:
    chart = multiples([panel(str(n)) for n in range(number)], per_row, LOOK)
    (layer,) = (one for one in layers(chart) if one["mark"]["type"] == mark)
    points: list[dict[str, Any]] = layer["data"]["values"]
    return points


@pytest.mark.parametrize("number", [1, 2, 9])
def test_a_panel_more_is_no_layer_more(number: int) -> None:
    assert len(layers(multiples([panel("x")] * number, 3, LOOK))) == 3


def test_a_panel_stands_right_of_the_one_before_it_and_a_full_row_begins_a_new_one() -> None:
    down = HEIGHT + TITLE + BELOW
    middle = TITLE + HEIGHT / 2
    assert [(point["x"], point["y"]) for point in drawn(3, 2, "point")] == [
        pytest.approx((0.5, middle)),
        pytest.approx((1 + GAP + 0.5, middle)),
        pytest.approx((0.5, down + middle)),
    ]


def test_the_scale_of_a_panel_runs_over_its_own_width_and_height() -> None:
    low, high = drawn(1, 1, "line")
    assert (low["x"], low["y"]) == pytest.approx((0, TITLE + HEIGHT))
    assert (high["x"], high["y"]) == pytest.approx((1, TITLE))


def test_no_line_runs_on_into_the_next_panel() -> None:
    assert len({point["part"] for point in drawn(4, 2, "line")}) == 4


def test_each_panel_has_its_name_above_it() -> None:
    said = {point["text"]: point["x"] for point in drawn(2, 2, "text")}
    assert said == {"0": 0, "1": pytest.approx(1 + GAP)}
