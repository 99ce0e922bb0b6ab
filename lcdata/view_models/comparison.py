"""One rate beside another: a row per unit, with interval, in the fixed order."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import interval
from lcdata.view_models.rate import Rate, rate
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Comparison:
    """Rows of one rate; `reference` is the consortium's, None where this viewer has none."""

    rows: tuple[Rate, ...]
    reference: Rate | None
    exhibit: Exhibit


def comparison(view: View, indicator: str, title: str) -> Comparison:
    """Every unit in view on one scale."""
    rows = tuple(rate(view, unit, indicator) for unit in view.units)
    return Comparison(
        rows=rows,
        reference=rate(view, view.main, indicator) if view.consortium(indicator) else None,
        exhibit=_exhibit(view, indicator, title, rows),
    )


def _exhibit(view: View, indicator: str, title: str, rows: tuple[Rate, ...]) -> Exhibit:
    words = view.words
    columns = (
        words.text("Company or community"),
        words.text("Share in %"),
        words.text("Count"),
        words.text("Of"),
        words.text("95% interval"),
        words.text("Unknown"),
        words.text("Remark"),
    )
    lines = [f"{row.unit.name}: {row.said.line}" for row in rows]
    lead = words.text("{title} per unit with its 95% interval.", title=title)
    note = words.text(
        "Dot with line: share with its 95% interval. Small numbers give wide lines: a difference "
        "within the line can be chance. Unknown marks do not count."
    )
    return exhibit(
        view,
        name=f"participation-{indicator}",
        title=title,
        alt=f"{lead} {'. '.join(lines)}.",
        columns=columns,
        rows=[_twin(view, row) for row in rows],
        indicators=(indicator,),
        note=note,
    )


def _twin(view: View, row: Rate) -> tuple[Value, ...]:
    if row.value is None:
        return (row.unit.name, None, None, None, "", None, row.said.line)
    limits = interval(view.cell(row.indicator, row.unit), view.words)
    share = round(row.value * 100)
    remark = view.words.text("partial data") if row.is_partial else ""
    return (row.unit.name, share, _whole(row.count), _whole(row.total), limits, row.unknown, remark)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
