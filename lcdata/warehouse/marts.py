"""The marts as frames, for the pipelines."""

from __future__ import annotations

import polars as pl

from lcdata.contracts.marts import MARTS, Marts
from lcdata.warehouse.database import Connection


def read_marts(con: Connection) -> Marts:
    """Every mart, with exactly the columns and types of `contracts.marts`, also without rows."""
    return {name: _read_mart(con, name, schema) for name, schema in MARTS.items()}


def _read_mart(con: Connection, name: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    # Sorted, because a join may return rows in any order and a release must not depend on it.
    columns = ", ".join(schema)
    frame: pl.DataFrame = con.sql(f"select {columns} from marts.{name} order by all").pl()
    return frame.select(pl.col(column).cast(dtype) for column, dtype in schema.items())
