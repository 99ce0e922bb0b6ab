"""The rows of a delimited text as its program meant them, whoever saved it again meanwhile."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits
from lcdata.ingest.reading.encodings import decode

Row = tuple[str, ...]

DELIMITERS = (";", "\t", ",")
_LOOKED_AT = 200
"""Rows by which a delimiter is chosen."""
_MARK = "\ufeff"


@dataclass(frozen=True)
class Grid:
    """The cells of a text.

    Attributes:
        rows: without white space around cells and without empty cells at the end; a blank line is
            an empty row.
        breaks_off: whether the text ends within its last row.
    """

    rows: tuple[Row, ...]
    breaks_off: bool = False


def grid_of(content: bytes) -> Grid:
    """The cells of a text in any of its encodings, under the delimiter that fits best.

    A row of tabs that was saved again in the first cell of a row of semicolons is a row of tabs.

    Raises:
        DeliveryRefused: no text, or far too much of it.
    """
    text = decode(content)[0].replace("\x00", "").lstrip(_MARK)
    if len(text) > limits.FILE_BYTES:
        raise DeliveryRefused("file_too_large", limit=limits.FILE_BYTES // limits.MEGABYTE)
    try:
        rows = list(_cells(text, _delimiter(text)))
    except csv.Error as error:
        raise DeliveryRefused("csv_unreadable", first=1) from error
    if len(rows) > limits.ROWS:
        raise DeliveryRefused("sheet_too_large")
    clean = tuple(_clean(_unfolded(row)) for row in rows)
    return Grid(clean, breaks_off=text[-1:] not in ("\n", "\r", ""))


def _cells(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """What parts the cells: a semicolon where most lines have one, else a tab, else a comma.

    A date and its time are parted by a comma in files of any delimiter, so a comma says least; a
    semicolon is in no file of tabs but in one that was saved again.
    """
    lines = [line for line in islice(text.splitlines(), _LOOKED_AT) if line.strip()]
    for delimiter in DELIMITERS[:-1]:
        if sum(delimiter in line for line in lines) * 2 > len(lines):
            return delimiter
    return DELIMITERS[-1]


def _unfolded(row: Sequence[str]) -> Sequence[str]:
    """A row whose first cell holds all of its cells, parted by tabs."""
    first, *others = row or [""]
    if "\t" in first and not any(others):
        return next(csv.reader([first], delimiter="\t"), row)
    return row


def _clean(row: Sequence[str]) -> Row:
    cells = [" ".join(cell.replace("\u00a0", " ").replace("\u202f", " ").split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
