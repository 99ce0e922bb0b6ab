"""How long a sign-in counts; what is remembered of it lies in the data directory.

The cookie of a browser lives for weeks and can be copied. So a sign-in ends here: at a fixed age,
which follows from the moment in the signed token, after a time without use, and when somebody
signs out. One empty file per sign-in, whose time is the last use, survives a restart. Without its
file a sign-in counts as last used when it was made, so that a lost file never lengthens it.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lcdata.signin.identity import Identity

AHEAD = dt.timedelta(minutes=5)
"""How far a provider's clock may run ahead of ours."""


class Standing(StrEnum):
    """Whether a sign-in still counts."""

    NEW = "new"
    OPEN = "open"
    TIMED_OUT = "timed out"


@dataclass(frozen=True)
class Sessions:
    """The sign-ins of one data directory.

    Attributes:
        folder: where they are remembered.
        idle: how long one may be unused.
        longest: how old one may become.
    """

    folder: Path
    idle: dt.timedelta
    longest: dt.timedelta

    def standing(self, identity: Identity) -> Standing:
        """Whether the sign-in counts now; does not count as use."""
        now = dt.datetime.now(dt.UTC)
        since, used = identity.since, self._last_use(identity)
        if since is None or since > now + AHEAD or now - since > self.longest:
            return Standing.TIMED_OUT
        if now - (used or since) > self.idle or self._ended(identity).exists():
            return Standing.TIMED_OUT
        return Standing.OPEN if used else Standing.NEW

    def use(self, identity: Identity) -> Standing:
        """Whether the sign-in counts now; if so, this is its last use."""
        found = self.standing(identity)
        if found is Standing.NEW:
            self._forget_old()
        if found is not Standing.TIMED_OUT:
            self._mark(self._used(identity))
        return found

    def end(self, identity: Identity) -> None:
        """From now on the sign-in never counts again, whoever shows its cookie."""
        self._mark(self._ended(identity))

    def _used(self, identity: Identity) -> Path:
        return self.folder / identity.sign_in

    def _ended(self, identity: Identity) -> Path:
        return self.folder / f"{identity.sign_in}.ended"

    def _last_use(self, identity: Identity) -> dt.datetime | None:
        try:
            return dt.datetime.fromtimestamp(self._used(identity).stat().st_mtime, dt.UTC)
        except FileNotFoundError:
            return None

    def _mark(self, file: Path) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        os.utime(file)

    def _forget_old(self) -> None:
        """Removes what its age alone keeps out."""
        oldest = dt.datetime.now(dt.UTC) - self.longest - AHEAD
        for file in self.folder.glob("*"):
            with suppress(FileNotFoundError):  # another session removes it at the same time
                if file.stat().st_mtime < oldest.timestamp():
                    file.unlink()
