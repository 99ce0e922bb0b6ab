"""One writer at a time; readers never wait."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from lcdata.errors import ConfigurationError
from lcdata.locale import N_
from lcdata.warehouse.database import CANNOT_WRITE
from lcdata.warehouse.layout import require_known

PATIENCE_SECONDS = 60.0

_NO_ROOM = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EMFILE,
        errno.ENFILE,
        errno.EIO,
    }
)
"""What the disk or the system refuses, and no mistake of this program."""


@contextmanager
def writing(data: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Holds the writers' lock of a data directory; the system drops it when the process dies.

    Raises:
        ConfigurationError: another process has been writing for too long, a newer program has
            written here, or nothing can be written here.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(data / "lock", timeout=patience):
            require_known(data)
            yield
    except Timeout as error:
        raise ConfigurationError(
            N_("another command is writing into this data directory; try again later")
        ) from error
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise ConfigurationError(CANNOT_WRITE) from error
