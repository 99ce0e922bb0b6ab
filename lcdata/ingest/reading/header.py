"""Finds the row with the column names among title rows and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lcdata.contracts.aliases import column_names, normal_name
from lcdata.contracts.row import Row

HEADER_SEARCH = 50
"""Rows in which the header is looked for."""


def find_header(
    model: type[Row], records: Iterable[Sequence[str | None]]
) -> tuple[int | None, int]:
    """Position of the record that holds most column names (the first of equals), and how many.

    A record of two or more cells, all column names, ends the search; None and 0 when no record
    holds any.
    """
    names = column_names(tuple(model.columns()))
    best: tuple[int | None, int] = (None, 0)
    for position, record in enumerate(records):
        filled = [normal_name(cell) for cell in record if cell]
        known = {names[name] for name in filled if name in names}
        if len(known) > best[1]:
            best = position, len(known)
        if len(known) == len(filled) > 1:
            break
    return best
