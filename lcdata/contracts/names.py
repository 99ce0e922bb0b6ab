"""Names of persons inside a text that more people read than may know the names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

HIDDEN = "…"
SURNAME_LETTERS = 4
"""A shorter surname is too often a word of its own."""

_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_SURNAME = re.compile(rf"{_WORD}$")


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """The names that occur in the text, in the order given.

    A name occurs with all its words, in any case and with any white space between them, or by
    its surname of at least four letters as a word with a capital. A name of one word also
    needs its capital, or the verb `wil` would be a person.
    """
    return [name for name in names if any(p.search(text) for p in _patterns(name))]


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with `…` in the place of every name that `names_in` finds; full names first."""
    patterns = sorted((p for name in names for p in _patterns(name)), key=_longest_first)
    for pattern in patterns:
        text = pattern.sub(HIDDEN, text)
    return text


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    words = name.replace(",", " ").split()
    found = []
    if len(words) > 1:
        found.append(_whole(r"[\s,]+".join(map(re.escape, words))))
    surname = words[0] if len(words) == 1 else _surname(name)
    if surname:
        found.append(_capitalised(surname))
    return tuple(found)


def _surname(name: str) -> str | None:
    """`Jansen` of `Piet Jansen` and of `Jansen, Piet`; None when too short or no word."""
    last = _SURNAME.search(name.partition(",")[0].strip())
    return last[0] if last and len(last[0]) >= SURNAME_LETTERS else None


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _capitalised(word: str) -> re.Pattern[str]:
    """The word with a capital, whatever the case of the rest."""
    first, rest = re.escape(word[0].upper()), re.escape(word[1:])
    return re.compile(rf"(?<!\w){first}(?i:{rest})(?!\w)")


def _longest_first(pattern: re.Pattern[str]) -> int:
    return -len(pattern.pattern)
