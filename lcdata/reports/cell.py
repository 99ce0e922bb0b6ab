"""One cell of a workbook, which no spreadsheet takes for a formula."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lcdata.contracts.grammar import visible

_LONGEST = 32_767
"""Characters a cell can hold."""


def write_cell(
    sheet: Worksheet, row: int, column: int, value: str | float | None, style: Format
) -> None:
    """A number as a number; a text as a text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, visible(value)[:_LONGEST], style)
