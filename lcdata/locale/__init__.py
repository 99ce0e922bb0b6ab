"""Words, numbers and dates in the reader's language: gettext catalogues and Babel.

English source strings are the message ids; the files of `nl/` beside this one hold the Dutch,
one per room. They are read once per process, so no compiled file has to be kept in step.
"""

from __future__ import annotations

from lcdata.locale.words import LANGUAGES, N_, Language, Words, words

__all__ = ["LANGUAGES", "N_", "Language", "Words", "words"]
