"""Change in scale points: a dot and its interval per row, zero in ink, values at the right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import AXIS, BOLD, INTERVAL, NOTE, REFERENCE, TEXT, Look
from lcdata.locale import Words
from lcdata.screens.outcomes.model_change import Change
from lcdata.screens.outcomes.model_changes import Changes
from lcdata.view_models.survey import signed

HEADER, TITLE, GAP = 48, 30, 8
"""Heights in pixels of the axis, of a group's title and of the space before a group."""

STACKED = 11
"""Pixels that a name stands above, and marks stand below, the middle of a stacked row."""

MOST_TICKS = 7


@dataclass(frozen=True)
class Layout:
    """Room left and right of the axis, as shares of the axis, and the height of a row.

    `values` and `beside` are right edges of the two columns, as shares of the axis too;
    `letters` fit on a line of a name.
    """

    left: float
    values: float
    beside: float
    row: int
    letters: int

    @property
    def is_stacked(self) -> bool:
        """Whether names and values stand above the marks instead of beside them."""
        return self.values == self.beside


WIDE = Layout(0.54, 0.28, 0.64, 30, 28)
NARROW = Layout(0.03, 0.64, 0.64, 52, 40)

Placed = Sequence[tuple[Change, float]]
Lanes = Sequence[tuple[float, float]]


def changes(part: Changes, look: Look, words: Words, *, stacked: bool) -> alt.LayerChart:
    """The rows under their group titles, on one axis."""
    t, layout = look.tokens, NARROW if stacked else WIDE
    titles, placed, bottom = _places(part, layout)
    low, high = part.span
    width = high - low
    ends = (low - layout.left * width, high + layout.beside * width)
    canvas = Canvas(look, int(bottom) + 2, ends)
    shift = STACKED if stacked else 0
    lanes = [(y, y + 2 * shift + 4) for _, y in placed] if stacked else [(HEADER - 4, bottom)]
    names = [place for row, y in placed for place in _name(row, ends[0], y - shift, layout)]
    lines = [{"x": ends[0], "x2": ends[1], "y": y} for y in _lines(titles, placed, layout)]
    return canvas.finish(
        canvas.rules(lines, color=t.hairline, width=1),
        *_axis(canvas, part, lanes, words),
        *_heads(canvas, part, layout, words),
        canvas.text(
            [at(ends[0], y, title) for title, y in titles],
            size=NOTE,
            weight=BOLD,
            color=t.secondary,
        ),
        canvas.text(names, size=TEXT),
        *_marks(canvas, part, [(row, y + shift) for row, y in placed]),
        *_values(canvas, part, placed, layout),
    )


def _name(row: Change, x: float, y: float, layout: Layout) -> list[Point]:
    """The name on as many lines as it needs, around the middle."""
    lines = wrap(row.name, layout.letters)
    first = y - (len(lines) - 1) * 7
    return [at(x, first + number * 14, line) for number, line in enumerate(lines)]


def _places(part: Changes, layout: Layout) -> tuple[list[tuple[str, float]], Placed, float]:
    """Group titles and rows with their middles, and where the last row ends."""
    titles: list[tuple[str, float]] = []
    placed: list[tuple[Change, float]] = []
    y = float(HEADER)
    for group in part.groups:
        if group.title:
            titles.append((group.title, y + TITLE / 2 + 2))
            y += TITLE
        for row in group.rows:
            placed.append((row, y + layout.row / 2))
            y += layout.row
        y += GAP if group.title else 0
    return titles, placed, y


def _lines(titles: Sequence[tuple[str, float]], placed: Placed, layout: Layout) -> list[float]:
    """Above every group, or above every row where there are no groups."""
    if titles:
        return [y - TITLE / 2 - 2 for _, y in titles]
    return [y - layout.row / 2 for _, y in placed]


def ticks(low: float, high: float) -> list[float]:
    """Round places on the axis, zero among them, at most seven."""
    step = next(s for s in (0.2, 0.5, 1, 2, 5, 10) if (high - low) / s <= MOST_TICKS)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 1) for number in range(first, last + 1)]


