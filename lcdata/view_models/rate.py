"""A rate as a chart draws it and as words say it."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.domain import OVERALL
from lcdata.view_models.figure import Said, is_partial, say
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Rate:
    """One unit's rate.

    `value`, `low` and `high` lie in 0–1 and are None where there is no figure to draw; `count`
    and `total` are the numerator and the denominator behind it.
    """

    unit: Unit
    indicator: str
    said: Said
    value: float | None
    low: float | None
    high: float | None
    count: float | None
    total: float | None
    unknown: int
    is_partial: bool


def rate(view: View, unit: Unit, indicator: str, period: str = OVERALL) -> Rate:
    """The rate of a unit as this viewer may see it."""
    cell = view.cell(indicator, unit, period)
    shown = cell if cell and cell.is_ok else None
    return Rate(
        unit=unit,
        indicator=indicator,
        said=say(cell, view.words),
        value=shown.value if shown else None,
        low=shown.low if shown else None,
        high=shown.high if shown else None,
        count=shown.num if shown else None,
        total=shown.total if shown else None,
        unknown=shown.unknown if shown else 0,
        is_partial=is_partial(view.cell("register_coverage", unit)),
    )
