"""Finds columns of citizen service numbers (BSN): nine digits that pass the eleven-test."""

from __future__ import annotations

import polars as pl

from lcdata.ingest.issues import Issue
from lcdata.ingest.reading.sheet import Sheet
from lcdata.ingest.shown import shown

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NINE_DIGITS = r"^[0-9]{9}$"


def is_bsn(text: str) -> bool:
    """Whether nine digits pass the eleven-test."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=True))
    return total % 11 == 0


def bsn_positions(rows: pl.DataFrame) -> list[int]:
    """Positions of the columns of which more than half of the filled cells pass.

    However they are spelled: with dots or spaces, or with the `.0` of a number made a fraction.
    """
    positions = [name for name in rows.columns if name.isdecimal()]
    if not positions:
        return []
    rows = rows.select(pl.col(positions).str.replace(r"\.0$", "").str.replace_all("[. ]", ""))
    nine_digits = rows.select(pl.col(positions).str.contains(_NINE_DIGITS).mean()).row(0)
    suspect = [
        name for name, share in zip(positions, nine_digits, strict=True) if (share or 0) > 0.5
    ]
    return [int(name) for name in suspect if _passes(rows[name].drop_nulls())]


def bsn_issue(sheet: Sheet, position: int, title: str | None, column: str | None) -> Issue:
    """The blocker for such a column."""
    name = shown(title or sheet.letter(position))
    return Issue("bsn_column", sheet.file, sheet.sheet, None, column, {"name": name})


def _passes(filled: pl.Series) -> bool:
    """Whether more than half of the cells are nine digits that pass the test."""
    candidates = filled.filter(filled.str.contains(_NINE_DIGITS))
    return sum(map(is_bsn, candidates)) * 2 > filled.len()
