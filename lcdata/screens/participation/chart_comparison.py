"""One rate per unit: dot and interval for own, a grey tick for others, the consortium a line."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import AXIS, BOLD, INTERVAL, NOTE, REFERENCE, TEXT, Look
from lcdata.locale import Words
from lcdata.screens.participation.model_comparison import Comparison
from lcdata.view_models.rate import Rate

HEADER, ROW, GAP = 40, 42, 12
LEFT, RIGHT, VALUES = -58.0, 152.0, 108.0
"""The axis runs from 0 to 100; names stand left of it, values right."""

Placed = Sequence[tuple[Rate, float]]


def rates(part: Comparison, look: Look, words: Words) -> alt.LayerChart:
    """A row per unit on one scale from 0 to 100%."""
    t = look.tokens
    placed = _places(part.rows)
    canvas = Canvas(look, _height(placed), (LEFT, RIGHT))
    lines = [{"x": LEFT, "x2": RIGHT, "y": y - ROW / 2} for _, y in placed]
    names = [at(LEFT, y, row.unit.short_name) for row, y in placed]
    own = [item for item in placed if item[0].unit.is_own and item[0].value is not None]
    others = [item for item in placed if not item[0].unit.is_own and item[0].value is not None]
    return canvas.finish(
        canvas.rules(lines, color=t.hairline, width=1),
        *_scale(canvas),
        *_reference(canvas, part.reference, words),
        canvas.text(names, size=TEXT),
        canvas.rules(_spans(own), color=t.own_mid, width=INTERVAL),
        *_own_dots(canvas, own, is_adjusted=part.is_adjusted),
        canvas.ticks(_dots(others), color=t.others, thickness=3, length=20),
        *_values(canvas, placed),
    )


def _places(rows: Sequence[Rate]) -> list[tuple[Rate, float]]:
    return [
        (row, HEADER + (index + 0.5) * ROW + (GAP if row.unit.is_overarching else 0))
        for index, row in enumerate(rows)
    ]


def _height(placed: Placed) -> int:
    return int(placed[-1][1] + ROW / 2) + 2 if placed else HEADER


def _scale(canvas: Canvas) -> list[Layer]:
    t = canvas.look.tokens
    quarters = (0, 25, 50, 75, 100)
    grid = [{"x": v, "y": HEADER - 4, "y2": canvas.height} for v in quarters]
    labels = [at(v, HEADER - 12, f"{v}%") for v in quarters[::2]]
    return [
        canvas.rules(grid, color=t.grid, width=1),
        canvas.text(labels, size=AXIS, color=t.secondary, align="center"),
    ]


def _reference(canvas: Canvas, reference: Rate | None, words: Words) -> list[Layer]:
    if reference is None or reference.value is None:
        return []
    x, ink = reference.value * 100, canvas.look.tokens.ink
    label = words.text("consortium {value}", value=words.percent(reference.value))
    return [
        canvas.rules([{"x": x, "y": HEADER - 22, "y2": canvas.height}], color=ink, width=REFERENCE),
        canvas.text([at(x, 10, label)], size=NOTE, align="center"),
    ]


def _spans(placed: Placed) -> list[Point]:
    return [
        {"x": row.low * 100, "x2": row.high * 100, "y": y}
        for row, y in placed
        if row.low is not None and row.high is not None
    ]


def _dots(placed: Placed) -> list[Point]:
    return [
        {"x": row.value * 100, "y": y, "said": f"{row.unit.name}: {row.said.line}"}
        for row, y in placed
        if row.value is not None
    ]


def _own_dots(canvas: Canvas, own: Placed, *, is_adjusted: bool) -> list[Layer]:
    """The measured dot, open where the adjusted one stands filled beside it."""
    t = canvas.look.tokens
    if not is_adjusted:
        return [canvas.dots(_dots(own), color=t.own)]
    adjusted: list[Point] = [
        {"x": row.adjusted * 100, "y": y, "said": row.unit.name}
        for row, y in own
        if row.adjusted is not None
    ]
    return [
        canvas.dots(_dots(own), color=t.own, filled=False, strokeWidth=1.8, size=90),
        canvas.dots(adjusted, color=t.own, size=60),
    ]


def _values(canvas: Canvas, placed: Placed) -> list[Layer]:
    secondary = canvas.look.tokens.secondary
    lift = 8
    heads = [
        at(VALUES, y - (lift if row.said.marked else 0), row.said.headline)
        for row, y in placed
        if row.said.is_ok
    ]
    empties = [
        at(VALUES, y - (lift if row.said.second else 0), row.said.headline)
        for row, y in placed
        if not row.said.is_ok
    ]
    seconds = [at(VALUES, y + lift, row.said.marked) for row, y in placed if row.said.marked]
    return [
        canvas.text(heads, size=TEXT, weight=BOLD),
        canvas.text(empties, size=NOTE, color=secondary),
        canvas.text(seconds, size=NOTE, color=secondary),
    ]
