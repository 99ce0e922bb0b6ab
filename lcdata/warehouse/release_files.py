"""The files of one release: what each was when it was written, and whether it still is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lcdata.errors import ConfigurationError
from lcdata.warehouse.database import Damaged, open_published

PAGES = "duckdb"
RAW = "raw.duckdb"
PERSONS = "persons.duckdb"
PARTS = (PAGES, RAW, PERSONS)
PUBLISHED = "published"

_MAKING = "select release_id, created_at, is_sample, program from meta"


def entries(folder: Path, release_id: str) -> bytes:
    """The mark of a published release: size and sha256 of each of its files."""
    told = {part: _entry(folder / f"{release_id}.{part}") for part in PARTS}
    return json.dumps(told, indent=1).encode()


def is_sound(folder: Path, release_id: str, *, thorough: bool) -> bool:
    """Whether a release can be read as it was written.

    Args:
        folder: of the releases.
        release_id: one of them.
        thorough: whether every byte is held against the mark; else the sizes are. In either case
            the file of the pages opens and says it is this release; without a mark (lcdata 0.1.0),
            every file does and every row of it is read.
    """
    try:
        told = _told(folder / f"{release_id}.{PUBLISHED}")
        opened = (PAGES,) if told else PARTS
        is_read = not told
        return all(
            _is_as_told(
                folder / f"{release_id}.{part}", told[part] if told else None, thorough=thorough
            )
            for part in PARTS
        ) and all(
            _names_itself(folder / f"{release_id}.{part}", is_read=is_read) == release_id
            for part in opened
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _is_as_told(path: Path, told: Mapping[str, Any] | None, *, thorough: bool) -> bool:
    if not path.is_file() or path.is_symlink():
        return False
    if told is None:
        return True
    return path.stat().st_size == told["bytes"] and (not thorough or _entry(path) == told)


def _told(mark: Path) -> Mapping[str, Any]:
    """What the mark says; nothing in one of lcdata 0.1.0, or while there is none yet."""
    content = mark.read_bytes() if mark.exists() else b""
    told = json.loads(content) if content else {}
    if not isinstance(told, dict):
        raise ValueError(mark)
    return told


def _names_itself(path: Path, *, is_read: bool) -> str | None:
    """The release a file says it is part of; None where it, or what is read of it, is damaged."""
    try:
        with open_published(path) as con:
            found = con.execute(_MAKING).fetchone()
            for (name,) in con.execute("show tables").fetchall() if is_read else ():
                con.table(name).fetchall()
    except (Damaged, ConfigurationError):
        return None
    return str(found[0]) if found else None


def _entry(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": sha256}
