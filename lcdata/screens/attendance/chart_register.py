"""The register as a matrix: shapes and letters, the darkest mark is the one to act on."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import AXIS, BOLD, MEDIUM, NOTE, TEXT, Look
from lcdata.locale import Words
from lcdata.screens.attendance.model_register import (
    ABSENT,
    EXCUSED,
    LATE,
    PRESENT,
    UNKNOWN,
    Register,
)

HEADER, ROW = 46, 38
DISC, SQUARE = 430, 400
"""Areas of the shapes in pixels."""


def register_matrix(
    part: Register, look: Look, words: Words, *, name_room: float
) -> alt.LayerChart:
    """Members by sessions; `name_room` in session widths is what the names take."""
    t = look.tokens
    right = len(part.columns) + 1.3
    canvas = Canvas(look, HEADER + ROW * len(part.rows) + 4, (-name_room, right))
    middles = [HEADER + (index + 0.5) * ROW for index in range(len(part.rows))]
    lines = [{"x": -name_room, "x2": right, "y": y - ROW / 2} for y in middles]
    names = [at(-name_room, y, row.name) for row, y in zip(part.rows, middles, strict=True)]
    counts = [at(right, y, row.attended) for row, y in zip(part.rows, middles, strict=True)]
    return canvas.finish(
        canvas.rules(lines, color=t.hairline, width=1),
        *_heads(canvas, part, words),
        canvas.text(names, size=TEXT),
        canvas.text(counts, size=NOTE, color=t.secondary, align="right"),
        *_marks(canvas, part, middles),
    )


def legend(part: Register, look: Look) -> alt.LayerChart:
    """The five states with their letters, two to a line."""
    spots = [
        ((index % 2) * 50.0 + 5, 18 + (index // 2) * 30, state, letter, name)
        for index, (state, letter, name) in enumerate(part.legend)
    ]
    canvas = Canvas(look, 98, (0, 100))
    shapes = [
        layer
        for state in _SHAPES
        for layer in _shape(
            canvas, state, [at(x, y, text) for x, y, s, text, _ in spots if s == state]
        )
    ]
    names = [at(x, y, name) for x, y, _, _, name in spots]
    return canvas.finish(*shapes, canvas.text(names, size=NOTE, color=look.tokens.secondary, dx=18))


def _heads(canvas: Canvas, part: Register, words: Words) -> list[Layer]:
    secondary = canvas.look.tokens.secondary
    days = [at(index + 0.5, 13, column.day) for index, column in enumerate(part.columns)]
    months = [at(index + 0.5, 30, column.month) for index, column in enumerate(part.columns)]
    head = [at(canvas.x[1], 30, words.text("attended"))]
    return [
        canvas.text(days, size=TEXT, weight=BOLD, align="center"),
        canvas.text(months, size=AXIS, color=secondary, align="center"),
        canvas.text(head, size=AXIS, color=secondary, align="right"),
    ]


def _marks(canvas: Canvas, part: Register, middles: Sequence[float]) -> list[Layer]:
    letters = {state: letter for state, letter, _ in part.legend}
    placed: dict[str, list[Point]] = {state: [] for state in _SHAPES}
    for row, y in zip(part.rows, middles, strict=True):
        for index, state in enumerate(row.states):
            if state in placed:
                placed[state].append(at(index + 0.5, y, letters[state]))
    return [layer for state, points in placed.items() for layer in _shape(canvas, state, points)]


_SHAPES = (PRESENT, LATE, EXCUSED, ABSENT, UNKNOWN)


def _shape(canvas: Canvas, state: str, points: Sequence[Point]) -> list[Layer]:
    """The mark of one state, and its letter on top."""
    t = canvas.look.tokens
    looks: dict[str, tuple[str, dict[str, object]]] = {
        PRESENT: (t.own_pale, {"size": DISC}),
        LATE: (t.own, {"size": DISC, "filled": False, "strokeWidth": 2.2}),
        EXCUSED: (
            t.ink,
            {"size": SQUARE, "shape": "square", "filled": False, "strokeWidth": 1.6},
        ),
        ABSENT: (t.ink, {"size": SQUARE + 60, "shape": "square"}),
        UNKNOWN: (
            t.others,
            {"size": DISC, "filled": False, "strokeWidth": 1.4, "strokeDash": [3, 2]},
        ),
    }
    color, mark = looks[state]
    letter = {ABSENT: t.background, UNKNOWN: t.secondary}.get(state, t.ink)
    return [
        canvas.dots(points, color=color, **mark),
        canvas.text(points, size=NOTE, weight=MEDIUM, color=letter, align="center"),
    ]
