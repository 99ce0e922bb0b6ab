"""Words, numbers and dates in the reader's language: gettext catalogues and Babel.

English source strings are the message ids; `nl.po` beside this file holds the Dutch. The
catalogue is read once per process and language, so no compiled file has to be kept in step.
"""

from __future__ import annotations

from lcdata.locale.words import LANGUAGES, Language, Words, words

__all__ = ["LANGUAGES", "Language", "Words", "words"]
