"""Rows in the contract's types, written as the CSV files a delivery has."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping

import polars as pl

from lcdata.contracts.registry import TABLES


def as_delivered(tables: Mapping[str, pl.DataFrame]) -> dict[str, bytes]:
    """File name → CSV that is read back as the same rows.

    So that rows laid together go through the checks of a delivery, by the same code.
    """
    return {f"{name}.csv": _csv(name, frame) for name, frame in tables.items()}


def _csv(table: str, frame: pl.DataFrame) -> bytes:
    columns = list(TABLES[table].columns())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in frame.select(columns).iter_rows():
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(str, value)) or "none"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)
