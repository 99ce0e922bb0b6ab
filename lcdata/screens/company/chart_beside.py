"""Own dot and interval in the accent, the others as a grey tick, in titled groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import AXIS, BOLD, INTERVAL, NOTE, TEXT, Look
from lcdata.locale import Words
from lcdata.screens.company.model_beside import Beside, BesideRow

ROW, TITLE, HEADER = 32, 30, 42
STACKED_ROW = 54
LEFT, RIGHT = -60.0, 180.0
"""The axis runs from 0 to 100; names stand left of it, three columns of values right."""

SHARE, COUNT, OTHERS = 121.0, 150.0, RIGHT
"""Right edges of the columns of values."""

Placed = Sequence[tuple[BesideRow, float]]


@dataclass(frozen=True)
class _Places:
    """Heights in pixels: where each group begins with its title, where each row stands."""

    titles: tuple[tuple[str, float], ...]
    rows: tuple[tuple[BesideRow, float], ...]
    height: int


def beside(part: Beside, look: Look, words: Words) -> alt.LayerChart:
    """Ten rows on one axis from 0 to 100%, the values in words at the right."""
    t = look.tokens
    places = _places(part, HEADER, ROW)
    canvas = Canvas(look, places.height, (LEFT, RIGHT))
    lines = [{"x": LEFT, "x2": RIGHT, "y": y - 13} for _, y in places.titles]
    labels = [at(LEFT, y, row.label) for row, y in places.rows]
    return canvas.finish(
        *_scale(canvas, places, HEADER - 4),
        canvas.rules(lines, color=t.hairline, width=1),
        canvas.text([at(LEFT, y, text) for text, y in places.titles], size=NOTE, weight=BOLD,
                    color=t.secondary),
        canvas.text(labels, size=TEXT),
        *_heads(canvas, part),
        *_marks(canvas, part, places.rows),
        *_values(canvas, places.rows),
    )  # fmt: skip


def beside_stacked(part: Beside, look: Look, words: Words) -> alt.LayerChart:
    """The same rows for a narrow screen: label and value stand above the dot."""
    t = look.tokens
    places = _places(part, 22, STACKED_ROW)
    canvas = Canvas(look, places.height, (-5, 105))
    labels = [at(0, y - 17, row.label) for row, y in places.rows]
    own = [at(100, y - 17, row.own.said.short) for row, y in places.rows if row.own.said.is_ok]
    empty = [at(100, y - 17, row.own.said.line) for row, y in places.rows if not row.own.said.is_ok]
    return canvas.finish(
        *_scale(canvas, places, 20),
        canvas.text([at(0, y, text) for text, y in places.titles], size=NOTE, weight=BOLD,
                    color=t.secondary),
        canvas.text(labels, size=TEXT),
        canvas.text(own, size=TEXT, weight=BOLD, color=t.own, align="right"),
        canvas.text(empty, size=NOTE, color=t.secondary, align="right"),
        *_marks(canvas, part, places.rows),
    )  # fmt: skip


def _places(part: Beside, header: int, row: int) -> _Places:
    y = float(header)
    titles: list[tuple[str, float]] = []
    rows: list[tuple[BesideRow, float]] = []
    for group in part.groups:
        titles.append((group.title, y + 14))
        y += TITLE
        for one in group.rows:
            rows.append((one, y + row / 2 + (10 if row == STACKED_ROW else -4)))
            y += row
        y += 4
    return _Places(tuple(titles), tuple(rows), int(y) + 2)


def _scale(canvas: Canvas, places: _Places, top: int) -> list[Layer]:
    t = canvas.look.tokens
    quarters = (0, 25, 50, 75, 100)
    grid = [{"x": v, "y": top, "y2": places.height} for v in quarters]
    labels = [at(v, top - 9, f"{v}%") for v in quarters[::2]]
    return [
        canvas.rules(grid, color=t.grid, width=1),
        canvas.text(labels, size=AXIS, color=t.secondary, align="center"),
    ]


def _heads(canvas: Canvas, part: Beside) -> list[Layer]:
    """Whose columns they are; a long name of the others takes two lines."""
    t = canvas.look.tokens
    words = part.others.split(" ", 1)
    others = [at(OTHERS, HEADER - 13 - 16 * (len(words) - 1 - i), w) for i, w in enumerate(words)]
    return [
        canvas.text([at(COUNT, HEADER - 13, part.own)], size=NOTE, weight=BOLD, color=t.own,
                    align="right"),
        canvas.text(others if part.others else [], size=NOTE, color=t.secondary, align="right"),
    ]  # fmt: skip


def _marks(canvas: Canvas, part: Beside, rows: Placed) -> list[Layer]:
    t = canvas.look.tokens
    color = t.ink if part.is_consortium else t.others
    return [
        canvas.rules(_spans(rows), color=t.own_mid, width=INTERVAL),
        canvas.ticks(_others(rows), color=color, thickness=3, length=20),
        canvas.dots(_own(rows), color=t.own),
    ]


def _spans(rows: Placed) -> list[Point]:
    return [
        {"x": row.own.low * 100, "x2": row.own.high * 100, "y": y}
        for row, y in rows
        if row.own.low is not None and row.own.high is not None
    ]


def _own(rows: Placed) -> list[Point]:
    return [
        {"x": row.own.value * 100, "y": y, "said": f"{row.label}: {row.own.said.line}"}
        for row, y in rows
        if row.own.value is not None
    ]


def _others(rows: Placed) -> list[Point]:
    return [
        at(row.others.value * 100, y)
        for row, y in rows
        if row.others is not None and row.others.value is not None
    ]


def _values(canvas: Canvas, rows: Placed) -> list[Layer]:
    t = canvas.look.tokens
    shares = [at(SHARE, y, row.share) for row, y in rows if row.own.said.is_ok]
    counts = [at(COUNT, y, row.count) for row, y in rows if row.own.said.is_ok]
    empties = [at(COUNT, y, row.own.said.headline) for row, y in rows if not row.own.said.is_ok]
    others = [
        at(OTHERS, y, f"{row.others.said.headline} {row.others.said.mark}".strip())
        for row, y in rows
        if row.others
    ]
    return [
        canvas.text(shares, size=TEXT, weight=BOLD, color=t.own, align="right"),
        canvas.text(counts, size=TEXT, color=t.own, align="right"),
        canvas.text(empties, size=NOTE, color=t.secondary, align="right"),
        canvas.text(others, size=TEXT, color=t.secondary, align="right"),
    ]
