"""Accepted rows of all live deliveries into the schema `raw`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.warehouse.database import Connection, store_frame

Tables = Mapping[str, pl.DataFrame]

_DELIVERED = {
    "delivered_by": pl.String(),
    "table_name": pl.String(),
    "column_name": pl.String(),
}


def load(con: Connection, deliveries: Mapping[str, Tables]) -> None:
    """Fills `raw.<table>` for every table of the contract, and `raw.delivered`.

    Each table holds the contract's columns and `delivered_by`; one that nobody delivered is
    there without rows. `raw.delivered` has one row per delivered table (`column_name` null) and
    one per column of it that holds at least one value.

    Args:
        con: a database without a schema `raw`.
        deliveries: organisation id → table name → accepted rows, the contract's columns.
    """
    con.execute("create schema raw")
    for table in TABLES:
        store_frame(con, f"raw.{table}", raw_table(table, deliveries))
    store_frame(con, "raw.delivered", delivered(deliveries))


def raw_table(table: str, deliveries: Mapping[str, Tables]) -> pl.DataFrame:
    """One table of all deliveries together. Grain: the delivered table's, per deliverer."""
    schema = TABLES[table].frame_schema()
    parts = [
        tables[table].select(
            pl.lit(organisation_id).alias("delivered_by"),
            *(pl.col(name).cast(dtype) for name, dtype in schema.items()),
        )
        for organisation_id, tables in sorted(deliveries.items())
        if table in tables
    ]
    return pl.concat([pl.DataFrame(schema={"delivered_by": pl.String(), **schema}), *parts])


def delivered(deliveries: Mapping[str, Tables]) -> pl.DataFrame:
    """What was handed in at all. Grain: deliverer × table, and × column that holds a value."""
    rows = [
        (organisation_id, *entry)
        for organisation_id, tables in sorted(deliveries.items())
        for entry in _handed_in(tables)
    ]
    return pl.DataFrame(rows, schema=_DELIVERED, orient="row")


def _handed_in(tables: Tables) -> Iterator[tuple[str, str | None]]:
    for table, model in TABLES.items():
        if table not in tables:
            continue
        yield table, None
        filled = tables[table].select(pl.col(*model.columns()).count())
        for column, values in filled.to_dicts()[0].items():
            if values:
                yield table, column
