"""One table of the contract as a sheet to fill in: heads, lists to choose from, dates as dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from lcdata.contracts.aliases import name_in
from lcdata.contracts.column import Column
from lcdata.contracts.grammar import NO_ITEMS
from lcdata.contracts.kinds import Kind
from lcdata.contracts.row import Row
from lcdata.locale import Words
from lcdata.reports.cell import write_cell

EMPTY_ROWS = 500
"""Rows below the last one that have a list to choose from too."""

SAVED_AT = "exported_at"
"""The column that keeps the moment of saving by itself."""

_NUMBERS = {Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm", Kind.WHOLE: "0"}
"""Year first, so that no spreadsheet takes a day for a month; every other kind is text."""

_WIDTH, _TEXT_WIDTH, _TOLD_WIDTH = 17, 34, 110


Choices = tuple[str | int, ...]


class Book:
    """A workbook in the making: its words, its formats, the lists its columns choose from."""

    def __init__(self, file: xlsxwriter.Workbook, words: Words) -> None:
        self.file = file
        self.words = words
        self.head = file.add_format({"num_format": "@", "bottom": 2})
        self.required = file.add_format({"num_format": "@", "bottom": 2, "bold": True})
        self.told = file.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.kinds = {k: file.add_format({"num_format": _NUMBERS.get(k, "@")}) for k in Kind}
        self.lists_name = words.text("Lists")
        self.lists: dict[Choices, int] = {}

    def named(self, section: str, name: str) -> str:
        """A name of the contract as its reader writes it."""
        return name_in(self.words.language, section, name)

    def code(self, code: str) -> str:
        """A code as its reader writes it; the contract takes a space for a `_`."""
        said = self.named("codes", code)
        return said.replace("_", " ") if said != code else code

    def yes_no(self, value: bool) -> str:
        """A boolean as its reader writes it."""
        return self.words.text("yes") if value else self.words.text("no")

    def choices(self, column: Column) -> Choices:
        """What a column can be filled with, empty where that is open; of numbers as numbers."""
        if column.kind is Kind.YES_NO:
            return self.yes_no(True), self.yes_no(False)
        if column.kind is Kind.WHOLE:
            return tuple(map(int, column.codes))
        return tuple(self.code(code) for code in column.codes)

    def source(self, choices: Choices) -> str:
        """Where a spreadsheet finds a list: too long a one does not fit in the cell's own rule."""
        letter = xl_col_to_name(self.lists.setdefault(choices, len(self.lists)), col_abs=True)
        return f"='{self.lists_name}'!{letter}$1:{letter}${len(choices)}"


def write_told(book: Book, lines: Iterable[str]) -> None:
    """The first sheet: what the reader must know, one line each."""
    sheet = book.file.add_worksheet(book.words.text("Explanation"))
    sheet.set_column(0, 0, _TOLD_WIDTH)
    for row, line in enumerate(lines):
        write_cell(sheet, row, 0, line, book.told)


def write_table(
    book: Book, model: type[Row], rows: pl.DataFrame, *, ending: str = "", beside: pl.DataFrame
) -> None:
    """A table's sheet.

    Args:
        book: the workbook.
        model: the table.
        rows: what is filled in already.
        ending: what sets the sheet's name apart from the table's.
        beside: columns to read by, under their own heads; a delivery leaves them out.
    """
    sheet = book.file.add_worksheet(f"{book.named('tables', model.table)}{ending}")
    first = beside.width
    _write_beside(book, sheet, beside)
    for position, column in enumerate(model.columns().values(), start=first):
        style = book.kinds[column.kind]
        width = _TEXT_WIDTH if column.kind is Kind.TEXT else _WIDTH
        sheet.set_column(position, position, width, style)
        head = book.required if column.required else book.head
        write_cell(sheet, 0, position, book.named("columns", column.name), head)
        for row, value in enumerate(rows[column.name], start=1):
            _write(book, sheet, (row, position), column, value)
        if choices := book.choices(column):
            rule = {"validate": "list", "source": book.source(choices)}
            sheet.data_validation(1, position, rows.height + EMPTY_ROWS, position, rule)
    sheet.freeze_panes(1, first)


def write_lists(book: Book) -> None:
    """The last sheet: what each coded column can be filled with."""
    sheet = book.file.add_worksheet(book.lists_name)
    for choices, position in book.lists.items():
        for row, said in enumerate(choices):
            kind = Kind.WHOLE if isinstance(said, int) else Kind.TEXT
            write_cell(sheet, row, position, said, book.kinds[kind])


def _write(
    book: Book, sheet: Worksheet, place: tuple[int, int], column: Column, value: object
) -> None:
    style = book.kinds[column.kind]
    if column.name == SAVED_AT and isinstance(value, dt.datetime):
        sheet.write_formula(*place, "=NOW()", style, _serial(value))
    elif isinstance(value, dt.date | dt.datetime):
        sheet.write_datetime(*place, value, style)
    else:
        write_cell(sheet, *place, _said(book, column, value), style)


def _said(book: Book, column: Column, value: object) -> str | int | None:
    if isinstance(value, bool):
        return book.yes_no(value)
    if isinstance(value, pl.Series):
        return ";".join(map(str, value)) or NO_ITEMS[0]
    if isinstance(value, int) or value is None:
        return value
    return book.code(str(value)) if column.kind is Kind.CODE else str(value)


def _write_beside(book: Book, sheet: Worksheet, beside: pl.DataFrame) -> None:
    for position, name in enumerate(beside.columns):
        values = beside[name]
        style = book.kinds[Kind.DAY if values.dtype == pl.Date else Kind.TEXT]
        sheet.set_column(position, position, _WIDTH, style)
        write_cell(sheet, 0, position, name, book.head)
        for row, value in enumerate(values, start=1):
            if isinstance(value, dt.date):
                sheet.write_datetime(row, position, value, style)
            else:
                write_cell(sheet, row, position, value, style)


def _serial(moment: dt.datetime) -> float:
    """A moment as a spreadsheet counts it: days since 30 December 1899."""
    return (moment - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
