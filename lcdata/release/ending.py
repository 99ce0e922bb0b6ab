"""The end of the program: a delivery in progress may finish, within a bound.

What is not finished then is undone: a delivery is stored, and a release published, as a whole or
not at all, and the next start clears what was half made.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

BOUND_SECONDS = 20.0
"""How long a delivery in progress may go on after the program was told to end."""
_TERMINATED = 128 + int(signal.SIGTERM)

_changed = threading.Condition()
_under_way = 0


@contextmanager
def in_progress() -> Iterator[None]:
    """Marks a delivery that the end of the server waits for; see `wait`."""
    global _under_way
    with _changed:
        _under_way += 1
    try:
        yield
    finally:
        with _changed:
            _under_way -= 1
            _changed.notify_all()


def wait(seconds: float = BOUND_SECONDS) -> bool:
    """Whether every delivery in progress has ended within so many seconds."""
    until = time.monotonic() + seconds
    with _changed:
        return _changed.wait_for(lambda: not _under_way, until - time.monotonic())


@contextmanager
def finishing(seconds: float = BOUND_SECONDS) -> Iterator[None]:
    """Lets a command finish after SIGTERM, for so many seconds; then the process ends.

    For the main thread. A command that finished in time leaves with the exit code of SIGTERM.
    """
    was_told = threading.Event()

    def told(_number: int, _frame: FrameType | None) -> None:
        if not was_told.is_set():
            was_told.set()
            clock = threading.Timer(seconds, os._exit, [_TERMINATED])
            clock.daemon = True
            clock.start()

    before = signal.signal(signal.SIGTERM, told)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
    if was_told.is_set():
        sys.exit(_TERMINATED)
