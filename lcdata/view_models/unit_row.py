"""A unit as a row: its name, what stands under it, its communities on their own plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lcdata.domain import Grain
from lcdata.view_models.plan import Lane, lanes
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View


@dataclass(frozen=True)
class UnitRow:
    """One unit and its ribbons; `captions` stand under the name."""

    unit: Unit
    captions: tuple[str, ...]
    lanes: tuple[Lane, ...]


def unit_rows(view: View, units: Iterable[Unit]) -> tuple[UnitRow, ...]:
    """These units as rows, in their order."""
    return tuple(unit_row(view, unit) for unit in units)


def unit_row(view: View, unit: Unit) -> UnitRow:
    """One unit as a row."""
    ribbons = lanes(view, unit)
    return UnitRow(unit, _captions(view, unit, ribbons), ribbons)


def _captions(view: View, unit: Unit, ribbons: tuple[Lane, ...]) -> tuple[str, ...]:
    """What stands under the name; a community's own name is not said twice."""
    words = view.words
    if unit.grain is Grain.COMMUNITY:
        return tuple(ribbon.state for ribbon in ribbons)
    if ribbons:
        return tuple(ribbon.caption for ribbon in ribbons)
    if unit.grain is Grain.POOLED:
        return (words.text("not shown one by one"),)
    if unit.grain is Grain.COMPANY and not view.is_leader:
        return (words.text("all communities of the company"),)
    return (words.text("nothing delivered yet"),)
