"""Whether the dates of a column have the month before the day."""

from __future__ import annotations

import polars as pl

_PARTS = r"^([0-9]{1,2})[-/]([0-9]{1,2})[-/]20[0-9]{2}\b"
_MONTHS = 12


def is_month_first(texts: pl.Series) -> bool:
    """Whether some cells can only be month-day-year and none can only be day-month-year.

    Then the cells that could be either are in doubt too, and so are dates that a spreadsheet made
    of them.
    """
    frame = pl.select(
        first=texts.str.extract(_PARTS, 1).cast(pl.Int64),
        second=texts.str.extract(_PARTS, 2).cast(pl.Int64),
    )
    first, second = frame["first"], frame["second"]
    if not ((first <= _MONTHS) & (second > _MONTHS)).any():
        return False
    return not ((first > _MONTHS) & (second <= _MONTHS)).any()
