"""SQL as named files, in the order of their names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcdata.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One statement or script; `name` is the file's stem."""

    name: str
    text: str


def read_sql_file(path: Path) -> SqlFile:
    """One SQL file.

    Raises:
        ConfigurationError: there is no such file.
    """
    try:
        return SqlFile(path.stem, path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigurationError(f"SQL file {path} is missing") from error


def read_sql_files(folder: Path) -> list[SqlFile]:
    """All SQL files of a folder, in the order of their names.

    Raises:
        ConfigurationError: the folder is missing or empty: the installation is incomplete.
    """
    files = [read_sql_file(path) for path in sorted(folder.glob("*.sql"))]
    if not files:
        raise ConfigurationError(f"no SQL files in {folder}")
    return files
