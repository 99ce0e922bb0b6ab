"""The sheets of an opened delivery, each with the contract table it holds, if any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from lcdata.contracts.aliases import normal_name, table_names
from lcdata.contracts.registry import TABLES
from lcdata.errors import DeliveryRefused
from lcdata.ingest.found import Found
from lcdata.ingest.issues import Issue, issue_of
from lcdata.ingest.reading.bsn import bsn_issue, bsn_positions
from lcdata.ingest.reading.csv_files import read_csv
from lcdata.ingest.reading.header import find_header
from lcdata.ingest.reading.likeness import nearly
from lcdata.ingest.reading.opening import Opened
from lcdata.ingest.reading.parsing import clean_cells
from lcdata.ingest.reading.raw_table import RawTable, take_table
from lcdata.ingest.reading.sheet import Sheet
from lcdata.ingest.reading.workbook import read_workbook
from lcdata.ingest.receipt import Dropped
from lcdata.ingest.shown import shown

_FORMS = (
    {"id", "begintijd", "tijd_van_voltooien"},
    {"id", "start_time", "completion_time"},
)
"""Columns that an export of Microsoft Forms begins with."""
_UNMARKED = ("utf-8",)
"""Encodings that need no mention."""


@dataclass
class Reading:
    """What was found in a delivery: contract tables, what was dropped, issues.

    `filled` are the issues of dropped files and sheets that hold rows.
    """

    tables: dict[str, RawTable] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    filled: list[Issue] = field(default_factory=list)


def read_tables(opened: Opened) -> Reading:
    """Every table of the delivery; a file that cannot be read is a blocker of its own."""
    reading = Reading()
    encodings: list[str] = []
    first: dict[str, Sheet] = {}
    for sheet in _sheets(opened, reading):
        encodings += [sheet.encoding] if sheet.encoding else []
        table = _table_of(sheet.name)
        if table is None:
            _drop(sheet, reading)
        elif table in first:
            _refuse_twice(table, first[table], sheet, reading)
        else:
            first[table] = sheet
            _take(table, sheet, reading)
    _name_lookalikes(reading)
    for encoding in sorted(set(encodings) - set(_UNMARKED)):
        params: dict[str, str | int] = {"count": encodings.count(encoding), "encoding": encoding}
        reading.found.add(Issue("encoding_chosen", opened.label, params=params))
    return reading


def _sheets(opened: Opened, reading: Reading) -> Iterator[Sheet]:
    """The readable sheets; other files are dropped, unreadable ones become blockers."""
    if opened.is_workbook:
        yield from read_workbook(opened)
        return
    for name, content in opened.members.items():
        path = PurePosixPath(name)
        if path.suffix.lower() != ".csv":
            _drop_file(path.name, opened.label, reading)
            continue
        table = _table_of(path.stem)
        fit = partial(_header_fit, table)
        file = f"{opened.label}/{name}"
        try:
            yield read_csv(path.stem, file, content, fit)
        except DeliveryRefused as refused:
            if table is None:
                _drop_file(path.stem, opened.label, reading)
            else:
                reading.found.add(issue_of(refused, file))


def _header_fit(table: str | None, records: Iterable[Sequence[str]]) -> int:
    """How many column names the best header holds; 0 in a file that is no contract table."""
    return find_header(TABLES[table], records)[1] if table else 0


def _table_of(name: str) -> str | None:
    return table_names(tuple(TABLES)).get(normal_name(name))


def _take(table: str, sheet: Sheet, reading: Reading) -> None:
    taken = take_table(TABLES[table], sheet)
    reading.found.extend(taken.issues)
    reading.dropped += [Dropped(table, column) for column in taken.dropped]
    if taken.table is not None:
        reading.tables[table] = taken.table


def _drop(sheet: Sheet, reading: Reading) -> None:
    """Leaves an unknown table out; refused when it holds citizen service numbers."""
    cells = clean_cells(sheet.cells.slice(1))
    reading.found.extend(
        bsn_issue(sheet, position, None, None) for position in bsn_positions(cells)
    )
    holds_rows = sheet.cells.height > 1
    _drop_file(sheet.name, sheet.file, reading, sheet.sheet, holds_rows=holds_rows)
    if _is_forms_export(sheet):
        reading.found.add(Issue("forms_export", sheet.file, sheet.sheet))


def _is_forms_export(sheet: Sheet) -> bool:
    """Whether the first row is that of Microsoft Forms."""
    first = (
        {normal_name(cell or "") for cell in sheet.cells.head(1).row(0)}
        if sheet.cells.height
        else set()
    )
    return any(forms <= first for forms in _FORMS)


def _name_lookalikes(reading: Reading) -> None:
    """A warning for each table that is missing while something dropped has nearly its name."""
    names = table_names(tuple(TABLES))
    for issue in reading.filled:
        name = str(issue.params["name"])
        near = nearly(name, names, reading.tables)
        if near is not None:
            params: dict[str, str | int] = {"name": name, "table": near}
            reading.found.add(Issue("table_nearly", issue.file, issue.sheet, params=params))


def _drop_file(
    name: str, file: str, reading: Reading, sheet: str | None = None, *, holds_rows: bool = True
) -> None:
    reading.dropped.append(Dropped(name, None))
    issue = Issue("table_dropped", file, sheet, params={"name": shown(name)})
    reading.found.add(issue)
    if holds_rows:
        reading.filled.append(issue)


def _refuse_twice(table: str, first: Sheet, second: Sheet, reading: Reading) -> None:
    params: dict[str, str | int] = {"table": table, "first": first.sheet or first.file}
    reading.found.add(Issue("table_twice", second.file, second.sheet, params=params))
