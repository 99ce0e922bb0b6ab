"""One rate beside another: a row per unit, with interval, in the fixed order."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import interval
from lcdata.view_models.rate import Rate, rate, remarks
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Comparison:
    """Rows of one rate; `reference` is the consortium's, None where this viewer has none."""

    rows: tuple[Rate, ...]
    reference: Rate | None
    exhibit: Exhibit

    @property
    def is_adjusted(self) -> bool:
        """Whether values adjusted towards the consortium stand beside the measured ones."""
        return any(row.adjusted is not None for row in self.rows)


def comparison(view: View, indicator: str, title: str) -> Comparison:
    """Every unit in view on one scale."""
    rows = tuple(rate(view, unit, indicator) for unit in view.units)
    return Comparison(
        rows=rows,
        reference=rate(view, view.main, indicator) if view.consortium(indicator) else None,
        exhibit=_exhibit(view, indicator, title, rows),
    )


def _exhibit(view: View, indicator: str, title: str, rows: tuple[Rate, ...]) -> Exhibit:
    words, adjusted = view.words, any(row.adjusted is not None for row in rows)
    columns = (
        words.text("Company or community"),
        words.text("Share in %"),
        *((words.text("Adjusted in %"),) if adjusted else ()),
        words.text("Count"),
        words.text("Of"),
        words.text("95% interval"),
        words.text("Unknown"),
        words.text("Remark"),
    )
    lines = [f"{row.unit.name}: {row.said.line}" for row in rows]
    lead = words.text("{title} per unit with its 95% interval.", title=title)
    return exhibit(
        view,
        name=f"participation-{indicator}",
        title=title,
        alt=f"{lead} {'. '.join(lines)}.",
        columns=columns,
        rows=[_twin(view, row, adjusted=adjusted) for row in rows],
        indicators=(indicator,),
        note=_note(view, rows, adjusted=adjusted),
    )


def _note(view: View, rows: tuple[Rate, ...], *, adjusted: bool) -> str:
    words = view.words
    measured = words.text("Dot with line: share with its 95% interval.")
    if adjusted:
        measured = words.text(
            "Measured and adjusted: open dot with line = share with its 95% interval, filled dot = "
            "adjusted towards the consortium, because small numbers hold more chance."
        )
    chance = words.text(
        "Small numbers give wide lines: a difference within the line can be chance. Unknown marks "
        "do not count."
    )
    return f"{measured} {chance} {remarks(rows)}".rstrip()


def _twin(view: View, row: Rate, *, adjusted: bool) -> tuple[Value, ...]:
    beside = ((None if row.adjusted is None else round(row.adjusted * 100)),) if adjusted else ()
    if row.value is None:
        return (row.unit.name, None, *beside, None, None, "", None, row.remark)
    limits = interval(view.cell(row.indicator, row.unit), view.words)
    share = round(row.value * 100)
    partial = view.words.text("partial data") if row.is_partial else ""
    remark = " · ".join(part for part in (partial, row.remark) if part)
    counts = (_whole(row.count), row.out_of)
    return (row.unit.name, share, *beside, *counts, limits, row.unknown, remark)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
