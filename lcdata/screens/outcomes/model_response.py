"""Response to the survey, per measurement."""

from __future__ import annotations

from lcdata.view_models.definition import short_definition
from lcdata.view_models.figure import Figure, Said, remark, say_empty
from lcdata.view_models.survey import WAVES, band
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View


def responses(view: View, unit: Unit) -> tuple[Figure, ...]:
    """One key figure per wave: the share that answered, of how many in a band."""
    return tuple(
        Figure(
            f"{unit.short_name}, {view.words.text(name)}",
            _said(view, unit, wave),
            short_definition(view, "response_rate"),
        )
        for wave, name in WAVES.items()
    )


def _said(view: View, unit: Unit, wave: str) -> Said:
    words = view.words
    cell = view.cell("response_rate", unit, wave)
    if cell is None or not cell.is_ok or cell.value is None:
        return say_empty(cell, words)
    asked = words.text("of {band} asked", band=band(cell.n_persons))
    return Said(words.percent(cell.value), asked, remark=remark(cell, words))
