"""How the text of a delivered CSV was written: found by its bytes, never guessed in silence."""

from __future__ import annotations

import codecs
import re

from lcdata.errors import DeliveryRefused

MIXED = "utf-8 + cp1252"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_WINDOWS = (
    "\u0192\u201a-\u203a\u20ac\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u02c6\u02dc"
)
GARBLED = f"[ÃÂ][\u0080-\u00bf{_AS_WINDOWS}]|â\u20ac|[a-zà-ÿ][ƒŽŸÐˆ]|^[ƒÐˆ][a-z]"
"""What shows that text was decoded twice, or by the table of another kind of computer."""


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was written in: byte order mark, strict UTF-8, cp1252.

    UTF-16 without a mark shows itself by a zero in every other byte. A file that is UTF-8 in one
    line and cp1252 in another is read line by line.

    Raises:
        DeliveryRefused: none of them fits.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decoded(content[len(bom) :], encoding), encoding
    for encoding, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[:200:2])):
        if zeros.count(0) > len(zeros) * 0.8:
            return _decoded(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _by_line(content)


def _by_line(content: bytes) -> tuple[str, str]:
    """Text of which not every line is UTF-8."""
    lines = [_decoded_line(line) for line in re.split(b"(?<=\n)", content)]
    encoding = MIXED if any(is_wide for _, is_wide in lines) else "cp1252"
    return "".join(text for text, _ in lines), encoding


def _decoded_line(line: bytes) -> tuple[str, bool]:
    """The text of a line, and whether it is UTF-8 with more than ASCII in it."""
    try:
        return line.decode("utf-8"), not line.isascii()
    except UnicodeDecodeError:
        return _decoded(line, "cp1252"), False


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DeliveryRefused("encoding_unreadable") from error
