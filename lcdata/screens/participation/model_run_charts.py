"""Attendance by week of the own plan: one small run chart per unit, on shared axes."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.contracts.cells import WeekPoint
from lcdata.domain import CONSORTIUM_ID, Grain
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import COUNT_BELOW, remark, say_empty
from lcdata.view_models.plan import PlanPhase, phases
from lcdata.view_models.table import Value
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

GAP_WEEKS = 2
"""The line goes on over so many weeks; a longer gap breaks it."""

WEEKS = 11
"""The prototype's length: the axis is at least this long."""


@dataclass(frozen=True)
class WeekShare:
    """One point: week, share 0–1, and the stretch of line it belongs to."""

    week: int
    share: float
    count: float
    total: float
    part: int


@dataclass(frozen=True)
class RunChart:
    """One unit's line; `last` spells the newest point out, `empty` says why there is none.

    `remark` says what the guard left out of it.
    """

    unit: Unit
    points: tuple[WeekShare, ...]
    last: str
    empty: str
    remark: str


@dataclass(frozen=True)
class RunCharts:
    """Small multiples with one consortium line behind all, where this viewer sees it."""

    charts: tuple[RunChart, ...]
    behind: tuple[WeekShare, ...]
    phases: tuple[PlanPhase, ...]
    weeks: int
    exhibit: Exhibit


def run_charts(view: View) -> RunCharts:
    """A chart per unit in the fixed order."""
    charts = tuple(_run_chart(view, unit) for unit in view.units)
    behind = _shares(view, Grain.CONSORTIUM, CONSORTIUM_ID)
    weeks = max([WEEKS, *(p.week for c in charts for p in c.points), *(p.week for p in behind)])
    return RunCharts(charts, behind, _shared_phases(view), weeks, _exhibit(view, charts))


def _run_chart(view: View, unit: Unit) -> RunChart:
    points = _shares(view, unit.grain, unit.entity_id)
    empty = "" if points else _why_empty(view, unit)
    said = [_said(view, p) for p in points]
    told = remark(view.cell("attendance_rate", unit), view.words) if points else ""
    return RunChart(unit, points, said[-1] if said else "", empty, told)


def _shares(view: View, grain: Grain, entity_id: str) -> tuple[WeekShare, ...]:
    """The unit's weeks in order, with the line broken where too many weeks are missing."""
    own = [w for w in view.model.weeks if w.grain == grain and w.entity_id == entity_id]
    part, previous, found = 0, None, []
    for point in sorted((w for w in own if w.den), key=_week):
        if previous is not None and point.week - previous > GAP_WEEKS:
            part += 1
        found.append(WeekShare(point.week, point.num / point.den, point.num, point.den, part))
        previous = point.week
    return tuple(found)


def _week(point: WeekPoint) -> int:
    return point.week


def _said(view: View, point: WeekShare) -> str:
    words = view.words
    counted = words.count_of(point.count, point.total)
    if point.total >= COUNT_BELOW:
        counted = f"{words.percent(point.share)} ({counted})"
    return words.text("week {week}: {count}", week=point.week, count=counted)


def _why_empty(view: View, unit: Unit) -> str:
    """Shielded where the unit's whole attendance is; otherwise why that has no figure."""
    cell = view.cell("attendance_rate", unit)
    if cell is not None and cell.is_ok:
        return view.words.text("not shown per week: fewer than {count}", count=cell.needs)
    said = say_empty(cell, view.words)
    return f"{said.headline}: {said.second}" if said.second else said.headline


def _shared_phases(view: View) -> tuple[PlanPhase, ...]:
    """The phases most communities in view share: the schedule that the dotted lines show."""
    plans = [phases(view, community) for community in view.model.communities]
    found = [plan for plan in plans if plan]
    return max(found, key=lambda plan: (found.count(plan), plan[-1].end), default=())


def _exhibit(view: View, charts: tuple[RunChart, ...]) -> Exhibit:
    words = view.words
    columns = (
        words.text("Company or community"),
        words.text("Week"),
        words.text("Present"),
        words.text("Known marks"),
        words.text("Share in %"),
        words.text("Remark"),
    )
    rows: list[tuple[Value, ...]] = [
        (c.unit.name, p.week, round(p.count), round(p.total), round(p.share * 100), c.remark)
        for c in charts
        for p in c.points
    ]
    note = words.text(
        "Blue: the unit, all its communities together. Dotted: the borders of start week, sprints "
        "and end phase in the schedule most communities share. A run of points shows a course, "
        "no limits."
    )
    behind = words.text("Grey: consortium.") if view.is_leader else ""
    return exhibit(
        view,
        name="participation-weeks",
        title=words.text("Attendance by week of the own plan"),
        alt=words.text(
            "Attendance by week of the own plan, the newest week of each: {units}.",
            units="; ".join(f"{c.unit.name}: {c.last or c.empty}" for c in charts),
        ),
        columns=columns,
        rows=rows,
        indicators=("attendance_rate",),
        note=f"{note} {behind}".strip(),
    )
