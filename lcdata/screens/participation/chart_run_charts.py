"""Small run charts by week of the own plan, all on the same axes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.multiples import Panel, multiples
from lcdata.charts.theme import AXIS, BOLD, NOTE, Look
from lcdata.locale import Words
from lcdata.screens.participation.model_run_charts import RunChart, RunCharts, WeekShare

HEIGHT = 166
TOP = 122.0
"""Top of the vertical axis in percents: room for the phase names above 100."""

LABEL_ROOM = 1.6
"""Weeks left of the first one, for the percentages."""


def run_charts(part: RunCharts, look: Look, words: Words, per_row: int) -> alt.LayerChart:
    """Each unit's course over the consortium's; the phase names stand over the first row only."""
    panels = [
        _panel(part, chart, look, words, with_phases=number < per_row)
        for number, chart in enumerate(part.charts)
    ]
    return multiples(panels, per_row, look)


def _panel(
    part: RunCharts, chart: RunChart, look: Look, words: Words, *, with_phases: bool
) -> Panel:
    t = look.tokens
    floor = _floor(part)
    canvas = Canvas(look, HEIGHT, (-LABEL_ROOM, part.weeks + 0.6), (TOP, floor - 38))
    layers = [
        *_axes(canvas, part, floor, words),
        *_phases(canvas, part, floor, named=with_phases),
        canvas.line(_line(part.behind), color=t.others, width=1.5),
        canvas.line(_line(chart.points), color=t.own if chart.unit.is_own else t.others, width=2),
        canvas.dots(_line(chart.points), color=t.own if chart.unit.is_own else t.others, size=34),
        *_words(canvas, chart, floor),
    ]
    return Panel(canvas, layers, chart.unit.name, chart.remark)


def _floor(part: RunCharts) -> float:
    """Shared by all charts: below the lowest point of any of them."""
    shares = [p.share * 100 for c in part.charts for p in c.points]
    shares += [p.share * 100 for p in part.behind]
    return math.floor(min([45.0, *shares]) / 10) * 10.0 - 5


def _axes(canvas: Canvas, part: RunCharts, floor: float, words: Words) -> list[Layer]:
    t = canvas.look.tokens
    shares = (50, 75, 100)
    weeks = range(1, part.weeks + 1, 3)
    numbers = [
        at(w, floor - 30, words.text("week {number}", number=w) if w == 1 else str(w))
        for w in weeks
    ]
    return [
        canvas.rules(
            [{"x": 0.4, "x2": part.weeks + 0.4, "y": v} for v in shares], color=t.grid, width=1
        ),
        canvas.text(
            [at(0.3, v, f"{v}%") for v in shares], size=AXIS, color=t.secondary, align="right"
        ),
        canvas.text(numbers, size=AXIS, color=t.secondary, align="center"),
    ]


def _phases(canvas: Canvas, part: RunCharts, floor: float, *, named: bool) -> list[Layer]:
    """Dotted borders between phases; week k stands at k, so a border lies half a week on."""
    t = canvas.look.tokens
    borders = [{"x": p.start + 0.5, "y": 100, "y2": floor - 20} for p in part.phases[1:]]
    names = [at((p.start + p.end) / 2 + 0.5, 114, p.label) for p in part.phases]
    return [
        canvas.rules(borders, color=t.hairline, width=1, dash=(2, 3)),
        canvas.text(names if named else [], size=AXIS, color=t.secondary, align="center"),
    ]


def _line(points: Sequence[WeekShare]) -> list[Point]:
    return [{"x": p.week, "y": p.share * 100, "part": p.part} for p in points]


def _words(canvas: Canvas, chart: RunChart, floor: float) -> list[Layer]:
    """The last point spelled out at a fixed height, or why there is no line."""
    t = canvas.look.tokens
    color = t.own if chart.unit.is_own else t.secondary
    y = floor - 11
    if not chart.points:
        return [canvas.text([at(1, y, chart.empty)], size=NOTE, color=t.secondary)]
    last = chart.points[-1].week
    align = "right" if last > 5 else "left"
    x = last if align == "right" else max(1, last - 1)
    return [canvas.text([at(x, y, chart.last)], size=NOTE, weight=BOLD, color=color, align=align)]
