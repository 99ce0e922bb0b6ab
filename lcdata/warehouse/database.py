"""Opening DuckDB: no file but the named one, no extension, no way to switch that off again."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import duckdb
import polars as pl

from lcdata.errors import ConfigurationError
from lcdata.locale import N_

Connection: TypeAlias = duckdb.DuckDBPyConnection

Unreadable = (duckdb.CatalogException, duckdb.BinderException)
"""Raised by a query that does not fit the tables of a file."""

Damaged = duckdb.Error
"""Raised by a file that is cut or foreign, when it is opened or in the middle of reading."""

CANNOT_OPEN = N_("a file of the release cannot be read: run `lcdata build` to make it anew")
CANNOT_WRITE = N_(
    "the data directory cannot be written: see whether the disk is full, the directory read-only, "
    "or too many files are open"
)

_HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
}


def open_scratch() -> Connection:
    """A new database in memory, for the way from raw tables to marts."""
    return duckdb.connect(":memory:", config=_HARDENED)


def open_new(path: Path) -> Connection:
    """A new database file.

    Raises:
        FileExistsError: there is a file at this path; databases are never edited in place.
    """
    if path.exists():
        raise FileExistsError(path)
    return duckdb.connect(str(path), config=_HARDENED)


def open_published(path: Path) -> Connection:
    """A published database file, read-only; many processes may hold it at once.

    Raises:
        ConfigurationError: the file is missing or cannot be read.
    """
    try:
        return duckdb.connect(str(path), read_only=True, config=_HARDENED)
    except duckdb.Error as error:
        raise ConfigurationError(CANNOT_OPEN) from error


def store_frame(con: Connection, table: str, frame: pl.DataFrame) -> None:
    """Writes a frame as a new table with the frame's column types.

    Args:
        con: a writable connection.
        table: a name from our own code, never from a delivery.
        frame: any grain; also without rows.
    """
    con.register("incoming", frame.to_arrow())
    try:
        con.execute(f"create table {table} as select * from incoming")
    finally:
        con.unregister("incoming")
