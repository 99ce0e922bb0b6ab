"""The promises of the marts: each check selects the rows that break one.

Of keys and references the contract makes them (`promises.py`), all others `sql/checks`.
"""

from __future__ import annotations

from pathlib import Path

from lcdata.errors import CheckFailure
from lcdata.warehouse.database import Connection
from lcdata.warehouse.promises import promises
from lcdata.warehouse.sql_files import SqlFile, read_sql_files


def check_marts(con: Connection, sql_dir: Path) -> None:
    """Holds every check against the marts.

    Raises:
        CheckFailure: names each broken rule and how many rows break it, never their content.
    """
    checks = sorted([*promises(), *read_sql_files(sql_dir / "checks")], key=lambda one: one.name)
    counted = [(one.name, _breaking_rows(con, one)) for one in checks]
    broken = [f"{name} ({count})" for name, count in counted if count]
    if broken:
        raise CheckFailure("; ".join(broken))


def _breaking_rows(con: Connection, file: SqlFile) -> int:
    rows = con.execute(f"select count(*) from (\n{file.text}\n)").fetchall()
    return int(rows[0][0])
