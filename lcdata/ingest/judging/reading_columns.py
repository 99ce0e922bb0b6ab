"""Columns that are there for reading: a name beside an id, which must be the name of that id.

A template has one. Sorted by itself, or typed over, it makes whoever fills in the register by name
fill in somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from lcdata.ingest.judging.cross_references import Finding
from lcdata.ingest.reading.parsing import clean_cells
from lcdata.ingest.reading.raw_table import RawTable
from lcdata.ingest.shown import shown

_MOST = 0.5


def differing_names(raw: RawTable, persons: pl.DataFrame) -> Iterator[Finding]:
    """One finding per row whose name is of another person than its id; never which name.

    Args:
        raw: a table with a column `person_id`, and its sheet.
        persons: the accepted rows of table `person`.
    """
    if "person_id" not in raw.texts.columns or raw.sheet.cells.is_empty():
        return
    named = persons.group_by(name=pl.col("display_name")).agg(ids=pl.col("person_id"))
    rows = raw.texts.select("_row", "person_id").drop_nulls()
    cells = clean_cells(raw.sheet.cells)
    for position in cells.columns:
        beside = rows.with_columns(name=cells[position].gather(rows["_row"] - 1))
        filled = beside.filter(pl.col("name").is_not_null())
        matched = filled.join(named, on="name", maintain_order="left")
        if matched.height > filled.height * _MOST:
            wrong = matched.filter(~pl.col("ids").list.contains(pl.col("person_id")))
            for row, value, ids in wrong.select("_row", "person_id", "ids").iter_rows():
                params = {"value": shown(value), "near": shown(ids[0])}
                yield Finding("name_of_another", raw.model.table, row, "person_id", params)
