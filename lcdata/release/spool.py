"""Where the server's web framework puts large uploads while they come in.

It keeps them in files that have no name where the system allows that. They go into a folder of the
data directory, with the protection of the data, and not into the folder for everybody's temporary
files.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from lcdata.config import Settings

_OWNER_ONLY = 0o700


def keep_uploads_here(settings: Settings) -> None:
    """Makes the folder, empty, and has every temporary file of this process made in it."""
    clear_uploads(settings)
    settings.uploads_dir.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    settings.uploads_dir.chmod(_OWNER_ONLY)
    tempfile.tempdir = str(settings.uploads_dir.resolve())


def clear_uploads(settings: Settings) -> None:
    """Deletes what an upload left that was interrupted."""
    if not settings.uploads_dir.is_dir():
        return
    for path in settings.uploads_dir.iterdir():
        with suppress(OSError):  # in use by a server on a system where that forbids it
            _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
