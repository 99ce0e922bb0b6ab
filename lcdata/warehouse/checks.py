"""The promises of the marts: each file of `sql/checks` selects the rows that break one."""

from __future__ import annotations

from pathlib import Path

from lcdata.errors import CheckFailure
from lcdata.warehouse.database import Connection
from lcdata.warehouse.sql_files import SqlFile, read_sql_files


def check_marts(con: Connection, sql_dir: Path) -> None:
    """Holds every check against the marts.

    Raises:
        CheckFailure: names each broken rule and how many rows break it, never their content.
    """
    counted = [
        (file.name, _breaking_rows(con, file)) for file in read_sql_files(sql_dir / "checks")
    ]
    broken = [f"{name} ({count})" for name, count in counted if count]
    if broken:
        raise CheckFailure("; ".join(broken))


def _breaking_rows(con: Connection, file: SqlFile) -> int:
    rows = con.execute(f"select count(*) from (\n{file.text}\n)").fetchall()
    return int(rows[0][0])
