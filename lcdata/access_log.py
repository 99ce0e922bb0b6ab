"""The access log: who did what, when, in which role; never a figure.

One JSON object per line, only ever added to. JSON escapes what could end a line or steer a
terminal, so a name cannot forge an event. The file is the installation's own, in the data
directory and apart from the releases.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

LONGEST = 200
"""Characters of one field; what is longer is cut, so that a line stays a line."""

_LINE_BYTES = 8192
"""More than the longest line: four fields of escaped characters."""


class Event(StrEnum):
    """What can be logged."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    TIMED_OUT = "timed out"
    REFUSED = "refused"
    OPENED = "opened"
    VIEWED_AS = "viewed as"
    DOWNLOADED = "downloaded"
    DELIVERED = "delivered"
    BUILT = "built"
    ROLLED_BACK = "rolled back"
    PURGED = "purged"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_UNDONE = "withdrawal undone"
    ADDED = "added"
    TAKEN_BACK = "taken back"
    HEALED = "healed"
    DAMAGED = "damaged"
    BACKED_UP = "backed up"
    RESTORED = "restored"


@dataclass(frozen=True)
class Actor:
    """Who does something: a person, or the console, and the scope they act in."""

    person: str
    scope: str = ""


CONSOLE = Actor("console")


@dataclass(frozen=True)
class Entry:
    """One event as it was logged; `time` in UTC, `what` the page, file or release it is about."""

    time: dt.datetime
    person: str
    scope: str
    event: str
    what: str

    def to_json(self) -> str:
        """The entry as one line in plain ASCII."""
        fields = (self.person, self.scope, self.event, self.what)
        names = ("person", "scope", "event", "what")
        said = {name: value[:LONGEST] for name, value in zip(names, fields, strict=True)}
        return json.dumps({"time": self.time.isoformat(timespec="seconds"), **said})

    def to_text(self) -> str:
        """The entry for reading on a console; what a terminal would act on is written out."""
        fields = (self.person, self.scope or "-", self.event, self.what)
        moment = f"{self.time.astimezone():%Y-%m-%d %H:%M:%S}"
        return "  ".join([moment, *(_shown(field) for field in fields)]).rstrip()


def record(path: Path, actor: Actor, event: Event, what: str = "") -> None:
    """Adds one event.

    Raises:
        OSError: it could not be written; then what was to be logged must not go on.
    """
    now = dt.datetime.now(dt.UTC)
    line = Entry(now, actor.person, actor.scope, event, what).to_json()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(file).st_size
        # A crash may have left half a line; the next event must not become its end.
        is_torn = size > 0 and os.lseek(file, -1, os.SEEK_END) >= 0 and os.read(file, 1) != b"\n"
        start = "\n" if is_torn else ""
        os.write(file, f"{start}{line}\n".encode("ascii"))
    finally:
        os.close(file)


def entries(path: Path) -> Iterator[Entry]:
    """Every event, oldest first; a line that is none is passed over."""
    if not path.is_file():
        return
    with path.open("rb") as lines:
        for line in lines:
            entry = _parsed(line)
            if entry:
                yield entry


def newest(path: Path, count: int) -> list[Entry]:
    """The newest events, newest first; reads the end of the file only."""
    if not path.is_file():
        return []
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - count * _LINE_BYTES))
        found = [entry for line in file if (entry := _parsed(line))]
    return found[: -count - 1 : -1]


def _parsed(line: bytes) -> Entry | None:
    try:
        said = json.loads(line)
        moment = dt.datetime.fromisoformat(said["time"])
        return Entry(moment, *(str(said[name]) for name in ("person", "scope", "event", "what")))
    except (ValueError, KeyError, TypeError):
        return None


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
