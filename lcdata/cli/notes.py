"""What commands say on standard error while they mend a data directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lcdata.cli.run import StoredNotPublished, say
from lcdata.errors import LcdataError
from lcdata.locale import N_, Words

if TYPE_CHECKING:
    from lcdata.config import Settings
    from lcdata.release import Note, NotPublished


class Heard:
    """Says each note as it comes; `exit_code` is 1 once one needs a hand."""

    def __init__(self, words: Words) -> None:
        self.exit_code = 0
        self.count = 0
        self._words = words

    def __call__(self, note: Note) -> None:
        """Says one note."""
        self.count += 1
        self.exit_code = max(self.exit_code, int(note.needs_a_hand))
        say(note.said(self._words))


def not_published(error: NotPublished, words: Words) -> StoredNotPublished:
    """The end of a command that stored something and could not publish it."""
    told = N_("stored, but not published; the old release stays live: {reason}")
    cause = error.__cause__
    fault = cause if isinstance(cause, Exception) and not isinstance(cause, LcdataError) else None
    return StoredNotPublished(words.text(told, reason=words.text(str(error))), fault)


def catch_up(settings: Settings) -> None:
    """Publishes what is stored and not published; whatever is in the way is said, and no more."""
    from lcdata import release as use_cases
    from lcdata.locale import words

    said = words(settings.language)
    try:
        use_cases.catch_up(settings, tell=Heard(said))
    except LcdataError as error:
        say(said.text(str(error)))