def _axis(canvas: Canvas, part: Changes, lanes: Lanes, words: Words) -> list[Layer]:
    """Grid, zero and the common reference, in the lanes where no name stands."""
    t = canvas.look.tokens
    places = ticks(*part.span)
    grid = [{"x": x, "y": top, "y2": end} for x in places if x for top, end in lanes]
    zero = [{"x": 0, "y": top, "y2": end} for top, end in lanes]
    common = [{"x": part.common, "y": top, "y2": end} for top, end in lanes]
    labels = [at(x, HEADER - 13, signed(x, words) if x else "0") for x in places]
    heads = [at(0, 12, words.text("no change"))]
    if part.common is not None:
        label = words.text("consortium {value}", value=signed(part.common, words))
        heads = [at(part.common, 12, label)]
    return [
        canvas.rules(grid, color=t.grid, width=1),
        canvas.rules(zero, color=t.others if part.is_compared else t.ink, width=REFERENCE),
        canvas.rules(common if part.common is not None else [], color=t.ink, width=REFERENCE),
        canvas.text(labels, size=AXIS, color=t.secondary, align="center"),
        canvas.text(heads, size=NOTE, align="center"),
    ]


def _heads(canvas: Canvas, part: Changes, layout: Layout, words: Words) -> list[Layer]:
    t, (low, high) = canvas.look.tokens, part.span
    width = high - low
    is_adjusted = any(row.adjusted is not None for row in part.rows)
    head = words.text("own · adjusted") if is_adjusted else words.text("change")
    heads, under = [at(high + layout.values * width, 12, head)], []
    if not part.is_compared or part.common is not None:
        edge = high + layout.beside * width
        under.append(at(edge, HEADER - 13, words.text("both · first · final")))
        if not layout.is_stacked and not part.is_compared:
            heads.append(at(edge, 12, words.text("answers")))
            under.append(at(high + layout.values * width, HEADER - 13, words.text("in points")))
    return [
        canvas.text(heads, size=NOTE, weight=BOLD, align="right"),
        canvas.text(under, size=AXIS, color=t.secondary, align="right"),
    ]


def _marks(canvas: Canvas, part: Changes, placed: Placed) -> list[Layer]:
    t = canvas.look.tokens
    color, pale = (t.own, t.own_mid) if part.is_own else (t.ink, t.others)
    spans = [
        {"x": row.low, "x2": row.high, "y": y}
        for row, y in placed
        if row.low is not None and row.high is not None
    ]
    dots = [_dot(row, row.value, y) for row, y in placed if row.value is not None]
    adjusted = [_dot(row, row.adjusted, y) for row, y in placed if row.adjusted is not None]
    raw = {"filled": False, "strokeWidth": 1.8, "size": 90} if part.is_compared else {}
    return [
        *_reference(canvas, part, placed),
        canvas.rules(spans, color=pale, width=INTERVAL),
        canvas.dots(dots, color=color, **raw),
        canvas.dots(adjusted, color=color, size=60),
    ]


def _reference(canvas: Canvas, part: Changes, placed: Placed) -> list[Layer]:
    """A tick per row where the consortium behind the rows is not the same."""
    if part.common is not None:
        return []
    ends = [at(row.reference, y) for row, y in placed if row.reference is not None]
    return [canvas.ticks(ends, color=canvas.look.tokens.ink, thickness=REFERENCE, length=20)]


def _dot(row: Change, value: float | None, y: float) -> Point:
    return {"x": value, "y": y, "said": f"{row.name}: {row.said.line}"}


def _values(canvas: Canvas, part: Changes, placed: Placed, layout: Layout) -> list[Layer]:
    secondary, (low, high) = canvas.look.tokens.secondary, part.span
    width = high - low
    value, beside = high + layout.values * width, high + layout.beside * width
    shift = STACKED if layout.is_stacked else 0
    said = [at(value, y - shift, row.said.headline) for row, y in placed if row.said.is_ok]
    empties = [at(beside, y + shift, row.said.line) for row, y in placed if not row.said.is_ok]
    answers = [
        at(beside, y + shift, row.beside) for row, y in placed if row.beside and row.said.is_ok
    ]
    return [
        canvas.text(said, size=TEXT, weight=BOLD, align="right"),
        canvas.text([*answers, *empties], size=NOTE, color=secondary, align="right"),
    ]
