"""What a message may repeat of what was delivered."""

from __future__ import annotations

_LENGTH = 40
_PERSONAL = ("display_name", "email")
_HIDDEN = "…"


def shown(text: str, column: str | None = None) -> str:
    """A short, printable piece of the text; nothing of it where it names a person."""
    if column in _PERSONAL or "@" in text:
        return _HIDDEN
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return printable if len(printable) <= _LENGTH else printable[: _LENGTH - 1] + "…"
