"""Overview: how do the communities stand?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from lcdata.contracts.cells import Cell
from lcdata.locale import N_
from lcdata.screens.overview.model_facts import Fact, facts, say_fact, say_with_companion
from lcdata.view_models.attention import Attention, attention
from lcdata.view_models.definition import short_definition
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import Figure, Said, interval, say
from lcdata.view_models.page_head import PageHead, as_of, page_head, stale
from lcdata.view_models.rate import Rate, rate, remarks
from lcdata.view_models.table import Table
from lcdata.view_models.unit import Unit
from lcdata.view_models.unit_row import UnitRow, unit_row
from lcdata.view_models.view import View


@dataclass(frozen=True)
class OverviewRow(UnitRow):
    """One unit: ribbon, attendance, two facts in words, last delivery."""

    attendance: Rate
    facts: tuple[Said, ...]
    delivery: Said


@dataclass(frozen=True)
class Overview:
    """The whole page.

    `reference` is the consortium's attendance, None where this viewer has none beside the rows;
    `heads` are the heads of the columns in words, each with the line below it.
    """

    head: PageHead
    figures: tuple[Figure, ...]
    rows: tuple[OverviewRow, ...]
    heads: tuple[tuple[str, str], ...]
    reference: Rate | None
    exhibit: Exhibit
    attendance_alt: str
    facts_alt: str
    facts_table: Table
    attention: tuple[Attention, ...]


def build(view: View) -> Overview:
    """The overview of this viewer."""
    words, shown = view.words, facts(view)
    rows = tuple(_row(view, unit, shown) for unit in view.units)
    heads = tuple((words.text(fact.head), words.text(fact.under)) for fact in shown)
    columns = (*heads, (words.text("Delivery"), ""))
    consortium = view.consortium("attendance_rate")
    return Overview(
        head=page_head(view, words.text("Overview")),
        figures=_figures(view, shown),
        rows=rows,
        heads=columns,
        reference=rate(view, view.main, "attendance_rate") if consortium else None,
        exhibit=_exhibit(view, rows, columns),
        attendance_alt=_attendance_alt(view, rows),
        facts_alt=words.text("Facts and last delivery per unit, in words."),
        facts_table=_facts_table(view, rows, columns),
        attention=attention(view),
    )


def _figures(view: View, shown: tuple[Fact, ...]) -> tuple[Figure, ...]:
    words, main = view.words, view.main
    attendance = Figure(
        words.text("Present at sessions"),
        _with_interval(view, view.cell("attendance_rate", main)),
        short_definition(view, "attendance_rate"),
    )
    counted = [
        Figure(
            words.text(fact.label),
            say_with_companion(view, fact, main),
            short_definition(view, fact.indicator),
        )
        for fact in shown[-1:]
    ]
    return (_communities(view), attendance, *counted, _deliveries(view))


def _communities(view: View) -> Figure:
    words = view.words
    mine = view.model.communities if view.is_leader else view.main.communities
    states = [community.state for community in mine]
    finished, planned = states.count("finished"), states.count("planned")
    second = words.text(
        "{finished} finished · {planned} planned", finished=finished, planned=planned
    )
    running = Said(words.number(states.count("running")), second)
    meaning = words.text("Begun and not yet ended, on the date of each organisation's own export.")
    return Figure(words.text("Communities running now"), running, meaning)


def _with_interval(view: View, cell: Cell | None) -> Said:
    said = say(cell, view.words)
    limits = interval(cell, view.words)
    if not said.is_ok or not limits:
        return said
    text = view.words.text("95% interval {limits}", limits=limits)
    return replace(said, second=f"{said.second} · {text}" if said.second else text)


_FRESH = N_(
    "How many of the companies and the overarching community have data up to the newest date."
)


def _deliveries(view: View) -> Figure:
    """How many units are up to date, or for one unit when it delivered."""
    words, day = view.words, view.as_of
    if day is None:
        said = Said(words.text("not delivered"), is_ok=False)
        return Figure(words.text("Deliveries"), said, words.text(_FRESH))
    if not view.is_leader:
        own = as_of(view.main.communities) or day
        said = Said(words.short_day(own), _age(view, own))
        meaning = words.text("The date of the newest export of the own organisation.")
        return Figure(words.text("Last delivery"), said, meaning)
    fresh = sum(as_of(unit.communities) == day for unit in view.units)
    second = ", ".join(
        words.text("{name}: up to {day}", name=name, day=words.short_day(old))
        for name, old in stale(view)
    )
    label = words.text("Deliveries up to {day}", day=words.short_day(day))
    said = Said(words.count_of(fresh, len(view.units)), second)
    return Figure(label, said, words.text(_FRESH))


def _row(view: View, unit: Unit, shown: tuple[Fact, ...]) -> OverviewRow:
    row = unit_row(view, unit)
    return OverviewRow(
        unit=unit,
        captions=row.captions,
        lanes=row.lanes,
        attendance=rate(view, unit, "attendance_rate"),
        facts=tuple(say_fact(view, fact, unit) for fact in shown),
        delivery=_delivery(view, unit),
    )


def _delivery(view: View, unit: Unit) -> Said:
    """The date of the last delivery; the pooled others have none of their own."""
    day = as_of(unit.communities)
    if day is not None:
        return Said(view.words.short_day(day), _age(view, day))
    is_absent = view.is_leader or unit.is_overarching
    return Said(view.words.text("not delivered") if is_absent else "", is_ok=False)


def _age(view: View, day: dt.date) -> str:
    if view.as_of is None:
        return ""
    days = (view.as_of - day).days
    if days <= 0:
        return view.words.text("up to date")
    return view.words.plural("{count} day older", "{count} days older", days)


def _exhibit(
    view: View, rows: tuple[OverviewRow, ...], heads: tuple[tuple[str, str], ...]
) -> Exhibit:
    words = view.words
    fixed = (
        words.text("Company"),
        words.text("Place in its own plan"),
        words.text("Attendance so far"),
    )
    return exhibit(
        view,
        name="overview",
        title=words.text("Where the communities stand"),
        alt=_alt(view, rows),
        columns=(*fixed, *_column_names(heads)),
        rows=[
            (
                row.unit.name,
                "; ".join(row.captions),
                row.attendance.said.line,
                *(said.line for said in (*row.facts, row.delivery)),
            )
            for row in rows
        ],
        indicators=(
            "attendance_rate",
            "register_coverage",
            *(fact.indicator for fact in facts(view)),
        ),
        note=_note(view, rows),
    )


def _facts_table(
    view: View, rows: tuple[OverviewRow, ...], heads: tuple[tuple[str, str], ...]
) -> Table:
    """The words beside the charts as a table, for a screen too narrow for three charts."""
    columns = (view.words.text("Company"), *_column_names(heads))
    said = [
        (row.unit.short_name, *(item.line for item in (*row.facts, row.delivery))) for row in rows
    ]
    return Table("overview-facts", (), columns, tuple(said))


def _column_names(heads: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{head} ({under})" if under else head for head, under in heads)


def _alt(view: View, rows: tuple[OverviewRow, ...]) -> str:
    lines = [f"{row.unit.name}: {'; '.join(row.captions)}" for row in rows]
    lead = view.words.text("Phase ribbon per unit, with its place in its own plan.")
    return f"{lead} {'. '.join(lines)}."


def _attendance_alt(view: View, rows: tuple[OverviewRow, ...]) -> str:
    lines = [f"{row.unit.name}: {row.attendance.said.line}" for row in rows]
    lead = view.words.text("Attendance per unit with its 95% interval.")
    return f"{lead} {'. '.join(lines)}."


def _note(view: View, rows: tuple[OverviewRow, ...]) -> str:
    words = view.words
    said = [
        words.text("Full = elapsed, pale = still to come, tick = the date of the figures."),
        words.text("Dot with line = attendance with its 95% interval."),
    ]
    if view.consortium("attendance_rate"):
        said.append(words.text("Continuous line = consortium (the companies together)."))
        said.append(words.text("Alphabetical."))
    else:
        said.append(words.text("Grey tick = not your own."))
    if any(item.second.endswith("*") for row in rows for item in row.facts):
        said.append(words.text("* The end date of some sprints is missing."))
    partial = [row.unit.short_name for row in rows if row.attendance.is_partial]
    if partial:
        names = words.listing(partial)
        said.append(words.text("Partial data (register below 80%): {names}.", names=names))
    said.append(remarks(row.attendance for row in rows))
    return " ".join(said).rstrip()
