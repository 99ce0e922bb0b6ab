"""The program log: what the program did and what went wrong, one JSON object per line.

    logs/2026-11-30.jsonl       one file per day (UTC), removed after its term

No line holds a person, a path or anything delivered: of an error its kind and the places in the
code it came through are written, never its message, which may quote a delivery. Who did what is
in the access log. Several processes may write at once; a line is written in one call.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import logging
import os
import time
import traceback
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

MOST_BYTES = 32 * 1024 * 1024
"""Bytes of one day: a storm of errors must not fill the disk."""

DEEPEST = 40
"""Places in the code that are kept of one error, the innermost ones."""


class Level(StrEnum):
    """How much a line matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class ProgramLog:
    """The program log of one data directory.

    Attributes:
        folder: where the files lie.
        keep_days: days a file is kept.
    """

    folder: Path
    keep_days: int

    def note(self, event: str, level: Level = Level.INFO, **facts: object) -> None:
        """Adds a line.

        Args:
            event: what happened, from our own code.
            level: how much it matters.
            facts: ids, counts, durations and kinds; never a name, a path or a delivered text.

        Raises:
            OSError: it could not be written.
        """
        now = dt.datetime.now(dt.UTC)
        line = {"time": now.isoformat(timespec="milliseconds"), "level": level, "event": event}
        written = json.dumps({**line, "process": os.getpid(), **facts})
        path = self.folder / f"{now:%Y-%m-%d}.jsonl"
        if not path.exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.forget_old(now.date())
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(file).st_size < MOST_BYTES:
                os.write(file, f"{written}\n".encode("ascii"))
        finally:
            os.close(file)

    def note_fault(self, error: BaseException, **facts: object) -> str:
        """Adds a fault of ours; returns its reference, which may be shown to anybody.

        Raises:
            OSError: it could not be written.
        """
        reference = uuid.uuid4().hex[:8]
        self.note("fault", Level.ERROR, reference=reference, errors=described(error), **facts)
        return reference

    @contextmanager
    def timed(self, event: str) -> Iterator[dict[str, object]]:
        """Notes how long something took and how it ended; facts can be added on the way."""
        began, facts = time.monotonic(), dict[str, object]()
        try:
            yield facts
        except Exception as error:
            self._note_end(event, began, Level.ERROR, {"errors": described(error)})
            raise
        self._note_end(event, began, Level.INFO, facts)

    def _note_end(
        self, event: str, began: float, level: Level, facts: Mapping[str, object]
    ) -> None:
        seconds = round(time.monotonic() - began, 3)
        with suppress(OSError):  # what was done counts, also where it cannot be told
            self.note(event, level, seconds=seconds, **facts)

    def faults(self, days: int) -> int:
        """Faults of ours in so many days."""
        since = f"{dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days):%Y-%m-%d}.jsonl"
        recent = (path for path in self.folder.glob("????-??-??.jsonl") if path.name >= since)
        return sum(path.read_bytes().count(b'"event": "fault"') for path in recent)

    def forget_old(self, today: dt.date) -> None:
        """Removes the files that are past their term."""
        oldest = f"{today - dt.timedelta(days=self.keep_days):%Y-%m-%d}.jsonl"
        for path in self.folder.glob("????-??-??.jsonl"):
            if path.name < oldest:
                path.unlink(missing_ok=True)


class ProgramLogHandler(logging.Handler):
    """Writes what libraries log: where, the message before it was filled in, the kind of error.

    A message that is filled in already may hold anything, so it is left out.
    """

    def __init__(self, log: ProgramLog) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Adds one line; a log that cannot be written stops nobody."""
        facts: dict[str, object] = {"at": f"{record.name}.{record.funcName}:{record.lineno}"}
        if record.args:
            facts["message"] = str(record.msg)
        if record.exc_info and record.exc_info[1]:
            facts["errors"] = described(record.exc_info[1])
        levels = {logging.INFO: Level.INFO, logging.WARNING: Level.WARNING}
        with suppress(OSError, ValueError):
            self._log.note("library", levels.get(record.levelno, Level.ERROR), **facts)


def described(error: BaseException) -> list[dict[str, object]]:
    """An error and what it came from: kind and places in the code, the outermost place first."""
    found: list[dict[str, object]] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        found.append({"kind": type(current).__qualname__, **_number(current)} | _at(current))
        current = current.__cause__ or current.__context__
    return found


def _number(error: BaseException) -> dict[str, object]:
    """What the system calls it, as in ENOSPC."""
    if not isinstance(error, OSError) or error.errno is None:
        return {}
    return {"errno": errno.errorcode.get(error.errno, str(error.errno))}


def _at(error: BaseException) -> dict[str, object]:
    return {"at": places(error.__traceback__)}


def places(found: TracebackType | None) -> list[str]:
    """The places in the code: module, function and line; no path of this computer."""
    frames = [
        f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}:{line}"
        for frame, line in traceback.walk_tb(found)
    ]
    return frames[-DEEPEST:]
