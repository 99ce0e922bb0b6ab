"""Change in scale points: rows with interval, grouped by scale length, and how they are said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lcdata.contracts.cells import Cell
from lcdata.contracts.published import Scale
from lcdata.domain import CONSORTIUM_ID, OVERALL, Grain
from lcdata.locale import N_, Words
from lcdata.view_models.definition import definitions
from lcdata.view_models.figure import Said, remark, say_empty
from lcdata.view_models.survey import WAVES, band, signed
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

FAMILIES = (
    (
        N_("Comparable across all companies"),
        ("innovative_work_behaviour", "self_directed_learning", "proactive_attitude"),
    ),
    (N_("Confidence in what one can do"), ("self_efficacy", "team_efficacy")),
    (N_("Basic needs"), ("autonomy", "competence", "relatedness")),
    (N_("Learning together"), ("team_learning",)),
    (N_("Application"), ("transfer",)),
)
"""The constructs in the order of the page, by what they have in common."""

LOWEST, HIGHEST = -0.3, 0.7
"""Ends of the axis in scale points; it grows where an interval reaches beyond, never cuts."""

FIRST, FINAL = "t0", "t2"


@dataclass(frozen=True)
class Change:
    """One row: the paired change of a unit on a scale, in scale points.

    Attributes:
        name: what the row is called.
        said: `+0,4`, or why there is none.
        value, low, high: None where there is no figure to draw; limits may lack on their own.
        adjusted: shrunken towards the consortium, None where there is none.
        reference: the consortium's change beside it, None where that is not shown.
        beside: what stands in grey behind the value: numbers of answers, or the reference.
        status: of the record behind it.
    """

    name: str
    said: Said
    value: float | None
    low: float | None
    high: float | None
    adjusted: float | None
    reference: float | None
    beside: str
    status: str


@dataclass(frozen=True)
class ScaleGroup:
    """Rows on scales of one length; the title names it."""

    title: str
    rows: tuple[Change, ...]


def consortium(view: View) -> Unit:
    """The consortium as a unit, for every viewer of survey figures."""
    name = view.words.text("Consortium")
    return Unit(Grain.CONSORTIUM, CONSORTIUM_ID, name, name, is_own=view.is_leader)


def construct_name(view: View, construct: str) -> str:
    """What a construct is called: the catalogue's word, else its id."""
    found = definitions(view, f"mean.{construct}")
    return found[0].name if found else construct.replace("_", " ").capitalize()


def constructs(view: View) -> list[str]:
    """The constructs this consortium has a scale for, in the order of the page."""
    scales = {scale.construct for scale in view.model.scales}
    return [name for _, names in FAMILIES for name in names if name in scales]


def changing(view: View) -> list[str]:
    """Those of them that were asked at the start, so that a change can be known."""
    return [name for name in constructs(view) if not without_first(view, name)]


def change(view: View, unit: Unit, construct: str, name: str, *, with_reference: bool) -> Change:
    """The row of one unit on one scale."""
    words, indicator = view.words, f"change.{construct}"
    cell = view.cell(indicator, unit)
    shown = cell if cell is not None and cell.is_ok and cell.value is not None else None
    adjusted = view.cell(f"{indicator}.shrunken", unit) if shown else None
    whole = view.cell(indicator, consortium(view)) if with_reference else None
    return Change(
        name=name,
        said=_say(shown, adjusted, words) if shown else say_empty(cell, words),
        value=_tenth(shown.value) if shown else None,
        low=_tenth(shown.low) if shown else None,
        high=_tenth(shown.high) if shown else None,
        adjusted=_tenth(adjusted.value) if adjusted else None,
        reference=_tenth(whole.value) if whole else None,
        beside=_answers(view, unit, construct) if shown else "",
        status=cell.status if cell else "",
    )


def span(rows: Sequence[Change]) -> tuple[float, float]:
    """The ends of an axis that holds every row whole, in tenths of a scale point."""
    values = [
        value
        for row in rows
        for value in (row.value, row.low, row.high, row.adjusted, row.reference)
        if value is not None
    ]
    low, high = min([LOWEST, *values]), max([HIGHEST, *values])
    return math.floor(round(low * 10, 6)) / 10, math.ceil(round(high * 10, 6)) / 10


def length(scale: Scale) -> str:
    """`1–5`."""
    return f"{scale.min}–{scale.max}"


def scale_groups(view: View, rows: dict[str, Change]) -> tuple[ScaleGroup, ...]:
    """The rows by family and scale length: 1–5 and 1–7 are never read as one."""
    scales = {scale.construct: scale for scale in view.model.scales}
    groups: dict[tuple[str, str], list[Change]] = {}
    for family, names in FAMILIES:
        for name in names:
            if name in rows and name in scales:
                groups.setdefault((family, length(scales[name])), []).append(rows[name])
    words = view.words
    return tuple(
        ScaleGroup(
            words.text("{family}, scale {length}", family=words.text(family), length=of), tuple(own)
        )
        for (family, of), own in groups.items()
    )


def without_first(view: View, construct: str) -> bool:
    """Whether the consortium's scale was asked later on, but not at the first measurement."""
    levels = {wave: view.cell(f"mean.{construct}", consortium(view), wave) for wave in WAVES}
    there = {wave for wave, cell in levels.items() if cell is not None and cell.is_ok}
    return bool(there) and FIRST not in there


def _answers(view: View, unit: Unit, construct: str) -> str:
    """`20+ · 20+ · 20+`: respondents at both, at the first and at the final measurement."""
    both = view.cell(f"change.{construct}", unit, OVERALL)
    waves = [view.cell(f"mean.{construct}", unit, wave) for wave in (FIRST, FINAL)]
    return " · ".join(band(cell.n_persons) if cell else "?" for cell in (both, *waves))


def _say(shown: Cell, adjusted: Cell | None, words: Words) -> Said:
    return Said(_measured(shown, adjusted, words), remark=remark(shown, words))


def _measured(shown: Cell, adjusted: Cell | None, words: Words) -> str:
    """`+0,2`, or `+0,2 · +0,1` with the adjusted value behind it."""
    values = (shown.value, adjusted.value if adjusted else None)
    return " · ".join(signed(value, words) for value in values if value is not None)


def _tenth(value: float | None) -> float | None:
    """Survey figures are said in tenths, on the axis as in words."""
    return None if value is None else round(value, 1) or 0.0
