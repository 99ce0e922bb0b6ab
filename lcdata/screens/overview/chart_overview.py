"""The overview's attendance and facts, in the rows of the phase ribbon."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.rows import HEADER, Rows, names, row_lines
from lcdata.charts.theme import (
    AXIS,
    BOLD,
    INTERVAL,
    NAME,
    NOTE,
    REFERENCE,
    REGULAR,
    TEXT,
    Look,
    Tokens,
)
from lcdata.locale import Words
from lcdata.screens.overview.model_overview import OverviewRow
from lcdata.view_models.figure import Said
from lcdata.view_models.rate import Rate

LOW_END, HIGH_END, VALUE_ROOM = 50.0, 100.0, 28.0
"""The attendance axis in percents, and the room for values right of it."""


def attendance(
    rows: Sequence[OverviewRow], reference: Rate | None, look: Look, words: Words
) -> alt.LayerChart:
    """Attendance per row with its interval; the consortium as one line through all rows."""
    place = Rows.of(rows)
    left, right = LOW_END - 4, HIGH_END + VALUE_ROOM
    canvas = Canvas(look, place.height, (left, right))
    centres = [top + 30 for top in place.tops]
    title = canvas.text([at(left + 4, 14, words.text("Attendance so far"))], size=TEXT, weight=BOLD)
    values = [at(HIGH_END + 5, c, "") for c in centres]
    return canvas.finish(
        *row_lines(canvas, place, (left, right)),
        title,
        *_rate_marks(canvas, rows, centres, reference, HEADER, words),
        *_said(canvas, [r.attendance.said for r in rows], [v["x"] for v in values], place),
    )


def attendance_stacked(
    rows: Sequence[OverviewRow], reference: Rate | None, look: Look, words: Words
) -> alt.LayerChart:
    """The same dots for a narrow screen: name and value stand above the dot."""
    place = Rows.of(rows, header=48, row=64)
    left, right = LOW_END - 4, HIGH_END + 4
    canvas = Canvas(look, place.height, (left, right))
    centres = [top + 44 for top in place.tops]
    values = [
        at(right, top + 18, row.attendance.said.short)
        for row, top in zip(rows, place.tops, strict=True)
    ]
    return canvas.finish(
        *row_lines(canvas, place, (left, right)),
        *_rate_marks(canvas, rows, centres, reference, 48, words),
        canvas.text(names(rows, place, left, short=True), size=NAME, weight=BOLD),
        canvas.text(values, size=TEXT, align="right"),
    )


def facts(
    rows: Sequence[OverviewRow], heads: Sequence[tuple[str, str]], look: Look
) -> alt.LayerChart:
    """The facts and the last delivery in words, two lines per cell."""
    place = Rows.of(rows)
    canvas = Canvas(look, place.height, (0, 100))
    xs = [0.0, 39.0, 70.0][3 - len(heads) :]
    columns = [[*row.facts, row.delivery] for row in rows]
    layers = [
        layer
        for index, x in enumerate(xs)
        for layer in _said(canvas, [c[index] for c in columns], [x] * len(rows), place, REGULAR)
    ]
    tops = [at(x, 14, head) for x, (head, _) in zip(xs, heads, strict=True)]
    unders = [at(x, 36, under) for x, (_, under) in zip(xs, heads, strict=True)]
    return canvas.finish(
        *row_lines(canvas, place, (0, 100)),
        canvas.text(tops, size=TEXT, weight=BOLD),
        canvas.text(unders, size=NOTE, color=look.tokens.secondary),
        *layers,
    )


def _rate_marks(
    canvas: Canvas,
    rows: Sequence[OverviewRow],
    centres: Sequence[float],
    reference: Rate | None,
    header: int,
    words: Words,
) -> list[Layer]:
    t = canvas.look.tokens
    drawn = [(r, c) for r, c in zip(rows, centres, strict=True) if r.attendance.value is not None]
    own = [(r, c) for r, c in drawn if r.unit.is_own]
    others = [(r, c) for r, c in drawn if not r.unit.is_own]
    return [
        *_scale(canvas, reference, header),
        *_reference(canvas, reference, header, words),
        canvas.rules(_spans(own), color=t.own_mid, width=INTERVAL),
        canvas.dots(_points(own), color=t.own),
        canvas.ticks(_points(others), color=t.others, thickness=3, length=20),
    ]


def _spans(rows: Sequence[tuple[OverviewRow, float]]) -> list[Point]:
    return [
        {
            "x": max(LOW_END, row.attendance.low * 100),
            "x2": min(HIGH_END, row.attendance.high * 100),
            "y": centre,
        }
        for row, centre in rows
        if row.attendance.low is not None
        and row.attendance.high is not None
        and row.attendance.high * 100 > LOW_END
    ]


def _points(rows: Sequence[tuple[OverviewRow, float]]) -> list[Point]:
    """Dots on the fixed axis; one below its low end is told in words only."""
    return [
        {
            "x": row.attendance.value * 100,
            "y": centre,
            "said": f"{row.unit.name}: {row.attendance.said.line}",
        }
        for row, centre in rows
        if row.attendance.value is not None and row.attendance.value * 100 >= LOW_END
    ]


def _scale(canvas: Canvas, reference: Rate | None, header: int) -> list[Layer]:
    """Grid at tens; a label under the consortium's is left out."""
    t = canvas.look.tokens
    tens = range(int(LOW_END), int(HIGH_END) + 1, 10)
    value = reference.value * 100 if reference and reference.value is not None else None
    shown = [v for v in tens if value is None or abs(v - value) > 11]
    return [
        canvas.rules(
            [{"x": v, "y": header, "y2": canvas.height} for v in tens], color=t.grid, width=1
        ),
        canvas.text(
            [at(v, header - 11, f"{v}%") for v in shown],
            size=AXIS,
            color=t.secondary,
            align="center",
        ),
    ]


def _reference(canvas: Canvas, reference: Rate | None, header: int, words: Words) -> list[Layer]:
    if reference is None or reference.value is None:
        return []
    x, ink = reference.value * 100, canvas.look.tokens.ink
    label = words.text("consortium {value}", value=words.percent(reference.value))
    return [
        canvas.rules([{"x": x, "y": header - 20, "y2": canvas.height}], color=ink, width=REFERENCE),
        canvas.text([at(x, header - 28, label)], size=NOTE, align="center"),
    ]


def _said(
    canvas: Canvas,
    column: Sequence[Said],
    xs: Sequence[float],
    place: Rows,
    weight: int = BOLD,
) -> list[Layer]:
    """Headline and second line; words in the place of a value are grey and not bold."""
    t: Tokens = canvas.look.tokens
    placed = list(zip(column, xs, place.tops, strict=True))
    values = [at(x, top + 22, said.headline) for said, x, top in placed if said.is_ok]
    empties = [at(x, top + 22, said.headline) for said, x, top in placed if not said.is_ok]
    seconds = [at(x, top + 39, said.marked) for said, x, top in placed if said.marked]
    return [
        canvas.text(values, size=TEXT, weight=weight),
        canvas.text(empties, size=NOTE, color=t.secondary),
        canvas.text(seconds, size=NOTE, color=t.secondary),
    ]
