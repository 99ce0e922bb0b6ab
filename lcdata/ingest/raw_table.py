"""`RawTable`: the delivered rows of one contract table as text under the contract's names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lcdata.contracts.aliases import column_names, dutch, normal_name
from lcdata.contracts.grammar import clean
from lcdata.contracts.row import Row
from lcdata.ingest.bsn import bsn_issue, bsn_positions
from lcdata.ingest.header import HEADER_SEARCH, find_header
from lcdata.ingest.issues import Issue
from lcdata.ingest.parsing import clean_cells
from lcdata.ingest.sheet import Sheet
from lcdata.ingest.shown import shown

TOTALS = ("totaal", "subtotaal", "som", "gemiddelde", "total")


@dataclass(frozen=True)
class RawTable:
    """The rows below the header, blank and totals rows left out.

    Attributes:
        model: the row model of the table.
        sheet: where it was delivered.
        texts: the contract's columns as clean text (null: empty or not delivered) and `_row`.
        faults: row → [(column, code)] of cells that cannot hold a value.
        read: rows below the header.
        skipped: blank and totals rows among them.
    """

    model: type[Row]
    sheet: Sheet
    texts: pl.DataFrame
    faults: Mapping[int, list[tuple[str | None, str]]]
    read: int
    skipped: int

    def issue(
        self, code: str, row: int | None = None, column: str | None = None, **params: str | int
    ) -> Issue:
        """An issue in this table."""
        return Issue(code, self.sheet.file, self.sheet.sheet, row, column, params)


@dataclass(frozen=True)
class Taken:
    """A sheet read as a contract table: the table unless refused, dropped columns, issues."""

    table: RawTable | None
    dropped: tuple[str, ...]
    issues: tuple[Issue, ...]


def take_table(model: type[Row], sheet: Sheet) -> Taken:
    """The sheet as rows of the table; a blocker where its header does not fit."""
    header, _ = find_header(model, sheet.cells.head(HEADER_SEARCH).iter_rows())
    if header is None:
        return _refused(Issue("header_missing", sheet.file, sheet.sheet, params=_of(model)))
    titles = _titles(sheet, header)
    found = _mapping(model, titles)
    blockers = _header_blockers(model, sheet, header, found)
    if blockers:
        return _refused(*blockers)
    mapping = {positions[0]: name for name, positions in found.items()}
    rows = _rows_below(sheet, header, [str(position) for position in mapping])
    kept, notices = _kept_rows(sheet, rows)
    numbers = bsn_positions(kept)
    if numbers:
        return _refused(*(bsn_issue(sheet, p, titles.get(p), mapping.get(p)) for p in numbers))
    unnamed = [position for position in range(sheet.cells.width) if position not in titles]
    dropped = [title for position, title in titles.items() if position not in mapping]
    if sheet.sheet is not None:
        dropped += [sheet.letter(position) for position in unnamed if _is_filled(rows, position)]
    table = RawTable(
        model,
        sheet,
        texts=_texts(model, kept, mapping),
        faults=_faults(sheet, kept, mapping, unnamed if sheet.sheet is None else []),
        read=rows.height,
        skipped=rows.height - kept.height,
    )
    notices += [
        Issue("column_dropped", sheet.file, sheet.sheet, params=_of(model, name=shown(name)))
        for name in dropped
    ]
    return Taken(table, tuple(dropped), tuple(notices))


def _refused(*blockers: Issue) -> Taken:
    return Taken(None, (), blockers)


def _of(model: type[Row], **params: str) -> dict[str, str | int]:
    return {"table": model.table, **params}


def _titles(sheet: Sheet, header: int) -> dict[int, str]:
    """Column position → header as delivered, for headers that are not empty."""
    titles = (clean(cell or "") for cell in sheet.cells.row(header))
    return {position: title for position, title in enumerate(titles) if title}


def _mapping(model: type[Row], titles: Mapping[int, str]) -> dict[str, list[int]]:
    """Contract column → the positions whose header names it."""
    names = column_names(tuple(model.columns()))
    mapping: dict[str, list[int]] = {}
    for position, title in titles.items():
        if (name := names.get(normal_name(title))) is not None:
            mapping.setdefault(name, []).append(position)
    return mapping


def _header_blockers(
    model: type[Row], sheet: Sheet, header: int, mapping: Mapping[str, list[int]]
) -> list[Issue]:
    """One blocker per column that occurs twice or is required and missing."""
    place = (sheet.file, sheet.sheet, header + 1)
    blockers = []
    for name, positions in mapping.items():
        if len(positions) > 1:
            first, second = (sheet.letter(position) for position in positions[:2])
            twice = {"name": name, "first": first, "second": second}
            blockers.append(Issue("column_twice", *place, name, twice))
    for column in model.columns().values():
        if column.required and column.name not in mapping:
            missing = _of(model, name=column.name, dutch=dutch("columns", column.name))
            blockers.append(Issue("column_missing", *place, column.name, missing))
    return blockers


def _rows_below(sheet: Sheet, header: int, known: list[str]) -> pl.DataFrame:
    """The clean cells below the header, `_row`, and whether it is a `_blank` or `_totals` row.

    A row is blank when none of the contract's columns (`known`) holds anything, notes beside the
    table or not. Blank rows at the end of a worksheet are no rows: they are only formatted.
    """
    columns = sheet.cells.columns
    below = sheet.cells.slice(header + 1)
    number = pl.int_range(header + 2, header + 2 + pl.len(), dtype=pl.Int64).alias("_row")
    rows = (
        clean_cells(below)
        .with_columns(number)
        .with_columns(
            _blank=pl.all_horizontal(pl.col(known).is_null()),
            _totals=pl.coalesce(columns).str.to_lowercase().is_in(TOTALS).fill_null(False),
        )
    )
    if sheet.sheet is None:
        return rows
    blank = rows["_blank"].to_list()
    while blank and blank[-1]:
        blank.pop()
    return rows.head(len(blank))


def _is_filled(rows: pl.DataFrame, position: int) -> bool:
    return rows[str(position)].null_count() < rows.height


def _kept_rows(sheet: Sheet, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """The rows without blank and totals rows, and a notice for each kind of skipping."""
    totals, blank = rows["_totals"], rows["_blank"]
    notices = [
        Issue("totals_row_skipped", sheet.file, sheet.sheet, row)
        for row in rows["_row"].filter(totals)
    ]
    if blank.any():
        params: dict[str, str | int] = {"count": int(blank.sum())}
        notices.append(Issue("blank_rows_skipped", sheet.file, sheet.sheet, params=params))
    return rows.filter(~(totals | blank)), notices


def _texts(model: type[Row], rows: pl.DataFrame, mapping: Mapping[int, str]) -> pl.DataFrame:
    """The contract's columns in its order, null where not delivered, and `_row`."""
    delivered = {column: position for position, column in mapping.items()}
    return rows.select(
        *(
            pl.col(str(delivered[column])).alias(column)
            if column in delivered
            else pl.lit(None, pl.String).alias(column)
            for column in model.columns()
        ),
        "_row",
    )


def _faults(
    sheet: Sheet, rows: pl.DataFrame, mapping: Mapping[int, str], unnamed: Sequence[int]
) -> dict[int, list[tuple[str | None, str]]]:
    """Cells that cannot hold a value, and rows of a CSV that are longer than its header."""
    faults: dict[int, list[tuple[str | None, str]]] = {}
    for (row, position), code in sheet.faults.items():
        if position in mapping:
            faults.setdefault(row, []).append((mapping[position], code))
    if unnamed:
        beyond = pl.any_horizontal(pl.col(str(position)).is_not_null() for position in unnamed)
        for row in rows.filter(beyond)["_row"]:
            faults.setdefault(row, []).append((None, "row_too_long"))
    return faults
