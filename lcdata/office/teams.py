"""A Teams attendance report: who was in which meeting, as the file says it and no further.

All generations (2020 lists of events, 2021 reports, numbered sections since 2022) come down to
tables of persons beside lines of two cells about the meeting. Tables and their columns are known by
the shape of what they hold, so that the language of the file does not matter (`formats.md`
sections 1 and 14).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lcdata.office.clocks import Written, is_clock, is_day, is_duration, seconds_of, written
from lcdata.office.grid import Grid, Row

_HEADING = re.compile(r"\d+\.\s*\S.*")
_NAME = re.compile(
    r"(full |display |vollständiger )?name|nome( completo)?|(volledige )?naam|nom( complet)?"
    r"|nombre( completo)?|imię i nazwisko",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(meeting )?(title|subject)|onderwerp|titel|título.*|tytuł.*", re.IGNORECASE)
_TOTALS = ("totaal", "subtotaal", "total", "som", "sum")
_ACTION_WIDTH = 3


@dataclass(frozen=True)
class Presence:
    """One line about one person.

    Attributes:
        name: as shown in the meeting.
        address: the e-mail address, "" where there is none.
        account: what the report calls UPN; no address of a guest, may be a staff number.
        joined: None where the file has no time.
        left: None where the file has no time.
        seconds: how long, as the file says; None where it does not.
        is_whole: whether every cell of the line could be read.
    """

    name: str
    address: str
    account: str
    joined: Written | None
    left: Written | None
    seconds: int | None
    is_whole: bool


@dataclass(frozen=True)
class Meeting:
    """What a report says about one meeting.

    Attributes:
        title: "" where the file has none.
        starts: the first moment of the summary.
        presences: one per line; a person may have many.
        said: how many persons the summary counts.
    """

    title: str
    starts: Written | None
    presences: tuple[Presence, ...]
    said: int | None

    @property
    def has_times(self) -> bool:
        """Whether anybody's arrival is known."""
        return any(one.joined for one in self.presences)

    @property
    def moments(self) -> list[Written]:
        """Every moment in it, that of the beginning first."""
        own = [m for one in self.presences for m in (one.joined, one.left) if m]
        return [self.starts, *own] if self.starts else own


@dataclass
class _Draft:
    lines: list[Row] = field(default_factory=list)
    tables: list[list[Row]] = field(default_factory=list)


def meetings(grid: Grid) -> list[Meeting]:
    """The meetings of a report, in its order; none where this is no report of Teams."""
    drafts: list[_Draft] = []
    for block in _blocks(grid.rows):
        lines, table = _parted(block)
        is_next = lines and (not drafts or drafts[-1].tables)
        if is_next or not drafts:
            drafts.append(_Draft())
        drafts[-1].lines += lines
        if table:
            drafts[-1].tables.append(table)
    last = grid.rows[-1] if grid.rows and grid.breaks_off else None
    found = (_meeting(draft, last) for draft in drafts)
    return [one for one in found if one is not None]


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows between blank lines and numbered headings."""
    block: list[Row] = []
    for row in rows:
        is_heading = len(row) == 1 and _HEADING.fullmatch(row[0])
        if row and not is_heading:
            block.append(_joined(row))
            continue
        if block:
            yield block
        block = []
    if block:
        yield block


def _joined(row: Row) -> Row:
    """A date and its time as one cell, where they were parted."""
    cells: list[str] = []
    for cell in row:
        if cells and is_clock(cell) and is_day(cells[-1]):
            cells[-1] = f"{cells[-1].rstrip(',')}, {cell}"
        else:
            cells.append(cell)
    return tuple(cells)


def _parted(block: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Lines of a label and a value above, and the table below them, header first."""
    wide = next((at for at, row in enumerate(block) if len(row) >= _ACTION_WIDTH), len(block))
    return [row for row in block[:wide] if len(row) == 2], list(block[wide:])


