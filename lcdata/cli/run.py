"""One run of a command line: whatever goes wrong is one line on the screen."""

from __future__ import annotations

import datetime as dt
import os
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
LOG = "faults.log"
FOR_OTHERS = 0o077
"""What no file of this program allows: anything to another account of the computer."""


@dataclass(frozen=True)
class Run:
    """What is known of a run once its command has read the settings."""

    data: Path = Path()
    language: Language = "nl"


_UNKNOWN = Run()
current: ContextVar[Run] = ContextVar("current", default=_UNKNOWN)


def run(command: Callable[[], object]) -> None:
    """Runs a command line.

    Exits with 2 when it was refused or is set up wrongly, with 3 for a fault of ours, whose
    traceback goes into the log of the data directory and never to the screen.
    """
    os.umask(FOR_OTHERS)  # the server that `serve` becomes keeps it
    try:
        command()
    except LcdataError as error:
        _say(words(current.get().language).text(str(error)))
        sys.exit(REFUSED)
    except Exception as error:
        _say(_told(error))
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


def _say(line: str) -> None:
    print(f"lcdata: {line}", file=sys.stderr)  # noqa: T201  standard error is its output
