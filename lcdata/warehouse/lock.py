"""One writer at a time; readers never wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from lcdata.errors import ConfigurationError
from lcdata.locale import N_

PATIENCE_SECONDS = 60.0


@contextmanager
def writing(data: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Holds the writers' lock of a data directory; the system drops it when the process dies.

    Raises:
        ConfigurationError: another process has been writing for too long.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(data / "lock", timeout=patience):
            yield
    except Timeout as error:
        raise ConfigurationError(
            N_("another command is writing into this data directory; try again later")
        ) from error
