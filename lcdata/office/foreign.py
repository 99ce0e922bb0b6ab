"""What a file of the office is, by its content, and its cells; read in a process of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits
from lcdata.ingest.judging.message import BrokenMessage, Message
from lcdata.ingest.judging.reader_pool import POOL
from lcdata.ingest.reading.archives import ZIP_MAGIC
from lcdata.ingest.reading.opening import open_delivery
from lcdata.ingest.reading.workbook import read_workbook
from lcdata.office.calendars import Agenda, Appointment, LeftOut, agenda, is_calendar
from lcdata.office.forms import is_form
from lcdata.office.grid import Grid, Row, grid_of
from lcdata.office.plans import is_plan
from lcdata.office.teams import meetings

TASK = "office"
_MOST_ROWS = 20_000
"""Rows of one file of the office; a list of persons has hundreds."""


class Kind(StrEnum):
    """What a file is."""

    TEAMS = "teams"
    FORMS = "forms"
    PLANNER = "planner"
    CALENDAR = "calendar"
    LIST = "list"


@dataclass(frozen=True)
class Foreign:
    """A file of the office.

    Attributes:
        kind: what it is.
        grid: its cells; of a workbook those of the sheet that says what it is.
        agenda: the appointments of a calendar.
    """

    kind: Kind
    grid: Grid
    agenda: Agenda


def read_foreign(name: str, content: bytes, since: dt.date, until: dt.date) -> Foreign:
    """What a file is and holds, found in a process of its own.

    Args:
        name: what an issue calls the file.
        content: its bytes.
        since: the first day of which appointments count.
        until: the last one.

    Raises:
        DeliveryRefused: nothing can be read of it.
    """
    if len(content) > limits.FILE_BYTES:
        raise DeliveryRefused("file_too_large", limit=limits.FILE_BYTES // limits.MEGABYTE)
    fields = {"task": TASK, "since": since.isoformat(), "until": until.isoformat()}
    answer = POOL.ask(Message(fields, {name: content})).fields
    if "refused" in answer:
        raise DeliveryRefused(answer["refused"], **answer["params"])
    try:
        return _from_fields(answer)
    except (BrokenMessage, KeyError, TypeError, ValueError) as error:
        raise DeliveryRefused("reader_stopped") from error


def answer(asked: Message) -> Message:
    """What the process that reads says of a file."""
    ((name, content),) = asked.parts.items()
    since, until = (dt.date.fromisoformat(asked.fields[one]) for one in ("since", "until"))
    try:
        return Message(_to_fields(_read(name, content, since, until)))
    except DeliveryRefused as refused:
        params = {key: value for key, value in refused.params.items() if value is not None}
        return Message({"refused": refused.code, "params": params})


_NOTHING = Agenda((), ())


def _read(name: str, content: bytes, since: dt.date, until: dt.date) -> Foreign:
    if is_calendar(content):
        return Foreign(Kind.CALENDAR, Grid(()), agenda(content, since, until))
    grids = _sheets(name, content) if content.startswith(ZIP_MAGIC) else [grid_of(content)]
    if sum(len(grid.rows) for grid in grids) > _MOST_ROWS:
        raise DeliveryRefused("sheet_too_large")
    for grid in grids:
        kind = recognised(grid)
        if kind is not Kind.LIST:
            return Foreign(kind, grid, _NOTHING)
    filled = [grid for grid in grids if any(grid.rows)]
    if not filled:
        raise DeliveryRefused("file_empty")
    return Foreign(Kind.LIST, filled[0], _NOTHING)


def _sheets(name: str, content: bytes) -> list[Grid]:
    """The sheets of a workbook, also of one whose name ends in .csv.

    Raises:
        DeliveryRefused: no workbook, or one that cannot be read.
    """
    opened = open_delivery({name: content}, name, is_folder=False)
    if not opened.is_workbook:
        raise DeliveryRefused("not_a_delivery")
    return [Grid(_rows(sheet.cells.rows())) for sheet in read_workbook(opened)]


def _rows(records: Sequence[Sequence[Any]]) -> tuple[Row, ...]:
    rows = []
    for record in records:
        cells = [" ".join(str(cell or "").split()) for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(tuple(cells))
    return tuple(rows)


def recognised(grid: Grid) -> Kind:
    """What these cells are, by their shape."""
    if is_plan(grid.rows):
        return Kind.PLANNER
    if is_form(grid.rows):
        return Kind.FORMS
    return Kind.TEAMS if meetings(grid) else Kind.LIST


def _to_fields(found: Foreign) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "rows": [list(row) for row in found.grid.rows],
        "breaks_off": found.grid.breaks_off,
        "appointments": [
            [
                one.uid,
                one.original.isoformat(),
                one.starts.isoformat(),
                one.ends.isoformat(),
                one.title,
                one.is_cancelled,
            ]
            for one in found.agenda.appointments
        ],
        "left_out": [[one.title, one.code] for one in found.agenda.left_out],
    }


def _from_fields(fields: Mapping[str, Any]) -> Foreign:
    """The answer, held against what it may be: the process has met foreign bytes."""
    rows = tuple(tuple(str(cell) for cell in row) for row in fields["rows"])
    moment = dt.datetime.fromisoformat
    appointments = tuple(
        Appointment(
            str(uid), moment(original), moment(starts), moment(ends), str(title), bool(cancelled)
        )
        for uid, original, starts, ends, title, cancelled in fields["appointments"]
    )
    left_out = tuple(LeftOut(str(title), str(code)) for title, code in fields["left_out"])
    return Foreign(
        Kind(fields["kind"]),
        Grid(rows, bool(fields["breaks_off"])),
        Agenda(appointments, left_out),
    )
