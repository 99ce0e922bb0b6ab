from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.errors import ConfigurationError
from lcdata.warehouse.sql_files import read_sql_file, read_sql_files


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.sql", "a.sql", "note.txt"):
        (tmp_path / name).write_text("select 1", encoding="utf-8")
    assert [file.name for file in read_sql_files(tmp_path)] == ["a", "b"]


def test_a_folder_without_sql_means_a_broken_installation(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no SQL files"):
        read_sql_files(tmp_path / "missing")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"cells\.sql"):
        read_sql_file(tmp_path / "cells.sql")
