"""Ribbons with numbered product versions: one row per community, words at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.plan import ribbon_marks
from lcdata.charts.theme import AXIS, BOLD, NAME, NOTE, TEXT, Look
from lcdata.locale import Words
from lcdata.view_models.plan import Lane
from lcdata.view_models.ribbon import Ribbon

HEADER, ROW, GAP = 30, 64, 14
STACKED_ROW = 92
"""Heights in pixels; the overarching community stands a gap apart."""

CIRCLE = 230
"""Area of a version's circle."""

LETTER = 6.6
"""Average width of a character of a second line, in pixels."""


@dataclass(frozen=True)
class Shares:
    """How the width is divided: names, ribbons, then the columns of words."""

    names: float
    ribbons: float
    words: tuple[float, ...]
    width: int = 1170
    """Pixels the wide chart has at least: what the words reckon with."""


def ribbons(
    rows: Sequence[Ribbon], heads: Sequence[str], shares: Shares, look: Look, words: Words
) -> alt.LayerChart:
    """Name, ribbon with phases below it and version circles on it, columns of words."""
    weeks = _weeks(rows)
    full = weeks / shares.ribbons
    left = -full * shares.names
    starts = [weeks + full * (0.025 + sum(shares.words[:i])) for i in range(len(heads))]
    tops = _tops(rows, HEADER, ROW)
    canvas = Canvas(look, _height(tops, ROW), (left, left + full))
    lanes = [(row.lane, top + 24.0) for row, top in zip(rows, tops, strict=True)]
    titles = [at(left, 12, words.text("Community")), at(0, 12, words.text("Place in its own plan"))]
    heading = [*titles, *(at(x, 12, head) for x, head in zip(starts, heads, strict=True))]
    return canvas.finish(
        canvas.rules(_lines(tops, left, left + full), color=look.tokens.hairline, width=1),
        canvas.text(heading, size=TEXT, weight=BOLD),
        *_names(canvas, rows, tops, left),
        *_lanes(canvas, rows, lanes, shares.ribbons * shares.width / weeks, words),
        *_told(canvas, rows, tops, starts, shares),
    )


def ribbons_stacked(rows: Sequence[Ribbon], look: Look, words: Words) -> alt.LayerChart:
    """The same ribbons for a narrow screen: the name stands above, the words in a table."""
    weeks = _weeks(rows)
    tops = _tops(rows, 0, STACKED_ROW)
    canvas = Canvas(look, _height(tops, STACKED_ROW), (-0.15, weeks + 0.15))
    lanes = [(row.lane, top + 59.0) for row, top in zip(rows, tops, strict=True)]
    return canvas.finish(
        canvas.rules(_lines(tops, -0.15, weeks + 0.15), color=look.tokens.hairline, width=1),
        *_names(canvas, rows, tops, 0),
        *_lanes(canvas, rows, lanes, 345 / weeks, words),
    )


def _weeks(rows: Sequence[Ribbon]) -> float:
    return max((_end(row.lane) for row in rows), default=1.0) or 1.0


def _end(lane: Lane) -> float:
    """A running community may be beyond its plan; a finished one ends with it."""
    return lane.weeks if lane.is_finished else max(lane.weeks, lane.today or 0)


def _tops(rows: Sequence[Ribbon], header: int, height: int) -> list[int]:
    return [header + i * height + (GAP if row.is_apart else 0) for i, row in enumerate(rows)]


def _height(tops: Sequence[int], row: int) -> int:
    return (tops[-1] if tops else 0) + row + 2


def _lines(tops: Sequence[int], left: float, right: float) -> list[Point]:
    return [{"x": left, "x2": right, "y": top} for top in tops]


def _names(canvas: Canvas, rows: Sequence[Ribbon], tops: Sequence[int], x: float) -> list[Layer]:
    names = [at(x, top + 18, row.lane.name) for row, top in zip(rows, tops, strict=True)]
    captions = [at(x, top + 36, row.caption) for row, top in zip(rows, tops, strict=True)]
    return [
        canvas.text(names, size=NAME, weight=BOLD),
        canvas.text(captions, size=NOTE, color=canvas.look.tokens.secondary),
    ]


def _lanes(
    canvas: Canvas,
    rows: Sequence[Ribbon],
    lanes: Sequence[tuple[Lane, float]],
    per_week: float,
    words: Words,
) -> list[Layer]:
    """Ribbons, their phases below, today's word, and the version circles over all of it."""
    t = canvas.look.tokens
    phases = [
        at((phase.start + phase.end) / 2, y + 19, phase.label)
        for lane, y in lanes
        for phase in lane.phases
        if (phase.end - phase.start) * per_week >= len(phase.label) * 6
    ]
    running = [(lane, y) for lane, y in lanes if lane.today is not None and not lane.is_finished]
    today = [at(lane.today or 0, y, words.text("today")) for lane, y in running if not lane.dated]
    circles = [
        at(x, y, str(number))
        for row, (_, y) in zip(rows, lanes, strict=True)
        for number, x in _apart(row, 17 / per_week)
    ]
    return [
        *ribbon_marks(canvas, lanes),
        canvas.text(today, size=AXIS, dx=5),
        canvas.text(phases, size=AXIS, color=t.secondary, align="center"),
        canvas.dots(circles, color=t.background, size=CIRCLE),
        canvas.dots(circles, color=t.ink, size=CIRCLE, filled=False, strokeWidth=1.4),
        canvas.text(circles, size=AXIS, weight=BOLD, align="center"),
    ]


def _apart(row: Ribbon, least: float) -> list[tuple[int, float]]:
    """The version circles of a ribbon, moved on where they would lie over the one before."""
    placed: list[tuple[int, float]] = []
    for version in row.versions:
        after = placed[-1][1] + least if placed else version.week
        placed.append((version.number, max(version.week, after)))
    return placed


def _told(
    canvas: Canvas,
    rows: Sequence[Ribbon],
    tops: Sequence[int],
    starts: Sequence[float],
    shares: Shares,
) -> list[Layer]:
    """Columns of words: their first line in ink, what follows in grey; long lines wrap once."""
    firsts, seconds = [], []
    for row, top in zip(rows, tops, strict=True):
        for x, told, share in zip(starts, row.told, shares.words, strict=True):
            room = int(share * shares.width / LETTER) - 2
            first, *more = told or ("",)
            lines = _wrapped(first, room)
            firsts += [at(x, top + 18 + 17 * i, line) for i, line in enumerate(lines)]
            seconds += [at(x, top + 18 + 17 * (len(lines) + i), s) for i, s in enumerate(more)]
    return [
        canvas.text(firsts, size=TEXT),
        canvas.text(seconds, size=NOTE, color=canvas.look.tokens.secondary),
    ]


def _wrapped(text: str, room: int) -> list[str]:
    """At most two lines of so many characters; what does not fit gives way to an ellipsis."""
    if len(text) <= room:
        return [text]
    cut = text.rfind(" ", 0, room + 1)
    first, rest = (text[:cut], text[cut + 1 :]) if cut > 0 else (text[:room], text[room:])
    return [first, rest if len(rest) <= room else f"{rest[: room - 1].rstrip()}…"]
