"""Attendance against the number of known pairs: which differences are more than chance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lcdata.contracts.cells import Cell, FunnelLimit
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.rate import Rate, rate, remarks
from lcdata.view_models.table import Value
from lcdata.view_models.view import View

POINT_FROM = 10
"""Known pairs below which no point is drawn."""

ALERT = 0.025
"""A point stands out only where its exact tail, on one side, is no larger than this."""


@dataclass(frozen=True)
class Funnel:
    """Points, limits and what they say.

    Attributes:
        points: units with enough known pairs; the overarching community is outside the target.
        limits: by number of known pairs.
        target: the consortium's rate, 0–1.
        finding: the one bold sentence.
        explained: how to read it, and who is not in it.
    """

    points: tuple[Rate, ...]
    limits: tuple[FunnelLimit, ...]
    target: float
    finding: str
    explained: tuple[str, ...]
    exhibit: Exhibit


def funnel(view: View) -> Funnel | None:
    """The funnel, None for a viewer who does not see the consortium's rate."""
    target = view.consortium("attendance_rate")
    if target is None or target.value is None or not view.model.funnel:
        return None
    rates = [rate(view, unit, "attendance_rate") for unit in view.units]
    points = tuple(r for r in rates if r.total is not None and r.total >= POINT_FROM)
    absent = [r for r in rates if r not in points]
    line = _unrounded(target, target.value)
    return Funnel(
        points=points,
        limits=view.model.funnel,
        target=line,
        finding=_finding(view, points, line),
        explained=_explained(view, points, absent, line),
        exhibit=_exhibit(view, points, line),
    )


def _unrounded(cell: Cell, rounded: float) -> float:
    """The rate from its counts: the limits are drawn around that, and the cell's is rounded."""
    return cell.num / cell.total if cell.num is not None and cell.total else rounded


def stands_out(point: Rate, target: float) -> bool:
    """Whether the exact binomial tail at the target leaves this count outside chance."""
    if point.count is None or point.total is None:
        return False
    count, total = round(point.count), round(point.total)
    upper = sum(_chance(k, total, target) for k in range(count, total + 1))
    lower = sum(_chance(k, total, target) for k in range(count + 1))
    return min(upper, lower) <= ALERT


def _chance(count: int, total: int, share: float) -> float:
    return math.comb(total, count) * share**count * (1 - share) ** (total - count)


def _finding(view: View, points: tuple[Rate, ...], target: float) -> str:
    words = view.words
    inside = [p for p in points if not p.unit.is_overarching]
    outside = [p.unit.short_name for p in inside if stands_out(p, target)]
    if outside:
        return words.text("Outside the 95% limit: {names}.", names=words.listing(outside))
    return words.plural(
        "The one company shown lies within the 95% limit.",
        "None of the {count} companies shown lies outside the 95% limit.",
        len(inside),
    )


def _explained(
    view: View, points: tuple[Rate, ...], absent: list[Rate], target: float
) -> tuple[str, ...]:
    words = view.words
    shares = [p.value for p in points if p.value is not None and not p.unit.is_overarching]
    said = []
    if shares and not any(stands_out(p, target) for p in points):
        said.append(
            words.text(
                "The differences, from {low} to {high}, are as large as chance would make them "
                "with these numbers.",
                low=words.percent(min(shares)),
                high=words.percent(max(shares)),
            )
        )
    said.append(
        words.text(
            "The fewer marks, the wider the funnel: a small company can come out high or low "
            "without anything being the matter."
        )
    )
    said += [f"{r.unit.short_name}: {r.said.line}." for r in absent]
    if any(p.unit.is_overarching for p in points):
        said.append(
            words.text(
                "The overarching community (open point) does not count in the consortium: its "
                "members come from all companies."
            )
        )
    said.append(remarks(points))
    return tuple(sentence for sentence in said if sentence)


def _exhibit(view: View, points: tuple[Rate, ...], target: float) -> Exhibit:
    words = view.words
    columns = (
        words.text("Company or community"),
        words.text("Known marks"),
        words.text("Present"),
        words.text("Share in %"),
        words.text("Outside the 95% limit"),
        words.text("Remark"),
    )
    lines = [f"{p.unit.name}: {p.said.line}" for p in points]
    lead = words.text(
        "Funnel plot of attendance by number of known marks, consortium {value}.",
        value=words.percent(target),
    )
    return exhibit(
        view,
        name="participation-funnel",
        title=words.text("Attendance by number of marks"),
        alt=f"{lead} {'. '.join(lines)}.",
        columns=columns,
        rows=[_twin(view, p, target) for p in points],
        indicators=("attendance_rate",),
    )


def _twin(view: View, point: Rate, target: float) -> tuple[Value, ...]:
    outside = view.words.text("yes") if stands_out(point, target) else view.words.text("no")
    return (
        point.unit.name,
        round(point.total or 0),
        round(point.count or 0),
        round((point.value or 0) * 100),
        outside,
        point.remark,
    )
