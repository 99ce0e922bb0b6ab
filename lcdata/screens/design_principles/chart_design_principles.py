"""A principle's mechanisms: a circle per thing counted, the count, what it is, and the advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.theme import AXIS, BOLD, NOTE, TEXT, Look
from lcdata.locale import Words
from lcdata.screens.design_principles.model_design_principles import Mechanism, Principle
from lcdata.screens.design_principles.model_evidence import MOST, Evidence

CODE = 34
"""Pixels that the code of a mechanism takes before its name."""

LETTERS, ADVICE_LINE = 20, 19
"""Heights in pixels of a line of a name and of a line of advice."""


@dataclass(frozen=True)
class Layout:
    """Where things stand: horizontal places in the domain, heights in pixels.

    Attributes:
        circles, step: the first circle, and from one to the next.
        count, words: the count, and what is counted.
        source: right edge of the source.
        advice: left edge of the advice.
        width: right edge of the domain.
        line: height of a piece of evidence.
        stacked: names above the evidence, what is counted and advice below it.
        name_letters, advice_letters, empty_letters: letters that fit on a line.
    """

    circles: float
    step: float
    count: float
    words: float
    source: float
    advice: float
    width: float
    line: int
    stacked: bool
    name_letters: int
    advice_letters: int
    empty_letters: int


WIDE = Layout(238, 11.2, 378, 464, 762, 784, 1000, 24, False, 34, 38, 84)
NARROW = Layout(6, 13, 170, 0, 358, 0, 360, 42, True, 38, 54, 46)

HEAD, PAD = 30, 18


@dataclass(frozen=True)
class _Row:
    """A mechanism at its place: `top` of the row, `first` the middle of its first evidence."""

    part: Mechanism
    top: float
    first: float
    advice: tuple[str, ...]
    height: float


def profile(
    part: Principle, look: Look, words: Words, *, stacked: bool, with_heads: bool
) -> alt.LayerChart:
    """The mechanisms of one principle, each under a hairline."""
    t, layout = look.tokens, NARROW if stacked else WIDE
    rows = _rows(part, layout, words, HEAD if with_heads and not stacked else 0)
    bottom = rows[-1].top + rows[-1].height if rows else HEAD
    canvas = Canvas(look, int(bottom) + 2, (0, layout.width))
    lines = [{"x": 0, "x2": layout.width, "y": row.top} for row in rows[0 if with_heads else 1 :]]
    return canvas.finish(
        canvas.rules(lines, color=t.hairline, width=1),
        *(_heads(canvas, layout, words) if with_heads and not stacked else ()),
        *_names(canvas, rows, layout),
        *_marks(canvas, rows, layout),
        *_told(canvas, rows, layout),
        canvas.text(_advice(rows, layout), size=TEXT if not stacked else NOTE),
    )


def _rows(part: Principle, layout: Layout, words: Words, top: float) -> list[_Row]:
    rows: list[_Row] = []
    for mechanism in part.mechanisms:
        advice = _wrapped(mechanism, layout, words)
        names = len(wrap(mechanism.name, layout.name_letters)) * LETTERS
        counted = len(mechanism.evidence) * layout.line
        told = len(advice) * ADVICE_LINE
        inner = names + counted + told if layout.stacked else max(names, counted, told)
        first = top + PAD / 2 + layout.line / 2 + (names - 2 if layout.stacked else 0)
        rows.append(_Row(mechanism, top, first, advice, inner + PAD))
        top += inner + PAD
    return rows


def _wrapped(mechanism: Mechanism, layout: Layout, words: Words) -> tuple[str, ...]:
    if not mechanism.is_thin or not mechanism.advice:
        return ()
    label = words.text("Advice")
    text = f"{label}: {mechanism.advice}" if layout.stacked else mechanism.advice
    return tuple(wrap(text, layout.advice_letters))


def _heads(canvas: Canvas, layout: Layout, words: Words) -> list[Layer]:
    heads = [
        at(0, 12, words.text("mechanism")),
        at(layout.circles - 6, 12, words.text("evidence: filled is seen, open is not")),
        at(layout.advice, 12, words.text("what may help where evidence is thin")),
    ]
    right = [at(layout.source, 12, words.text("source"))]
    grey = canvas.look.tokens.secondary
    return [
        canvas.text(heads, size=NOTE, color=grey),
        canvas.text(right, size=NOTE, color=grey, align="right"),
    ]


def _names(canvas: Canvas, rows: Sequence[_Row], layout: Layout) -> list[Layer]:
    codes: list[Point] = []
    named: list[Point] = []
    plain: list[Point] = []
    for row in rows:
        has_code = row.part.title != row.part.name
        if has_code:
            codes.append(at(0, row.top + PAD / 2 + 12, row.part.id))
        for number, text in enumerate(wrap(row.part.name, layout.name_letters)):
            place = at(0, row.top + PAD / 2 + 12 + number * LETTERS, text)
            (named if has_code else plain).append(place)
    grey = canvas.look.tokens.secondary
    return [
        canvas.text(codes, size=TEXT, color=grey),
        canvas.text(named, size=TEXT, dx=CODE),
        canvas.text(plain, size=TEXT),
    ]


def _evidence(rows: Sequence[_Row], layout: Layout) -> list[tuple[Evidence, float]]:
    """Each piece of evidence with the middle of its line."""
    return [
        (item, row.first + number * layout.line - (layout.line / 4 if layout.stacked else 0))
        for row in rows
        for number, item in enumerate(row.part.evidence)
    ]


def _marks(canvas: Canvas, rows: Sequence[_Row], layout: Layout) -> list[Layer]:
    """Circles filled and open; a bar where there are too many to draw or to say."""
    t, placed = canvas.look.tokens, _evidence(rows, layout)
    filled = [_circle(layout, n, y) for item, y in placed for n in range(item.filled)]
    empty = [_circle(layout, n, y) for item, y in placed for n in range(item.filled, item.total)]
    start, length = layout.circles - layout.step / 2, MOST * layout.step
    shares = [(item.share, y) for item, y in placed if item.share is not None]
    whole = [{"x": start, "x2": start + length, "y": y} for _, y in shares]
    part = [{"x": start, "x2": start + length * share, "y": y} for share, y in shares]
    return [
        canvas.bars(whole, color=t.own_pale, thickness=9),
        canvas.bars(part, color=t.own, thickness=9),
        canvas.dots(filled, color=t.own, size=78),
        canvas.dots(empty, color=t.others, size=66, filled=False, strokeWidth=1.4),
    ]


def _circle(layout: Layout, number: int, y: float) -> Point:
    return at(layout.circles + number * layout.step, y)


def _told(canvas: Canvas, rows: Sequence[_Row], layout: Layout) -> list[Layer]:
    placed, grey = _evidence(rows, layout), canvas.look.tokens.secondary
    below = layout.line / 2 - 2 if layout.stacked else 0
    counts = [at(layout.count, y, item.said.headline) for item, y in placed if item.said.is_ok]
    words = [at(layout.words, y + below, _what(item)) for item, y in placed if item.said.is_ok]
    left = 0 if layout.stacked else layout.circles - 6
    empties = [
        at(left, y + number * 17, line)
        for item, y in placed
        if not item.said.is_ok
        for number, line in enumerate(wrap(f"{item.text}: {item.said.line}", layout.empty_letters))
    ]
    sources = [at(layout.source, y, item.source) for item, y in placed]
    return [
        canvas.text(counts, size=TEXT, weight=BOLD),
        canvas.text(words, size=NOTE),
        canvas.text(empties, size=NOTE, color=grey),
        canvas.text(sources, size=AXIS, color=grey, align="right"),
    ]


def _what(item: Evidence) -> str:
    """What was counted, with the number of persons as far as it is said, and the remark."""
    said = " · ".join(part for part in (item.said.second, item.said.remark) if part)
    return f"{item.text} ({said})" if said else item.text


def _advice(rows: Sequence[_Row], layout: Layout) -> list[Point]:
    return [
        at(layout.advice, _advice_top(row, layout) + number * ADVICE_LINE, line)
        for row in rows
        for number, line in enumerate(row.advice)
    ]


def _advice_top(row: _Row, layout: Layout) -> float:
    if not layout.stacked:
        return row.top + PAD / 2 + 12
    return row.top + row.height - PAD / 2 - len(row.advice) * ADVICE_LINE + ADVICE_LINE / 2
