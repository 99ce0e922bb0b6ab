"""The phase ribbon: where each community is in its own plan."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.rows import Rows, names, row_lines
from lcdata.charts.theme import AXIS, BOLD, NAME, NOTE, TEXT, Look
from lcdata.locale import Words
from lcdata.view_models.plan import Lane
from lcdata.view_models.unit_row import UnitRow

RIBBON, LANE_STEP = 13.0, 19
NAME_SHARE = 0.372
"""Part of the chart that the names take."""

CAPTION = 36
"""Characters that fit beside a ribbon."""


def plan(rows: Sequence[UnitRow], look: Look, words: Words) -> alt.LayerChart:
    """Names and phase ribbons, on the weeks of each community's own plan."""
    place = Rows.of(rows)
    weeks = _weeks(rows)
    left = -weeks * NAME_SHARE / (1 - NAME_SHARE)
    canvas = Canvas(look, place.height, (left, weeks + 0.15))
    t = look.tokens
    return canvas.finish(
        *row_lines(canvas, place, (left, weeks + 0.15)),
        canvas.text([at(left, 14, words.text("Company"))], size=TEXT, weight=BOLD),
        canvas.text([at(0, 14, words.text("Place in its own plan"))], size=TEXT, weight=BOLD),
        *_plan_axis(canvas, rows, weeks, 36, words),
        canvas.text(names(rows, place, left), size=NAME, weight=BOLD),
        canvas.text(_captions(rows, place, left), size=NOTE, color=t.secondary),
        *ribbon_marks(canvas, _lane_places(rows, place)),
    )


def plan_stacked(rows: Sequence[UnitRow], look: Look, words: Words) -> alt.LayerChart:
    """The same ribbons for a narrow screen: name and captions stand above the ribbons."""
    lines = max((len(row.captions) for row in rows), default=1)
    place = Rows.of(rows, header=44, row=68 + 17 * lines)
    weeks = _weeks(rows)
    canvas = Canvas(look, place.height, (0, weeks + 0.1))
    lanes = [
        (lane, top + 44 + 17 * len(item.captions) + (index - (len(item.lanes) - 1) / 2) * 17)
        for item, top in zip(rows, place.tops, strict=True)
        for index, lane in enumerate(item.lanes)
    ]
    captions = [
        at(0, top + 35 + index * 16, caption)
        for item, top in zip(rows, place.tops, strict=True)
        for index, caption in enumerate(item.captions)
    ]
    return canvas.finish(
        *row_lines(canvas, place, (0, weeks + 0.1)),
        *_plan_axis(canvas, rows, weeks, 14, words),
        canvas.text(names(rows, place, 0), size=NAME, weight=BOLD),
        canvas.text(captions, size=NOTE, color=look.tokens.secondary),
        *ribbon_marks(canvas, lanes),
    )


def _weeks(rows: Sequence[UnitRow]) -> float:
    """How far the axis runs; what finished long ago is drawn up to its end, not up to today."""
    ends = [
        lane.weeks if lane.is_finished else max(lane.weeks, lane.today or 0)
        for row in rows
        for lane in row.lanes
    ]
    return max(ends, default=1.0)


def _captions(rows: Sequence[UnitRow], place: Rows, x: float) -> list[Point]:
    return [
        at(x, top + 35 + index * 16, caption)
        for row, top in zip(rows, place.tops, strict=True)
        for index, caption in enumerate(_caption_lines(row)[:2])
    ]


def _caption_lines(row: UnitRow) -> list[str]:
    """One line per community; a single long one takes two, of two long ones the name gives way."""
    captions = list(row.captions)
    if all(len(caption) <= CAPTION for caption in captions):
        return captions
    if len(captions) == 1:
        return captions[0].rsplit(" · ", 1)
    return [_shortened(caption) for caption in captions]


def _shortened(caption: str) -> str:
    name, _, state = caption.rpartition(" · ")
    room = CAPTION - len(state) - 4
    return f"{name[:room].rstrip()}… · {state}" if name and len(name) > room else caption


