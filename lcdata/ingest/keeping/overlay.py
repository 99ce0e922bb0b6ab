"""What was added, laid over what was delivered: by key, the newer row on top. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.ingest.keeping.additions import Addition

_ROW = "_row"


def laid_over(
    delivered: Mapping[str, pl.DataFrame],
    additions: Iterable[Addition],
    exported_at: dt.datetime | None,
) -> dict[str, pl.DataFrame]:
    """The tables of a delivery with what was added to it, by key.

    A row of an addition made after the export stands instead of the delivered one; of an older
    addition only rows stand that the delivery lacks, because it has what became of the others.

    Args:
        delivered: table → the contract's columns and `_row`.
        additions: the oldest first.
        exported_at: of the delivery.

    Raises:
        ValueError: an addition is not as it was written.
        OSError: an addition is not there.
    """
    tables = dict(delivered)
    for addition in additions:
        is_newer = exported_at is None or addition.moment > exported_at
        for name, rows in addition.tables().items():
            tables[name] = _over(tables.get(name), rows, name, is_newer=is_newer)
    return tables


def with_rows(
    tables: Mapping[str, pl.DataFrame], rows: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """Tables with these rows on top of theirs, by key.

    Args:
        tables: table → the contract's columns and `_row`.
        rows: table → the contract's columns.
    """
    new = {name: _over(tables.get(name), one, name, is_newer=True) for name, one in rows.items()}
    return {**tables, **new}


def _over(
    below: pl.DataFrame | None, rows: pl.DataFrame, table: str, *, is_newer: bool
) -> pl.DataFrame:
    """One table with rows added; added rows are numbered after the delivered ones."""
    model = TABLES[table]
    if below is None:
        below = pl.DataFrame(schema={**model.frame_schema(), _ROW: pl.Int64()})
    last = below[_ROW].max() if below.height else 0
    first = (last if isinstance(last, int) else 0) + 1
    numbered = rows.select(*model.columns()).with_row_index(_ROW, offset=first)
    added = numbered.with_columns(pl.col(_ROW).cast(pl.Int64)).select(below.columns)
    keys = list(model.key)
    if is_newer:
        return pl.concat([below.join(added, on=keys, how="anti"), added])
    return pl.concat([below, added.join(below, on=keys, how="anti")])
