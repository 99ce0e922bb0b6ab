"""One run of a command line: whatever goes wrong is one line on the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from lcdata.errors import LcdataError
from lcdata.locale import DEFAULT_LANGUAGE, Language, words
from lcdata.program_log import ProgramLog

REFUSED = 2
FAULT = 3
STORED_NOT_PUBLISHED = 4
FOR_OTHERS = 0o077
"""What no file of this program allows: anything to another account of the computer."""


@dataclass(frozen=True)
class Run:
    """What is known of a run once its command has read the settings."""

    log: ProgramLog = field(default_factory=lambda: ProgramLog(Path("logs"), keep_days=90))
    language: Language = DEFAULT_LANGUAGE


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
    places in the code go into the program log and never to the screen, and with 4 when what was
    handed in is stored and could not be published.
    """
    os.umask(FOR_OTHERS)  # the server that `serve` becomes keeps it
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
    run = current.get()
    said = words(run.language)
    try:
        reference = run.log.note_fault(error)
    except OSError:
        return said.text("the data directory {path} cannot be used", path=run.log.folder.parent)
    return said.text(
        "unexpected error {reference}; details in {path}", reference=reference, path=run.log.folder
    )


def say(line: str) -> None:
    """One line on standard error."""
    print(f"lcdata: {line}", file=sys.stderr)  # noqa: T201  standard error is its output
