"""Text from outside as text on paper: nothing in it misleads, and every character can be drawn."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lcdata.contracts.grammar import visible

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character the shipped face does not have: an emoji, a script of elsewhere."""

_NOT_DRAWN = re.compile(
    "[^ -~\u00a0-\u017f\u0300-\u0304\u0306-\u030c\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    "\u0400-\u045f\u1e80-\u1e85\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022"
    "\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u2044\u2070\u2074-\u2079\u2080-\u2089\u20ac\u2122"
    "\u2190-\u2199\u2212\u2248\u2260\u2264\u2265]"
)
"""What the face lacks. PDF/A refuses a document with such a character, so one name would cost
everyone the report."""


def printable(text: str) -> str:
    """The text on one line, without unseen characters; what cannot be drawn has a placeholder."""
    one_line = " ".join(unicodedata.normalize("NFC", visible(text)).split())
    return _NOT_DRAWN.sub(PLACEHOLDER, one_line)


def all_printable(value: Any) -> Any:  # noqa: ANN401  whatever JSON can hold
    """The same for every text within lists and mappings."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: all_printable(part) for name, part in value.items()}
    return [all_printable(part) for part in value] if isinstance(value, list | tuple) else value
