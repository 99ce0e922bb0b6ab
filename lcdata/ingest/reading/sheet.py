"""`Sheet`: the cells of one file or worksheet as text, exactly as delivered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import polars as pl

from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits


@dataclass(frozen=True)
class Remark:
    """Something to say about a sheet that could be read: a code, its row, and a value."""

    code: str
    row: int | None = None
    value: str = ""
    count: int = 0


@dataclass(frozen=True)
class Sheet:
    """The cells of one table.

    Attributes:
        name: what the table is called: the file's name without its ending, or the sheet's.
        file: the file as an issue names it.
        sheet: the sheet of a workbook, else None.
        cells: one text column per column of the file, one row per row of it, from row 1 on.
        encoding: how the text was written, None in a workbook.
        left: the number of empty columns left of the first one.
        faults: (row, column position in `cells`) → code of a cell that has no usable value.
        merged: (row, column position in `cells`) → value of the cell above it is merged with.
        lengths: of a CSV, the number of cells of each row.
        remarks: what was remarkable about reading it.
        swallowing: rows of which a quoted cell holds whole rows.
    """

    name: str
    file: str
    sheet: str | None
    cells: pl.DataFrame
    encoding: str | None = None
    left: int = 0
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    lengths: Sequence[int] = ()
    remarks: Sequence[Remark] = ()
    swallowing: frozenset[int] = frozenset()

    def letter(self, position: int) -> str:
        """The column's letter in a spreadsheet: A, B, … AA."""
        number, letters = self.left + position + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return letters


def cells_of(records: Sequence[Sequence[str | None]]) -> pl.DataFrame:
    """Records of any length as columns of text `0`, `1`, …; short ones end in empty cells.

    Raises:
        DeliveryRefused: more cells than a sheet may have.
    """
    width = max(map(len, records), default=0)
    if width > limits.COLUMNS or len(records) > limits.ROWS or width * len(records) > limits.CELLS:
        raise DeliveryRefused("sheet_too_large")
    columns = zip_longest(*records)
    return pl.DataFrame(
        {str(position): column for position, column in enumerate(columns)},
        schema={str(position): pl.String for position in range(width)},
    )
