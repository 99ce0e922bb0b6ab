"""A rate as a chart draws it and as words say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lcdata.domain import OVERALL
from lcdata.view_models.figure import MARK, Said, is_partial, say
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Rate:
    """One unit's rate.

    `value`, `low` and `high` lie in 0–1 and are None where there is no figure to draw; `count`
    and `total` are the numerator and the denominator behind it; `adjusted` is the value shrunken
    towards the consortium, for the figures that have one; `band` stands for a `total` that is
    said as a band.
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
    adjusted: float | None = None
    band: str = ""

    @property
    def remark(self) -> str:
        """What a table says behind the figure: why it is empty, or what the guard left out."""
        return self.said.remark if self.said.is_ok else self.said.line

    @property
    def out_of(self) -> int | str | None:
        """The denominator as a table says it: a number or a band."""
        return self.band or (None if self.total is None else round(self.total))


def rate(view: View, unit: Unit, indicator: str, period: str = OVERALL) -> Rate:
    """The rate of a unit as this viewer may see it."""
    cell = view.cell(indicator, unit, period)
    shown = cell if cell and cell.is_ok else None
    adjusted = view.cell(f"{indicator}.shrunken", unit, period) if shown else None
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
        adjusted=adjusted.value if adjusted and adjusted.is_ok else None,
        band=shown.den.replace("-", "–") if shown and isinstance(shown.den, str) else "",
    )


def remarks(rates: Iterable[Rate]) -> str:
    """The note under a chart that has room for a mark only; empty where there is none."""
    told = [f"{one.unit.short_name} {one.said.remark}" for one in rates if one.said.remark]
    return f"{MARK} {'; '.join(told)}." if told else ""
