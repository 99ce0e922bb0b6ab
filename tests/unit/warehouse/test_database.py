from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from lcdata.errors import ConfigurationError
from lcdata.locale import words
from lcdata.warehouse.database import open_new, open_published, open_scratch, store_frame
from lcdata.warehouse.lock import writing


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/leak.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_sql_reaches_nothing_outside_its_database(statement: str) -> None:
    with open_scratch() as con, pytest.raises(duckdb.Error):
        con.execute(statement)


def test_a_published_file_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "release.duckdb"
    with open_new(path) as con:
        con.execute("create table t as select 1 as x")
    with open_published(path) as con, pytest.raises(duckdb.InvalidInputException):
        con.execute("insert into t values (2)")


def test_a_database_is_never_edited_in_place(tmp_path: Path) -> None:
    path = tmp_path / "release.duckdb"
    path.write_bytes(b"")
    with pytest.raises(FileExistsError):
        open_new(path)


def test_a_file_that_is_no_database_is_reported_without_its_path(tmp_path: Path) -> None:
    path = tmp_path / "release.duckdb"
    path.write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(ConfigurationError) as refused:
        open_published(path)
    assert "release.duckdb" not in str(refused.value)
    assert words("nl").text(str(refused.value)).startswith("een bestand van deze uitgave")


def test_a_frame_keeps_its_types_also_without_rows() -> None:
    schema = {"a": pl.String(), "b": pl.List(pl.Int64()), "c": pl.Datetime("us")}
    with open_scratch() as con:
        store_frame(con, "t", pl.DataFrame(schema=schema))
        assert dict(con.sql("from t").pl().schema) == schema


def test_values_are_never_read_as_sql() -> None:
    sharp = "x'); drop table t; --"
    with open_scratch() as con:
        store_frame(con, "t", pl.DataFrame({"name": [sharp]}))
        assert con.sql("from t").fetchall() == [(sharp,)]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with (
        writing(tmp_path),
        pytest.raises(ConfigurationError, match="writing"),
        writing(tmp_path, patience=0.05),
    ):
        raise AssertionError("two writers at once")
