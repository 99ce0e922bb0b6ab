"""From raw tables to marts: macros, then staging views, then mart tables."""

from __future__ import annotations

from pathlib import Path

from lcdata.warehouse.database import Connection
from lcdata.warehouse.sql_files import read_sql_file, read_sql_files


def transform(con: Connection, sql_dir: Path) -> None:
    """Builds the schemas `staging` (views) and `marts` (tables) on top of `raw`.

    Files run in the order of their names; marts read staging views only, so no other order
    is needed.
    """
    con.execute(read_sql_file(sql_dir / "macros.sql").text)
    con.execute("create schema staging")
    for file in read_sql_files(sql_dir / "staging"):
        con.execute(f"create view staging.{file.name} as {file.text}")
    con.execute("create schema marts")
    for file in read_sql_files(sql_dir / "marts"):
        con.execute(f"create table marts.{file.name} as {file.text}")
