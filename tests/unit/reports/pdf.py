"""A PDF as our typesetter writes it, opened just far enough to read what stands in it."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_FLAT = rb"(?:\\.|[^\\()])"
_NESTED = rb"(?:" + _FLAT + rb"|\(" + _FLAT + rb"*\))"
_STRING = rb"\((?:" + _FLAT + rb"|\(" + _NESTED + rb"*\))*\)"  # brackets in pairs stay as they are
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|(" + _STRING + rb")\s*Tj|\[((?:" + _STRING + rb"|[^\]()])*)\]\s*TJ",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def unpacked(pdf: bytes) -> bytes:
    """The file with every compressed stream opened."""

    def opened(match: re.Match[bytes]) -> bytes:
        try:
            return b"stream\n" + zlib.decompress(match[1]) + b"\nendstream"
        except zlib.error:
            return match[0]

    return _STREAM.sub(opened, pdf)


def text(pdf: bytes) -> str:
    """What stands on the pages, in the order of drawing, without any white space."""
    whole = unpacked(pdf)
    objects = dict(_OBJECT.findall(whole))
    fonts = {
        name: _letters(objects[_found(rb"/ToUnicode (\d+) 0 R", objects[number])])
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", whole)
    }
    pages = [objects[number] for number in re.findall(rb"/Contents (\d+) 0 R", whole)]
    return bare("".join(_said(page, fonts) for page in pages))


def bare(said: str) -> str:
    """A text as `text` gives it."""
    return "".join(said.split())


def page_count(pdf: bytes) -> int:
    """How many sheets it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", unpacked(pdf)))


def _found(pattern: bytes, where: bytes) -> bytes:
    match = re.search(pattern, where)
    assert match
    return match[1]


def _letters(table: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", table)
    return {int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in pairs}


def _said(page: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    said = []
    for match in _SHOWN.finditer(page):
        if match[1]:
            letters = fonts[match[1]]
            continue
        codes = b"".join(
            _ESCAPE.sub(_byte, part[1:-1]) for part in re.findall(_STRING, match[0], re.DOTALL)
        )
        said += [letters[high << 8 | low] for high, low in zip(*[iter(codes)] * 2, strict=True)]
    return "".join(said)


def _byte(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else _LETTERS.get(code, code)
