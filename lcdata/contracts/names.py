"""Names of persons inside a text that more people read than may know the names. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

HIDDEN = "…"
SURNAME_LETTERS = 4
"""A shorter surname is too often a word of its own."""

_WORD = re.compile(r"[^\W_]+")
_SURNAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*$")
_BETWEEN = re.compile(r"[\s,.'’()_/\-‐‑–—]+")
"""What may stand between the words of one name."""

Words = tuple[str, ...]
_Found = list[re.Match[str]]


@dataclass(frozen=True)
class Names:
    """Names to look for, each text read once however many there are.

    A name occurs with all its words in a row, from any of them on (`Jansen, Piet`), in any case
    and with white space, commas or hyphens between them; or by its surname of at least four
    letters with a capital. A name of one word also needs its capital, or the verb `wil` would be
    a person. Accents make no difference.

    Attributes:
        names: as they were delivered.
    """

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """These names, each once."""
        return cls(tuple(dict.fromkeys(names)))

    def occur_in(self, text: str) -> bool:
        """Whether the text holds any of the names."""
        return next(self._places(text), None) is not None

    def taken_out_of(self, text: str) -> str:
        """The text with `…` in the place of every name, the longest first."""
        parts, end = [], 0
        for start, stop in self._places(text):
            parts += [text[end:start], HIDDEN]
            end = stop
        return "".join([*parts, text[end:]])

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the names are, from left to right."""
        words = list(_WORD.finditer(text))
        plain = [_plain(word[0]) for word in words]
        joined = [bool(_BETWEEN.fullmatch(text, a.end(), b.start())) for a, b in pairwise(words)]
        position = 0
        while position < len(words):
            length = self._length(words, plain, joined, position)
            if length:
                yield words[position].start(), words[position + length - 1].end()
            position += length or 1

    def _length(
        self, words: _Found, plain: Sequence[str], joined: Sequence[bool], start: int
    ) -> int:
        """Words of the longest name that begins here; 0 where none does."""
        is_capital = words[start][0][0].isupper()
        for length in self._lengths.get(plain[start], ()):
            name = tuple(plain[start : start + length])
            is_name = name in self._whole or (is_capital and name in self._capital)
            is_row = len(name) == length and all(joined[start : start + length - 1])
            if is_name and is_row:
                return length
        return 0

    @cached_property
    def _whole(self) -> frozenset[Words]:
        """All words of each name, from any of them on."""
        split = [_words(name) for name in self.names]
        turned = (words[i:] + words[:i] for words in split for i in range(len(words)))
        return frozenset(words for words in turned if len(words) > 1)

    @cached_property
    def _capital(self) -> frozenset[Words]:
        """What counts with a capital alone: surnames, and names of one word."""
        alone = (words for name in self.names if len(words := _words(name)) == 1)
        surnames = (_words(surname) for name in self.names if (surname := _surname(name)))
        return frozenset(alone) | frozenset(surnames)

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """First word → how many words names that begin with it have, the most first."""
        found: dict[str, set[int]] = {}
        for words in self._whole | self._capital:
            found.setdefault(words[0], set()).add(len(words))
        return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _words(name: str) -> Words:
    return tuple(map(_plain, _WORD.findall(name)))


def _plain(word: str) -> str:
    """Without case and accents."""
    taken_apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def _surname(name: str) -> str | None:
    """`Jansen` of `Piet Jansen` and of `Jansen, Piet`; None when too short or no word."""
    last = _SURNAME.search(name.partition(",")[0].strip())
    return last[0] if last and len(last[0]) >= SURNAME_LETTERS else None
