"""Who stayed, in words: numbers this small say more than a curve."""

from __future__ import annotations

from lcdata.contracts.cells import Cell
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import interval, say_empty
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


def retention(view: View) -> Exhibit:
    """A sentence per unit that has the figure in view; consortium, own or pooled."""
    words = view.words
    units = [view.main] if view.is_leader else list(view.units)
    shown = [(unit, view.cell("retention", unit)) for unit in units]
    rows: list[tuple[Value, ...]] = [
        (unit.name, _sentence(view, cell)) for unit, cell in shown if cell is not None
    ]
    return exhibit(
        view,
        name="participation-retention",
        title=words.text("Who stayed"),
        alt="",
        columns=(words.text("Company or community"), words.text("Retention")),
        rows=rows,
        indicators=("retention",),
        note=words.text("Leaving before the planned end counts, except for members who completed."),
    )


def _sentence(view: View, cell: Cell) -> str:
    words = view.words
    if not cell.is_ok or cell.value is None:
        return say_empty(cell, words).line
    limits = interval(cell, words)
    beside = words.text(" (95% interval {limits})", limits=limits) if limits else ""
    if cell.value == 1:
        return words.text("Nobody left before the planned end.") + beside
    share = words.percent(cell.value)
    return words.text("An estimated {share} stay until the planned end", share=share) + beside + "."
