"""The error workbook: what to mend in a delivery, cell by cell, for whoever delivered it."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lcdata.contracts.aliases import name_in
from lcdata.ingest.checked import Checked
from lcdata.ingest.definitions import Severity
from lcdata.ingest.issues import Issue, More
from lcdata.ingest.receipt import SEVERITY_TEXTS
from lcdata.locale import N_, Words
from lcdata.reports.cell import write_cell

Formats: TypeAlias = Mapping[str, Format]

_STYLES: Mapping[str, dict[str, Any]] = {
    "head": {"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "wrong": {"text_wrap": True, "valign": "top", "num_format": "@", "bold": True,
              "bg_color": "#F6D9C9", "border": 1},
}  # fmt: skip
_HEADS = (
    N_("Severity"),
    N_("File"),
    N_("Sheet"),
    N_("Row"),
    N_("Column"),
    N_("What is wrong"),
    N_("What to do"),
)
_LIST_WIDTHS = (12, 26, 16, 8, 20, 56, 56)
_WIDTHS = (8, 56)
MOST_ROWS = 5_000
"""Rows set aside per table that the workbook has; the store has them all."""
_COLUMN_WIDTH = 18


def own_error_workbook(checked: Checked, words: Words) -> bytes:
    """What to mend and the first rows set aside, wrong cells marked; for the deliverer alone.

    It repeats delivered values, those about persons too. Of a kind that occurs very often the
    receipt has the first ones in full; further rows say the codes alone.
    """
    aside = {
        table: rows.head(MOST_ROWS) for table, rows in checked.quarantined.items() if rows.height
    }
    return _workbook(checked.receipt.issues, aside, checked, words)


def error_list(issues: Sequence[Issue], words: Words) -> bytes:
    """What to mend, without any delivered row."""
    return _workbook(issues, {}, None, words)


def _workbook(
    issues: Sequence[Issue],
    aside: Mapping[str, pl.DataFrame],
    checked: Checked | None,
    words: Words,
) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        formats = {name: book.add_format(style) for name, style in _STYLES.items()}
        more = checked.receipt.more if checked else ()
        _write_list(book.add_worksheet(words.text("To mend")), issues, more, formats, words)
        for table, rows in aside.items():
            said = name_in(words.language, "tables", table)
            place = checked.places[table] if checked else None
            of_table = [issue for issue in issues if (issue.file, issue.sheet) == place]
            _write_rows(book.add_worksheet(said), rows, of_table, formats, words)
    return content.getvalue()


def _write_list(
    sheet: Worksheet,
    issues: Sequence[Issue],
    more: Sequence[More],
    formats: Formats,
    words: Words,
) -> None:
    """One line per issue above mere notices, in the receipt's order, then per kind with more."""
    _write_head(sheet, [words.text(head) for head in _HEADS], _LIST_WIDTHS, formats)
    told = (issue for issue in issues if issue.severity is not Severity.INFO)
    lines = [_listed(issue, words) for issue in told]
    lines += [_listed(kind, words) for kind in more if kind.severity is not Severity.INFO]
    for line, cells in enumerate(lines, start=1):
        for column, value in enumerate(cells):
            write_cell(sheet, line, column, value, formats["text"])


def _listed(issue: Issue | More, words: Words) -> tuple[str | int | None, ...]:
    """The cells of one line of the list."""
    severity = words.text(SEVERITY_TEXTS[issue.severity])
    column = _column(issue.column, words)
    if isinstance(issue, More):
        return severity, issue.file_name, issue.sheet, None, column, issue.message(words), ""
    place = (issue.file_name, issue.sheet, issue.row, column)
    return severity, *place, issue.message(words), issue.remedy(words)


def _write_rows(
    sheet: Worksheet,
    rows: pl.DataFrame,
    issues: Sequence[Issue],
    formats: Formats,
    words: Words,
) -> None:
    """The delivered texts of the rows set aside, wrong cells marked and explained."""
    columns = [name for name in rows.columns if not name.startswith("_")]
    heads = [words.text("Row"), words.text("What is wrong")]
    heads += [str(_column(name, words)) for name in columns]
    widths = (*_WIDTHS, *([_COLUMN_WIDTH] * len(columns)))
    _write_head(sheet, heads, widths, formats)
    wrong: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        if issue.row is not None and issue.severity is Severity.ERROR:
            wrong[issue.row].append(issue)
    for line, record in enumerate(rows.iter_rows(named=True), start=1):
        found = wrong[record["_row"]]
        said = [f"{issue.message(words)} {issue.remedy(words)}" for issue in found]
        told = "\n".join(said) or record["_reason"]
        marked = {issue.column for issue in found}
        write_cell(sheet, line, 0, record["_row"], formats["text"])
        write_cell(sheet, line, 1, told, formats["text"])
        for position, name in enumerate(columns, start=2):
            style = formats["wrong" if name in marked else "text"]
            write_cell(sheet, line, position, record[name], style)


def _write_head(
    sheet: Worksheet, heads: Sequence[str], widths: Sequence[int], formats: Formats
) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        write_cell(sheet, 0, column, head, formats["head"])
    sheet.freeze_panes(1, 0)


def _column(name: str | None, words: Words) -> str | None:
    """The column as its reader delivers it."""
    return name_in(words.language, "columns", name) if name else name
