"""Small multiples as one chart: a browser draws nine panels in one view, not nine views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import BOLD, NOTE, TEXT, Look

GAP = 0.07
"""Room between two panels of a row, as a share of a panel's width."""

TITLE, BELOW = 24, 14
"""Pixels for the title of a panel, and below a panel."""


@dataclass(frozen=True)
class Panel:
    """One of the small charts: its scales, what is drawn on them, its name and a remark."""

    canvas: Canvas
    layers: Sequence[Layer]
    title: str
    remark: str = ""


def multiples(panels: Sequence[Panel], per_row: int, look: Look) -> alt.LayerChart:
    """The panels in their order, so many to a row; all of one height."""
    height = max((p.canvas.height for p in panels), default=0) + TITLE + BELOW
    rows = -(-len(panels) // per_row)
    whole = Canvas(look, rows * height, (0, per_row + GAP * (per_row - 1)))
    titles: list[Point] = []
    remarks: list[Point] = []
    layers: list[Layer] = []
    for number, panel in enumerate(panels):
        row, column = divmod(number, per_row)
        left, top = column * (1 + GAP), row * height
        titles.append(at(left, top + TITLE / 2, panel.title))
        if panel.remark:
            remarks.append(at(left + 1, top + TITLE / 2, panel.remark))
        layers += [
            _placed(layer, panel.canvas, left, top + TITLE, number) for layer in panel.layers
        ]
    return whole.finish(
        *_joined(layers, whole),
        whole.text(titles, size=TEXT, weight=BOLD),
        whole.text(remarks, size=NOTE, color=look.tokens.secondary, align="right"),
    )


def _placed(layer: Layer, canvas: Canvas, left: float, top: float, number: int) -> Layer:
    """The layer with its points on the scales of the whole; lines stay within their panel."""
    (first, last), (upper, lower) = canvas.x, canvas.y or (0, canvas.height)

    def across(x: float) -> float:
        return left + (x - first) / (last - first)

    def down(y: float) -> float:
        return top + (y - upper) / (lower - upper) * canvas.height

    moved = {"x": across, "x2": across, "y": down, "y2": down}
    points = [
        {name: moved[name](value) if name in moved else value for name, value in point.items()}
        | ({"part": f"{number} {point['part']}"} if "part" in point else {})
        for point in layer["data"]["values"]
    ]
    return {**layer, "data": {"values": points}}


def _joined(layers: Sequence[Layer], whole: Canvas) -> list[Layer]:
    """Layers that look alike as one, in the order in which the first of them came."""
    found: list[Layer] = []
    for layer in layers:
        encoding = {**layer["encoding"], **whole.channels()}
        alike = next((f for f in found if _look(f) == (layer["mark"], encoding)), None)
        if alike is None:
            found.append({**layer, "encoding": encoding})
        else:
            alike["data"] = {"values": [*alike["data"]["values"], *layer["data"]["values"]]}
    return found


def _look(layer: Layer) -> tuple[Layer, Layer]:
    return layer["mark"], layer["encoding"]
