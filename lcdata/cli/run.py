"""One run of a command line: whatever goes wrong is one line on the screen."""

from __future__ import annotations

import datetime as dt
import sys
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from lcdata.errors import LcdataError
from lcdata.locale import Language, words

REFUSED = 2
FAULT = 3
STORED_NOT_PUBLISHED = 4
LOG = "faults.log"


@dataclass(frozen=True)
class Run:
    """What is known of a run once its command has read the settings."""

    data: Path = Path()
    language: Language = "nl"


class StoredNotPublished(Exception):
    """What was asked is stored, the old release stays live; `fault` is ours, to be logged."""

    def __init__(self, told: str, fault: Exception | None) -> None:
        super().__init__(told)
        self.fault = fault


_UNKNOWN = Run()
current: ContextVar[Run] = ContextVar("current", default=_UNKNOWN)


def run(command: Callable[[], object]) -> None:
    """Runs a command line.

    Exits with 2 when it was refused or is set up wrongly, with 3 for a fault of ours, whose
    traceback goes into the log of the data directory and never to the screen, and with 4 when
    what was handed in is stored and could not be published.
    """
    try:
        command()
    except StoredNotPublished as error:
        if error.fault is not None:
            say(_told(error.fault))
        say(str(error))
        sys.exit(STORED_NOT_PUBLISHED)
    except LcdataError as error:
        say(words(current.get().language).text(str(error)))
        sys.exit(REFUSED)
    except Exception as error:
        say(_told(error))
        sys.exit(FAULT)


def _told(error: Exception) -> str:
    """What the screen says of a fault of ours: where its details are, or why there are none."""
    run, reference = current.get(), uuid.uuid4().hex[:8]
    said = words(run.language)
    try:
        path = _log(error, reference)
    except OSError:
        return said.text("the data directory {path} cannot be used", path=run.data)
    return said.text(
        "unexpected error {reference}; details in {path}", reference=reference, path=path
    )


def _log(error: Exception, reference: str) -> Path:
    """Appends the traceback; the log lies with the data, because it may quote a delivery."""
    path = current.get().data / LOG
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as log:
        log.write(f"{reference} {dt.datetime.now(dt.UTC).isoformat()}\n")
        log.writelines(traceback.format_exception(error))
    return path


def say(line: str) -> None:
    """One line on standard error."""
    print(f"lcdata: {line}", file=sys.stderr)  # noqa: T201  standard error is its output