def _meeting(draft: _Draft, last: Row | None) -> Meeting | None:
    tables = [(_columns(header, rows), rows) for header, *rows in draft.tables]
    reports = [(columns, rows) for columns, rows in tables if columns and not columns.is_list]
    # a list of events beside a report says who raised a hand: not read, not kept
    chosen = reports or [(columns, rows) for columns, rows in tables if columns]
    presences = [one for columns, rows in chosen for one in _presences(columns, rows, last)]
    if not presences:
        return None
    values = [row[1] for row in draft.lines]
    moments = [found for value in values if (found := written(value))]
    counts = [int(value) for value in values if value.isdecimal()]
    title = draft.lines[0][1] if draft.lines and not written(draft.lines[0][1]) else ""
    named = [row[1] for row in draft.lines if _TITLE.fullmatch(row[0])]
    return Meeting(
        title=(named or [title])[0],
        starts=moments[0] if moments else None,
        presences=tuple(presences),
        said=counts[0] if counts else None,
    )


@dataclass(frozen=True)
class _Columns:
    """Where a table has what."""

    name: int
    moments: tuple[int, ...]
    duration: int | None
    address: int | None
    account: int | None
    is_utc: bool
    is_list: bool


def _presences(columns: _Columns, rows: Sequence[Row], last: Row | None) -> Iterator[Presence]:
    for row in rows:
        name = _cell(row, columns.name)
        if name and name.rstrip(":").lower() not in _TOTALS:
            yield _presence(row, columns, is_cut=last is not None and _joined(last) == row)


def _presence(row: Row, columns: _Columns, *, is_cut: bool) -> Presence:
    texts = [_cell(row, at) for at in columns.moments]
    read = [written(text, is_utc=columns.is_utc) if text else None for text in texts]
    duration = _cell(row, columns.duration)
    is_whole = not is_cut and all(
        moment is not None or not text for moment, text in zip(read, texts, strict=True)
    )
    return Presence(
        name=_cell(row, columns.name),
        address=_cell(row, columns.address).lower(),
        account=_cell(row, columns.account).lower(),
        joined=read[0] if read else None,
        left=read[1] if len(read) > 1 else None,
        seconds=seconds_of(duration) if duration and is_duration(duration) else None,
        is_whole=is_whole,
    )


def _cell(row: Row, at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _columns(header: Row, rows: Sequence[Row]) -> _Columns | None:
    """What each column holds by its cells; None where this is no table of persons."""
    filled = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(len(header))]
    moments = tuple(at for at, cells in enumerate(filled) if _mostly(cells, written))
    durations = [at for at, cells in enumerate(filled) if _mostly(cells, is_duration)]
    addresses = [at for at, cells in enumerate(filled) if _mostly(cells, _is_address)]
    accounts = [at for at, text in enumerate(header) if "upn" in text.lower()]
    names = [at for at, text in enumerate(header) if _NAME.fullmatch(text)]
    taken = {*moments, *durations, *addresses, *accounts}
    free = [at for at, cells in enumerate(filled) if at not in taken and cells]
    is_list = len(header) == _ACTION_WIDTH and moments == (2,)
    is_report = bool(durations and moments) or bool(accounts)
    if not (is_list or is_report) or not (names or free):
        return None
    return _Columns(
        name=(names or free)[0],
        moments=moments[:1] if is_list else moments[:2],
        duration=durations[0] if durations else None,
        address=next((at for at in addresses if at not in accounts), None),
        account=accounts[0] if accounts else None,
        is_utc=any("(utc)" in header[at].lower() for at in moments),
        is_list=is_list,
    )


def _mostly(cells: Sequence[str], holds: Callable[[str], object]) -> bool:
    return bool(cells) and sum(bool(holds(cell)) for cell in cells) * 2 > len(cells)


def _is_address(cell: str) -> bool:
    return "@" in cell and " " not in cell