def _plan_axis(
    canvas: Canvas, rows: Sequence[UnitRow], weeks: float, y: int, words: Words
) -> list[Layer]:
    """Week numbers, and phase names where all plans in view have the same phases."""
    secondary = canvas.look.tokens.secondary
    step = 1 if weeks <= 14 else 2
    numbers = [at(week - 0.5, y + 17, str(week)) for week in range(1, int(weeks) + 1, step)]
    plans = {lane.phases for row in rows for lane in row.lanes}
    shared = plans.pop() if len(plans) == 1 else ()
    labels = [at((p.start + p.end) / 2, y, p.label) for p in shared]
    layers = [
        canvas.text(numbers, size=AXIS, color=secondary, align="center"),
        canvas.text(labels, size=AXIS, color=secondary, align="center"),
    ]
    if canvas.x[0] < 0:
        label = [at(0, y + 17, words.text("week"))]
        layers.append(canvas.text(label, size=AXIS, color=secondary, align="right", dx=-4))
    return layers


def _lane_places(rows: Sequence[UnitRow], place: Rows) -> list[tuple[Lane, float]]:
    return [
        (lane, top + 31 + (index - (len(row.lanes) - 1) / 2) * LANE_STEP)
        for row, top in zip(rows, place.tops, strict=True)
        for index, lane in enumerate(row.lanes)
    ]


def ribbon_marks(canvas: Canvas, lanes: Sequence[tuple[Lane, float]]) -> list[Layer]:
    """Ribbons at these heights in pixels: planned, elapsed, today's tick, an old date in words."""
    t = canvas.look.tokens
    own = [item for item in lanes if item[0].is_own]
    others = [item for item in lanes if not item[0].is_own]
    running = [item for item in lanes if item[0].today is not None and not item[0].is_finished]
    return [
        *_bars(canvas, own, t.own_pale, t.own, t.own_mid),
        *_bars(canvas, others, t.grid, t.others, t.others),
        canvas.ticks(_todays(running), color=t.ink, thickness=2.5, length=24),
        canvas.text(_dates(running), size=AXIS, dx=5),
    ]


def _bars(
    canvas: Canvas, lanes: Sequence[tuple[Lane, float]], ahead: str, elapsed: str, finished: str
) -> list[Layer]:
    gap = (canvas.x[1] - canvas.x[0]) * 0.0016
    planned = [
        {"x": p.start + gap, "x2": p.end - gap, "y": y} for lane, y in lanes for p in lane.phases
    ]
    return [
        canvas.bars(planned, color=ahead, thickness=RIBBON),
        canvas.bars(_elapsed(lanes, gap, finished=False), color=elapsed, thickness=RIBBON),
        canvas.bars(_elapsed(lanes, gap, finished=True), color=finished, thickness=RIBBON),
    ]


def _todays(lanes: Sequence[tuple[Lane, float]]) -> list[Point]:
    return [at(lane.today or 0, y) for lane, y in lanes]


def _dates(lanes: Sequence[tuple[Lane, float]]) -> list[Point]:
    """The own date of an old delivery, once per row: the lanes of a unit share it."""
    dated = [(lane, y) for lane, y in lanes if lane.dated]
    firsts = [
        (lane, y)
        for index, (lane, y) in enumerate(dated)
        if index == 0 or y - dated[index - 1][1] > LANE_STEP
    ]
    return [at(lane.today or 0, y, lane.dated) for lane, y in firsts]


def _elapsed(lanes: Sequence[tuple[Lane, float]], gap: float, *, finished: bool) -> list[Point]:
    """The phases up to the lane's own date; a finished community's are all elapsed."""
    found: list[Point] = []
    for lane, y in lanes:
        if lane.is_finished is not finished or lane.today is None:
            continue
        until = lane.weeks if finished else lane.today
        found += [
            {"x": p.start + gap, "x2": min(p.end - gap, until), "y": y}
            for p in lane.phases
            if p.start + gap < until
        ]
    return found
