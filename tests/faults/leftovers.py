"""What an upload may have left behind: files with rows of persons, processes that hold them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from lcdata.config import Settings

EVERYBODYS = tuple(
    sorted({Path(tempfile.gettempdir()), *map(Path, ("/tmp", "/var/tmp", "/dev/shm"))})
)
"""The folders for everybody's temporary files."""
LARGEST = 16 * 1024 * 1024
"""Bytes of a file in everybody's folders that is looked into; an upload here has a tenth."""


def everybodys() -> set[Path]:
    """What lies in the folders for everybody's temporary files."""
    return {path for folder in EVERYBODYS if folder.is_dir() for path in folder.iterdir()}


def leftovers(
    settings: Settings, temporary: Path, new: Collection[Path], ids: Collection[bytes]
) -> list[Path]:
    """Files of an upload outside the store and the releases.

    Nothing at all may lie in the folder of uploads and in the server's own temporary folder.
    Elsewhere a file counts that has one of these persons in it: others write there too.
    """
    own = [*within(settings.uploads_dir), *within(temporary)]
    rows = (settings.deliveries_dir, settings.releases_dir)
    others = [path for path in within(settings.data) if not any(map(path.is_relative_to, rows))]
    others += [path for entry in new for path in within(entry)]
    return own + [path for path in others if path not in own and any(x in read(path) for x in ids)]


def within(folder: Path) -> list[Path]:
    """The files of a folder, which others may change meanwhile; a file is one of itself."""
    inside = (Path(where) / name for where, _, names in os.walk(folder) for name in names)
    return [path for path in (folder, *inside) if path.is_file()]


def read(path: Path) -> bytes:
    """The bytes of a file that its owner may take away meanwhile."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return b""


def running_with(temporary: Path) -> list[str]:
    """Processes that were started with this temporary folder, where the system tells."""
    variable, found = f"TMPDIR={temporary}".encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        if variable in read_variables(process):
            found.append(process.name)
    return found


def read_variables(process: Path) -> list[bytes]:
    """The variables of a process that may end meanwhile; a dead one has none."""
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return []
