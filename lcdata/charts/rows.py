"""Rows that run through neighbouring charts: their places, hairlines and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lcdata.charts.canvas import Canvas, Layer, Point, at
from lcdata.view_models.unit_row import UnitRow

HEADER, ROW, GAP = 64, 64, 14
"""Heights in pixels; the overarching community stands a gap apart."""


@dataclass(frozen=True)
class Rows:
    """Pixel positions of the rows: the overarching community stands a little apart."""

    tops: tuple[int, ...]
    height: int

    @classmethod
    def of(cls, rows: Sequence[UnitRow], header: int = HEADER, row: int = ROW) -> Rows:
        """The tops of these rows below a header."""
        tops = [
            header + index * row + (GAP if item.unit.is_overarching else 0)
            for index, item in enumerate(rows)
        ]
        return cls(tuple(tops), (tops[-1] + row if tops else header) + 2)


def row_lines(canvas: Canvas, place: Rows, span: tuple[float, float]) -> list[Layer]:
    """The hairline above every row, across the whole chart."""
    points = [{"x": span[0], "x2": span[1], "y": top} for top in place.tops]
    return [canvas.rules(points, color=canvas.look.tokens.hairline, width=1)]


def names(rows: Sequence[UnitRow], place: Rows, x: float, *, short: bool = False) -> list[Point]:
    """The units' names at the top of their rows."""
    return [
        at(x, top + 18, row.unit.short_name if short else row.unit.name)
        for row, top in zip(rows, place.tops, strict=True)
    ]
