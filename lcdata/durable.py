"""Writing that lasts: what a function here has written is on the disk when it returns."""

from __future__ import annotations

import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_UNFINISHED = ".unfinished-"
_AT_ONCE = 8
"""Files waited for together: a disk does not take longer over several."""


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folder, and keeps names by itself
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(folder: Path) -> None:
    """Waits for every file and folder below a folder, and for itself."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(sync, folder.rglob("*")))
    sync(folder)


def write_whole(path: Path, content: bytes) -> None:
    """Puts a file in place at once: after a crash it holds the old bytes or the new ones.

    Raises:
        OSError: it could not be written; the old file is as it was.
    """
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    try:
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(content)
        sync(unfinished)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    sync(path.parent)


def rename(path: Path, target: Path) -> None:
    """Renames a file or folder, and waits until both names are on the disk."""
    path.rename(target)
    for folder in {path.parent, target.parent}:
        sync(folder)


def set_aside(path: Path, aside: Path) -> None:
    """Moves what cannot be used into a folder of its own, under a name that is not taken."""
    aside.mkdir(mode=0o700, exist_ok=True)
    rename(path, aside / f"{uuid.uuid4().hex[:8]}-{path.name}")
