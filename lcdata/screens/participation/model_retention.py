"""Who stayed, in words: numbers this small say more than a curve."""

from __future__ import annotations

from lcdata.contracts.cells import Cell
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import interval, remark, say_band, say_empty
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


def retention(view: View) -> Exhibit:
    """A sentence per unit that has the figure in view; consortium, own or pooled."""
    words = view.words
    units = [view.main] if view.is_leader else list(view.units)
    shown = [(unit, view.cell("retention", unit)) for unit in units]
    rows: list[tuple[Value, ...]] = [
        (unit.name, _sentence(view, cell) if cell else _of_one_company(view))
        for unit, cell in shown
        if cell or unit is view.main
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


def _of_one_company(view: View) -> str:
    """A company has no figure of its own: whoever left would be known by it."""
    return view.words.text(
        "No figure for one company: it would be about a few persons. The facilitator knows who "
        "left."
    )


def _sentence(view: View, cell: Cell) -> str:
    words = view.words
    if not cell.is_ok or cell.value is None:
        return say_empty(cell, words).line
    said = words.text("Nobody left before the planned end")
    if cell.value != 1:
        share = words.percent(cell.value)
        said = words.text("An estimated {share} stay until the planned end", share=share)
    limits = interval(cell, words)
    beside = (
        words.text("95% interval {limits}", limits=limits) if limits else "",
        say_band(cell, words),
        remark(cell, words),
    )
    return " · ".join(part for part in (said, *beside) if part)
