"""The shape of delivered rows: longer or shorter than the header, merged, swallowed by a quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from lcdata.contracts.kinds import Kind
from lcdata.contracts.row import Row
from lcdata.ingest.issues import Issue
from lcdata.ingest.reading.encodings import GARBLED
from lcdata.ingest.reading.sheet import Sheet

_REPEATING = ("community_id", "sprint_no")
"""Columns that repeat from row to row by nature, so that merged cells can be filled down."""

Faults = dict[int, list[tuple[str | None, str]]]
"""Row → columns and codes of what cannot hold a value; no column where it is the row."""


def filled_down(sheet: Sheet, texts: pl.DataFrame, mapping: Mapping[int, str]) -> pl.DataFrame:
    """The texts with merged cells filled, in the columns that repeat by nature."""
    for position, column in mapping.items():
        if column in _REPEATING:
            values = {row: value for (row, at), value in sheet.merged.items() if at == position}
            if values:
                filled = pl.col("_row").replace_strict(values, default=pl.col(column))
                texts = texts.with_columns(filled.alias(column))
    return texts


def faults_of(
    sheet: Sheet, rows: pl.DataFrame, mapping: Mapping[int, str], unnamed: Sequence[int]
) -> Faults:
    """Cells that cannot hold a value, and rows of a CSV with more cells than column names."""
    faults: Faults = {}
    marked = dict(sheet.faults)
    marked |= {
        place: "merged_cell"
        for place in sheet.merged
        if mapping.get(place[1]) not in (None, *_REPEATING)
    }
    for (row, position), code in marked.items():
        if position in mapping:
            faults.setdefault(row, []).append((mapping[position], code))
    if unnamed:
        beyond = pl.any_horizontal(pl.col(str(position)).is_not_null() for position in unnamed)
        for row in rows.filter(beyond)["_row"]:
            faults.setdefault(row, []).append((None, "row_too_long"))
    for row in sheet.swallowing:
        faults.setdefault(row, []).append((None, "quote_holds_rows"))
    return faults


def remarks_of(
    model: type[Row], sheet: Sheet, header: int, texts: pl.DataFrame, faults: Faults
) -> Iterator[Issue]:
    """What deserves a look about the sheet as a whole, once each."""
    for remark in sheet.remarks:
        params: dict[str, str | int] = {"value": remark.value, "count": remark.count}
        yield Issue(remark.code, sheet.file, sheet.sheet, remark.row, params=params)
    yield from _lengths(sheet, header, texts["_row"].to_list(), faults)
    garbled = _garbled(model, texts)
    if garbled.height:
        count = {"count": garbled.height}
        yield Issue("letters_garbled", sheet.file, sheet.sheet, garbled["_row"][0], params=count)


def _lengths(sheet: Sheet, header: int, rows: Sequence[int], faults: Faults) -> Iterator[Issue]:
    """Rows with other numbers of cells than the header, where most rows have as many."""
    if not sheet.lengths:
        return
    width = sheet.lengths[header]
    whole = [row for row in rows if row not in faults and row <= len(sheet.lengths)]
    longer = [row for row in whole if sheet.lengths[row - 1] > width]
    shorter = [row for row in whole if sheet.lengths[row - 1] < width]
    for code, found in (("rows_longer", longer), ("rows_shorter", shorter)):
        if found and len(found) * 2 <= len(whole):
            count: dict[str, str | int] = {"count": len(found)}
            yield Issue(code, sheet.file, sheet.sheet, found[0], params=count)


def _garbled(model: type[Row], texts: pl.DataFrame) -> pl.DataFrame:
    """Rows with letters that come of reading text as another encoding than it was written in."""
    columns = [
        column.name for column in model.columns().values() if column.kind in (Kind.TEXT, Kind.ID)
    ]
    return texts.filter(pl.any_horizontal(pl.col(columns).str.contains(GARBLED).fill_null(False)))
