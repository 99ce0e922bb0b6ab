"""Burn-up of one sprint: two step lines, scope and done, never one percentage."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.charts.multiples import Panel, multiples
from lcdata.charts.theme import AXIS, BOLD, NOTE, Look
from lcdata.locale import Words
from lcdata.screens.sprint_progress.model_burn_up import BurnUp, BurnUps, Step

HEIGHT = 152
TOP, BOTTOM = 12, 118
"""Pixels between which the lines run; the words stand above, the days below."""

LABELS = 0.44
"""Room right of the last day for the words at the lines, as a share of the days."""

APART = 15
"""Pixels between the words of two lines that end close together."""


def burn_ups(part: BurnUps, look: Look, words: Words, per_row: int) -> alt.LayerChart:
    """The sprints in their order, on the scales that all of the community share."""
    return multiples([_panel(part, chart, look, words) for chart in part.charts], per_row, look)


def _panel(part: BurnUps, chart: BurnUp, look: Look, words: Words) -> Panel:
    t = look.tokens
    canvas = Canvas(look, HEIGHT, (-0.09 * part.days, part.days * (1 + LABELS)))
    accent = t.own if part.is_own else t.others
    last = chart.steps[-1]
    upper, lower = _ends(_height(last.scope, part.items), _height(last.done, part.items))
    taken = words.text("{count} taken on", count=last.scope)
    done = words.text("{count} done", count=str(last.done))
    layers = [
        *_axes(canvas, part, chart),
        canvas.line(
            _line(chart.steps, part.items, "scope"), color=t.ink, width=1.5, interpolate=STEP
        ),
        canvas.line(
            _line(chart.steps, part.items, "done"), color=accent, width=2.5, interpolate=STEP
        ),
        canvas.text([at(chart.days, upper, taken)], size=NOTE, dx=6),
        canvas.text([at(chart.days, lower, done)], size=NOTE, weight=BOLD, color=accent, dx=6),
    ]
    return Panel(canvas, layers, chart.title)


STEP = "step-after"


def _height(items: float, most: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * items / most


def _ends(scope: float, done: float) -> tuple[float, float]:
    """Where the words of both lines stand: the scope above, clear of the done below."""
    middle = (scope + done) / 2
    if done - scope >= APART:
        return scope, done
    return middle - APART / 2, middle + APART / 2


def _line(steps: Sequence[Step], most: int, which: str) -> list[Point]:
    return [
        {"x": step.day, "y": _height(getattr(step, which), most), "part": which} for step in steps
    ]


def _axes(canvas: Canvas, part: BurnUps, chart: BurnUp) -> list[Layer]:
    """Whole items at the left, the first and the last day below."""
    t = canvas.look.tokens
    step = max(1, -(-part.items // 4))
    levels = range(0, part.items + 1, step)
    grid = [{"x": 0, "x2": part.days, "y": _height(level, part.items)} for level in levels]
    numbers = [at(0, _height(level, part.items), str(level)) for level in levels]
    first = [at(0, BOTTOM + 17, chart.first)]
    last = [at(chart.days, BOTTOM + 17, chart.last)] if chart.days > part.days * 0.3 else []
    return [
        canvas.rules(grid, color=t.grid, width=1),
        canvas.text(numbers, size=AXIS, color=t.secondary, align="right", dx=-5),
        canvas.text(first, size=AXIS, color=t.secondary),
        canvas.text(last, size=AXIS, color=t.secondary, align="right"),
    ]
