"""The table twin of a chart, and the same rows as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from lcdata.contracts.grammar import visible
from lcdata.locale import Words

Value = str | int | float | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters with which a spreadsheet would take a text for a formula."""

BLANK = " \N{NO-BREAK SPACE}"
"""What some spreadsheets drop before they look at the first character."""


@dataclass(frozen=True)
class Table:
    """Rows as the viewer may see them.

    Attributes:
        name: file name without its ending.
        about: what the file says above the rows: as-of date, scope, definition.
        columns: the column heads.
        rows: texts and numbers; None is an empty cell.
    """

    name: str
    about: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def file_name(self) -> str:
        """The name a download gets."""
        return f"{self.name}.csv"

    def said(self, words: Words) -> list[dict[str, str]]:
        """The rows as texts for the screen, one mapping of column to text per row."""
        return [
            {column: _said(value, words) for column, value in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]

    def csv(self, words: Words) -> bytes:
        """The rows as a spreadsheet opens them: semicolons, byte order mark, decimal mark."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerows([_plain(v, words) for v in line] for line in self.about)
        writer.writerow([])
        writer.writerow([_plain(column, words) for column in self.columns])
        writer.writerows([_plain(v, words) for v in row] for row in self.rows)
        return out.getvalue().encode("utf-8-sig")


def _said(value: Value, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return words.number(value, 0 if isinstance(value, int) else 1)


def _plain(value: Value, words: Words) -> str:
    """A number a spreadsheet reads as a number; a text it can never run as a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        seen = visible(value)
        is_formula = seen.lstrip(BLANK).startswith(FORMULA_STARTS)
        return f"'{seen}" if is_formula else seen
    text = f"{value:g}" if isinstance(value, int) else f"{value:.4g}"
    return text.replace(".", ",") if words.language == "nl" else text
