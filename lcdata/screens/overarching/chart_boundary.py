"""Company by company: squares for visits, discs for shared sessions as far as they are said."""

from __future__ import annotations

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import AXIS, MEDIUM, NOTE, TEXT, Look
from lcdata.screens.overarching.model_boundary import Boundary

HEADER, ROW = 40, 40
NAME_ROOM = 1.9
"""Columns' widths that the names take."""


def company_matrix(part: Boundary, look: Look) -> alt.LayerChart:
    """The counts stand in the marks; the diagonal is the company itself.

    Where no shared session is said the whole matrix is visits, row to column; else discs stand
    above the diagonal and the visits of a pair below it.
    """
    t = look.tokens
    count = len(part.names)
    canvas = Canvas(look, HEADER + ROW * count + 2, (-NAME_ROOM, count + 0.3))
    middles = [HEADER + (index + 0.5) * ROW for index in range(count)]
    lines = [{"x": -NAME_ROOM, "x2": count, "y": y - ROW / 2} for y in middles]
    sessions = [_spot(middles, p.first, p.second, p.sessions) for p in part.pairs if p.sessions]
    visits = [_spot(middles, p.second, p.first, p.visits) for p in part.pairs if p.visits]
    if part.is_shielded:
        visits = [_spot(middles, trip.visitor, trip.host, trip.count) for trip in part.trips]
    itself = [at(index + 0.5, y, "·") for index, y in enumerate(middles)]
    return canvas.finish(
        canvas.rules(lines, color=t.hairline, width=1),
        *_heads(canvas, part),
        canvas.text(
            [at(-NAME_ROOM, y, name) for name, y in zip(part.names, middles, strict=True)],
            size=TEXT,
        ),
        canvas.text(itself, size=TEXT, color=t.others, align="center"),
        canvas.dots(sessions, color=t.own_pale, size=560),
        canvas.text(sessions, size=NOTE, weight=MEDIUM, align="center"),
        canvas.dots(visits, color=t.ink, shape="square", size=430, filled=False, strokeWidth=1.5),
        canvas.text(visits, size=NOTE, weight=MEDIUM, align="center"),
    )


def _heads(canvas: Canvas, part: Boundary) -> list[Layer]:
    """Every other head a line higher, so that neighbours do not meet."""
    secondary = canvas.look.tokens.secondary
    heads = [at(i + 0.5, 12 if i % 2 else 28, name) for i, name in enumerate(part.names)]
    return [canvas.text(heads, size=AXIS, color=secondary, align="center")]


def _spot(middles: list[float], row: int, column: int, count: int) -> Point:
    return at(column + 0.5, middles[row], str(count))
