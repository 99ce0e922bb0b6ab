"""The funnel plot: attendance against the number of known marks, with exact limits."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import AXIS, NOTE, TEXT, Look
from lcdata.contracts.cells import FunnelLimit
from lcdata.locale import CONVENTIONS, Words
from lcdata.screens.participation.chart_labels import Label, beside
from lcdata.screens.participation.model_funnel import Funnel
from lcdata.view_models.rate import Rate

HEIGHT = 350
TOP, FLOOR = 103.0, 45.0
AXIS_ROOM = 46
"""Pixels below the plot for the numbers and the name of the axis."""

VALUE_ROOM = 40
"""Pixels left of the plot for the shares on the axis."""

NAME_ROOM = 108
"""Pixels right of the plot for the names of the lines."""


def attendance_funnel(part: Funnel, look: Look, words: Words, width: int = 830) -> alt.LayerChart:
    """Points inside or outside the funnel; `width` in pixels is what the labels reckon with."""
    t = look.tokens
    last = max(limit.den for limit in part.limits)
    plot = width - VALUE_ROOM - NAME_ROOM
    left, right = -last * VALUE_ROOM / plot, last * (1 + NAME_ROOM / plot)
    floor = _floor(part.points)
    below = (TOP - floor) * AXIS_ROOM / (HEIGHT - AXIS_ROOM)
    canvas = Canvas(look, HEIGHT, (left, right), (TOP, floor - below))
    band = [
        {"x": i.den, "y": i.high_95 * 100, "y2": max(floor, i.low_95 * 100)} for i in part.limits
    ]
    axis = words.text("known marks (member × session)")
    target = [{"x": part.limits[0].den, "x2": last, "y": part.target * 100}]
    return canvas.finish(
        canvas.band(band, color=t.panel),
        *_grid(canvas, floor, last),
        *_limits(canvas, part.limits, floor, last),
        canvas.rules(target, color=t.ink, width=1.4),
        canvas.text(
            [at(last, part.target * 100, _consortium(part, words))],
            size=NOTE,
            dx=6,
        ),
        *_points(canvas, part.points),
        *_labels(canvas, part, width),
        canvas.text(
            [at(last / 2, floor - below, axis)],
            size=AXIS,
            color=t.secondary,
            align="center",
            dy=-8,
        ),
    )


def _floor(points: Sequence[Rate]) -> float:
    lowest = min(((p.value or 0) * 100 for p in points), default=FLOOR)
    return min(FLOOR, math.floor((lowest - 3) / 10) * 10.0)


def _consortium(part: Funnel, words: Words) -> str:
    return words.text("consortium {value}", value=words.percent(part.target))


def _grid(canvas: Canvas, floor: float, last: float) -> list[Layer]:
    t = canvas.look.tokens
    tens = range(math.ceil(floor / 10) * 10, 101, 10)
    step = 50 if last > 100 else 10 if last > 30 else 5
    ticks = [10, *range(step, int(last) + 1, step)] if step > 10 else range(10, int(last) + 1, step)
    return [
        canvas.rules([{"x": 0, "x2": last, "y": v} for v in tens], color=t.grid, width=1),
        canvas.text(
            [at(0, v, f"{v}%") for v in tens],
            size=AXIS,
            color=t.secondary,
            align="right",
            dx=-6,
        ),
        canvas.rules([{"x": 0, "x2": last, "y": floor}], color=t.hairline, width=1),
        canvas.text(
            [at(v, floor, str(v)) for v in ticks],
            size=AXIS,
            color=t.secondary,
            align="center",
            dy=13,
        ),
    ]


def _limits(
    canvas: Canvas, limits: Sequence[FunnelLimit], floor: float, last: float
) -> list[Layer]:
    t = canvas.look.tokens
    solid = [*_edge(limits, lambda i: i.high_95, floor), *_edge(limits, lambda i: i.low_95, floor)]
    dotted = [
        *_edge(limits, lambda i: i.high_998, floor, "high"),
        *_edge(limits, lambda i: i.low_998, floor, "low"),
    ]
    end = limits[-1]
    mark = CONVENTIONS[canvas.look.language].decimal_mark
    ends = [at(last, end.high_95 * 100, "95%"), at(last, end.high_998 * 100, f"99{mark}8%")]
    return [
        canvas.line(solid, color=t.others, width=1),
        canvas.line(dotted, color=t.others, width=1, dash=(2, 3)),
        canvas.text(ends, size=AXIS, color=t.secondary, dx=6),
    ]


def _edge(
    limits: Sequence[FunnelLimit],
    read: Callable[[FunnelLimit], float],
    floor: float,
    part: str = "",
) -> list[Point]:
    """One edge of the funnel; where it leaves the plot below, the line ends."""
    name = part or str(read(limits[-1]))
    return [
        {"x": i.den, "y": read(i) * 100, "part": name} for i in limits if read(i) * 100 >= floor
    ]


def _points(canvas: Canvas, points: Sequence[Rate]) -> list[Layer]:
    t = canvas.look.tokens
    inside = [_point(p) for p in points if not p.unit.is_overarching]
    open_ones = [_point(p) for p in points if p.unit.is_overarching]
    return [
        canvas.dots(inside, color=t.own),
        canvas.dots(open_ones, color=t.own, fill=t.background, strokeWidth=2, filled=False),
    ]


def _point(point: Rate) -> Point:
    said = f"{point.unit.name}: {point.said.line}"
    return {"x": point.total or 0, "y": (point.value or 0) * 100, "said": said}


def _labels(canvas: Canvas, part: Funnel, width: int) -> list[Layer]:
    """Names beside the points, clear of each other and of the consortium's line and name."""
    end = _pixels(canvas, width, part.limits[-1].den, part.target * 100)
    name = (end[0], end[1] - 9, end[0] + NAME_ROOM, end[1] + 9)
    line = (0.0, end[1] - 2, end[0], end[1] + 2)
    spots = [
        (p.total or 0, (p.value or 0) * 100, f"{p.unit.short_name} {p.said.mark}".strip())
        for p in part.points
    ]
    pixels = [(*_pixels(canvas, width, x, y), text) for x, y, text in spots]
    labels = beside(pixels, width, [name, line])
    return [
        canvas.text([_place(canvas, width, one) for one in labels if one.align == align],
                    size=TEXT, align=align)
        for align in ("left", "right")
    ]  # fmt: skip


def _place(canvas: Canvas, width: int, label: Label) -> Point:
    """Where a label stands, on the scales: what is placed alike is one layer."""
    top, bottom = canvas.y or (0.0, float(HEIGHT))
    x = canvas.x[0] + (label.x + label.dx) / width * (canvas.x[1] - canvas.x[0])
    return at(x, top - (label.y + label.dy) / HEIGHT * (top - bottom), label.text)


def _pixels(canvas: Canvas, width: int, x: float, y: float) -> tuple[float, float]:
    """Where a value is drawn when the chart is so many pixels wide."""
    top, bottom = canvas.y or (0.0, float(HEIGHT))
    across = (x - canvas.x[0]) / (canvas.x[1] - canvas.x[0])
    return across * width, (top - y) / (top - bottom) * HEIGHT
