"""Words, numbers and dates in the reader's language: gettext catalogues and Babel.

English source strings are the message ids; the files of `nl/` beside this one hold the Dutch,
one per room. They are read once per process, so no compiled file has to be kept in step.
"""

from __future__ import annotations

from lcdata.locale.languages import (
    CONVENTIONS,
    DEFAULT_LANGUAGE,
    LANGUAGES,
    Language,
    language_of,
)
from lcdata.locale.words import N_, Words, words

__all__ = [
    "CONVENTIONS",
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "N_",
    "Language",
    "Words",
    "language_of",
    "words",
]
