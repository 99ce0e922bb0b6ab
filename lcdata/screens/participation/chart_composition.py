"""Which communities mix: one circle per community, filled where two classes or more sit."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, at
from lcdata.charts.theme import NOTE, TEXT, Look
from lcdata.screens.participation.model_composition import Composition, CompositionRow

HEADER, ROW, GAP = 34, 46, 12
COLUMNS = (30.0, 48.0, 66.0, 84.0)
STEP = 12
"""Pixels between circles."""

MOST, MOST_NARROW = 18, 4
"""Circles that fit in a column; of more communities only the count is said."""


def mixes(part: Composition, look: Look, *, narrow: bool = False) -> alt.LayerChart:
    """A row per unit, a column per kind of mix; `narrow` has no room for a word per column."""
    t = look.tokens
    placed = [
        (row, HEADER + (index + 0.5) * ROW + (GAP if row.unit.is_overarching else 0))
        for index, row in enumerate(part.rows)
    ]
    canvas = Canvas(look, int(placed[-1][1] + ROW / 2) + 2, (0, 100))
    lines = [{"x": 0, "x2": 100, "y": y - ROW / 2} for _, y in placed]
    heads = [at(x, 16, head) for x, head in zip(COLUMNS, part.heads, strict=True)]
    return canvas.finish(
        canvas.rules(lines, color=t.hairline, width=1),
        canvas.text(heads, size=NOTE, color=t.secondary),
        canvas.text([at(0, y, row.unit.short_name) for row, y in placed], size=TEXT),
        *_circles(canvas, placed, MOST_NARROW if narrow else MOST),
        *_counts(canvas, placed, once=narrow),
    )


def _circles(
    canvas: Canvas, placed: Sequence[tuple[CompositionRow, float]], most: int
) -> list[Layer]:
    """One layer per place in the row: the distance between circles is in pixels."""
    t = canvas.look.tokens
    layers = []
    for place in range(most):
        for is_own in (True, False):
            color = t.own if is_own else t.others
            spots = [
                (at(x, y - 8), place < mix.mixed)
                for row, y in placed
                if row.unit.is_own is is_own
                for x, mix in zip(COLUMNS, row.mixes, strict=True)
                if place < mix.total <= most
            ]
            offset = {"xOffset": 5 + place * STEP, "size": 62, "strokeWidth": 1.4}
            filled = [spot for spot, is_mixed in spots if is_mixed]
            empty = [spot for spot, is_mixed in spots if not is_mixed]
            layers.append(canvas.dots(filled, color=color, **offset))
            layers.append(canvas.dots(empty, color=t.others, **{**offset, "filled": False}))
    return layers


def _counts(
    canvas: Canvas, placed: Sequence[tuple[CompositionRow, float]], *, once: bool
) -> list[Layer]:
    """The counts, and the words in their place; the same word in a row of columns once."""
    spots = [(x, y, mix) for row, y in placed for x, mix in zip(COLUMNS, row.mixes, strict=True)]
    counted = [
        at(x, y + 9, f"{mix.said.headline} {mix.said.mark}".strip())
        for x, y, mix in spots
        if mix.said.is_ok
    ]
    empty = [
        at(x, y, mix.said.headline)
        for row, y in placed
        for x, mix, left in zip(COLUMNS, row.mixes, (None, *row.mixes), strict=False)
        if not mix.said.is_ok and not (once and left and left.said == mix.said)
    ]
    return [
        canvas.text(counted, size=NOTE),
        canvas.text(empty, size=NOTE, color=canvas.look.tokens.secondary),
    ]
