"""A table twin as a file: what the page shows, and what it means, in one document.

Rows come first, so that sorting, filtering and importing work from the first line on. What they
mean stands on a second sheet, or in a CSV file below the rows after an empty line, where a
spreadsheet leaves it out of the table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter

from lcdata.contracts.grammar import visible
from lcdata.locale import N_, Words
from lcdata.reports.cell import write_cell
from lcdata.view_models.table import DECIMALS, Table, Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of a workbook."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters with which a spreadsheet would take a text for a formula."""

BLANK = " \N{NO-BREAK SPACE}"
"""What some spreadsheets drop before they look at the first character."""

_ABOUT_WIDTHS = (34, 60, 60, 60)
_WIDEST = 60


@dataclass(frozen=True)
class FileKind:
    """One kind of file: its ending, media type, what its link says, and how it is written."""

    ending: str
    media_type: str
    label: str
    write: Callable[[Table, Words], bytes]

    def file_name(self, table: Table) -> str:
        """The name a download gets."""
        return f"{table.name}.{self.ending}"


def as_workbook(table: Table, words: Words) -> bytes:
    """The rows on one sheet and what they mean on another; numbers as numbers, texts as texts."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        look = {"text_wrap": True, "valign": "top"}
        text = book.add_format({**look, "num_format": "@"})
        head = book.add_format({**look, "num_format": "@", "bold": True, "bottom": 2})
        whole = book.add_format({**look, "num_format": "#,##0"})
        broken = book.add_format({**look, "num_format": f"#,##0.{'0' * DECIMALS}"})
        sheet = book.add_worksheet(words.text("Figures"))
        for column, name in enumerate(table.columns):
            longest = max(len(str(line[column] or "")) for line in (table.columns, *table.rows))
            sheet.set_column(column, column, min(_WIDEST, longest + 3))
            write_cell(sheet, 0, column, name, head)
        for line, row in enumerate(table.rows, start=1):
            for column, value in enumerate(row):
                style = text if isinstance(value, str | None) else whole
                style = broken if isinstance(value, float) else style
                write_cell(sheet, line, column, _rounded(value), style)
        sheet.freeze_panes(1, 0)
        about = book.add_worksheet(words.text("Explanation"))
        for column, width in enumerate(_ABOUT_WIDTHS):
            about.set_column(column, column, width)
        for line, told in enumerate(table.about):
            for column, value in enumerate(told):
                write_cell(about, line, column, value, text if column else head)
    return content.getvalue()


def as_csv(table: Table, words: Words) -> bytes:
    """The rows as the reader's Excel opens them: byte order mark, decimal mark and delimiter."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=words.conventions.delimiter, lineterminator="\r\n")
    for line in (table.columns, *table.rows, (), *table.about):
        writer.writerow([_plain(value, words) for value in line])
    return out.getvalue().encode("utf-8-sig")


KINDS = (
    FileKind(
        "xlsx",
        XLSX,
        N_("Download as Excel"),
        as_workbook,
    ),
    FileKind("csv", "text/csv", N_("Download as CSV"), as_csv),
)
"""What every table can be downloaded as."""


def _rounded(value: Value) -> Value:
    """A number as precise as the page says it."""
    return round(value, DECIMALS) if isinstance(value, float) else value


def _plain(value: Value, words: Words) -> str:
    """A number a spreadsheet reads as a number; a text it can never run as a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        seen = visible(value)
        is_formula = seen.lstrip(BLANK).startswith(FORMULA_STARTS)
        return f"'{seen}" if is_formula else seen
    return str(_rounded(value)).replace(".", words.conventions.decimal_mark)
