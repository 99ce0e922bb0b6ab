"""`RawTable`: the delivered rows of one contract table as text under the contract's names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from lcdata.contracts.aliases import column_names, dutch, normal_name
from lcdata.contracts.column import Column
from lcdata.contracts.grammar import FALSE, clean
from lcdata.contracts.kinds import Kind
from lcdata.contracts.row import Row
from lcdata.ingest.issues import Issue
from lcdata.ingest.reading.bsn import bsn_issue, bsn_positions
from lcdata.ingest.reading.header import HEADER_SEARCH, find_header
from lcdata.ingest.reading.likeness import nearly
from lcdata.ingest.reading.parsing import clean_cells
from lcdata.ingest.reading.shapes import Faults, faults_of, filled_down, remarks_of
from lcdata.ingest.reading.sheet import Sheet
from lcdata.ingest.shown import shown

TOTALS = ("totaal", "subtotaal", "som", "gemiddelde", "total")
LIKE_TOTALS = r"(?i)^(eind|sub|deel|generaal )?-?(totaal|totalen|total)\b"
"""How else a totals row begins; it counts as one where a required cell is empty."""


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
    faults: Faults
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
    columns = model.columns()
    placed = {str(position): columns[name] for position, name in mapping.items()}
    rows = _rows_below(sheet, header, placed)
    kept, notices = _kept_rows(sheet, rows)
    numbers = bsn_positions(kept)
    if numbers:
        return _refused(*(bsn_issue(sheet, p, titles.get(p), mapping.get(p)) for p in numbers))
    unnamed = [position for position in range(sheet.cells.width) if position not in titles]
    dropped = [title for position, title in titles.items() if position not in mapping]
    if sheet.sheet is not None:
        dropped += [sheet.letter(position) for position in unnamed if _is_filled(rows, position)]
    texts = filled_down(sheet, _texts(model, kept, mapping), mapping)
    faults = faults_of(sheet, kept, mapping, unnamed if sheet.sheet is None else [])
    table = RawTable(model, sheet, texts, faults, rows.height, rows.height - kept.height)
    notices += remarks_of(model, sheet, header, texts, faults)
    notices += [_drop_notice(model, sheet, name, found) for name in dropped]
    return Taken(table, tuple(dropped), tuple(notices))


def _drop_notice(model: type[Row], sheet: Sheet, name: str, found: Collection[str]) -> Issue:
    """What is said of a column that is left out; a warning where it looks like a missing one."""
    near = nearly(name, column_names(tuple(model.columns())), found)
    params = _of(model, name=shown(name))
    if near is None:
        return Issue("column_dropped", sheet.file, sheet.sheet, params=params)
    params |= {"near": near, "dutch": dutch("columns", near)}
    return Issue("column_nearly", sheet.file, sheet.sheet, None, near, params)


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


def _rows_below(sheet: Sheet, header: int, placed: Mapping[str, Column]) -> pl.DataFrame:
    """The clean cells below the header, `_row`, and whether to skip it: `_blank`, `_totals`.

    `_unticked` is a row that holds nothing but boxes nobody ticked. `placed` are the contract's
    columns by the names of the sheet's.

    A row is blank when none of the contract's columns holds anything, notes beside the
    table or not. Blank rows at the end of a worksheet are no rows: they are only formatted.
    """
    columns = sheet.cells.columns
    known = list(placed)
    required = [position for position, column in placed.items() if column.required]
    lacking = pl.any_horizontal(pl.col(required).is_null())
    holds_nothing = [
        pl.col(position).is_null()
        | (
            pl.col(position).str.to_lowercase().is_in(FALSE)
            if column.kind is Kind.YES_NO
            else pl.lit(False)
        )
        for position, column in placed.items()
    ]
    below = sheet.cells.slice(header + 1)
    number = pl.int_range(header + 2, header + 2 + pl.len(), dtype=pl.Int64).alias("_row")
    rows = (
        clean_cells(below)
        .with_columns(number)
        .with_columns(
            _blank=pl.all_horizontal(pl.col(known).is_null()),
            _totals=pl.coalesce(columns).str.to_lowercase().is_in(TOTALS).fill_null(False)
            | (lacking & pl.coalesce(columns).str.contains(LIKE_TOTALS).fill_null(False)),
            _unticked=lacking & pl.all_horizontal(holds_nothing),
        )
        .with_columns(_unticked=pl.col("_unticked") & ~pl.col("_blank") & ~pl.col("_totals"))
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
    totals, blank, unticked = rows["_totals"], rows["_blank"], rows["_unticked"]
    notices = [
        Issue("totals_row_skipped", sheet.file, sheet.sheet, row)
        for row in rows["_row"].filter(totals)
    ]
    if blank.any():
        params: dict[str, str | int] = {"count": int(blank.sum())}
        notices.append(Issue("blank_rows_skipped", sheet.file, sheet.sheet, params=params))
    if unticked.any():
        params = {"count": int(unticked.sum())}
        first = rows.filter(unticked)["_row"][0]
        notices.append(Issue("unticked_rows_skipped", sheet.file, sheet.sheet, first, None, params))
    return rows.filter(~(totals | blank | unticked)), notices


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
