"""Damage to deliveries, one small change at a time, from a seed: csv, zip and xlsx."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

NASTY = (
    "", "NULL", "#N/A", "=1+1", "-1", "1e308", "9" * 40, "31-02-2026", "2-13-2026", "0026-03-07",
    "2026-10-12 25:00", "\u202e", "\x00", "'", '"', '""', "é" * 300, "1.000", "🐌", "../..", "NaN",
    "Infinity", "TRUE", "1,5", "2026-10-12T12:00:00Z", "۱۲", "\ufeff", "\n", ",", ";", "\t", "|",
)  # fmt: skip
BYTES = (b"\x00", b'"', b"\n", b"\r", b",", b";", b"\xff", b"\xc3", b"\x1a", b"<", b">", b"&", b"'")
MARKUP = (
    '<c r="XFD1048576"><v>1</v></c>',
    "<c r='A99999999'><v>1</v></c>",
    '<c t="s"><v>999999999</v></c>',
    '<c t="e"><v>#REF!</v></c>',
    '<c r="A2"><f>1/0</f></c>',
    "<c><v>1e999</v></c>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<a>" * 2000,
    "&b;",
    "</row>",
    '<row r="0">',
    '<mergeCell ref="A1:XFD1048576"/>',
)

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Damaged:
    """A delivery with one change.

    Attributes:
        kind: csv, zip or xlsx.
        how: what was done, for the report.
        files: file name → bytes; of a zip or workbook one file.
    """

    kind: str
    how: str
    files: Files


def damaged(kind: str, whole: Files, dice: random.Random) -> Damaged:
    """One change, drawn by the dice.

    Args:
        kind: csv, zip or xlsx.
        whole: the files of the folder, or the members of the zip or workbook.
        dice: decides what and where.
    """
    changes = {"csv": _CSV, "zip": _ZIP, "xlsx": _XLSX}[kind]
    change = dice.choice(changes)
    return Damaged(kind, change.__name__.strip("_"), change(dict(whole), dice))


def _packed(members: Files, name: str) -> dict[str, bytes]:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, part in members.items():
            archive.writestr(member, part)
    return {name: content.getvalue()}


def _one(files: dict[str, bytes], dice: random.Random, change: Callable[[bytes], bytes]) -> Files:
    """The files with one of them changed; large ones are drawn more often."""
    names = sorted(files)
    (name,) = dice.choices(names, [len(files[name]) + 1 for name in names])
    return {**files, name: change(files[name])}


def _byte(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content) + 1)
    new = dice.choice((*BYTES, bytes([dice.randrange(256)])))
    return content[:place] + new + content[place + dice.randrange(2) :]


def _flip(content: bytes, dice: random.Random) -> bytes:
    if not content:
        return b"\x00"
    place = dice.randrange(len(content))
    flipped = content[place] ^ (1 << dice.randrange(8))
    return content[:place] + bytes([flipped]) + content[place + 1 :]


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _chunk(content: bytes, dice: random.Random) -> bytes:
    """A piece left out, doubled or put elsewhere."""
    first, last = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    piece, place = content[first:last][:4096], dice.randrange(len(content) + 1)
    without = content[:first] + content[first + len(piece) :]
    return dice.choice((without, content[:place] + piece + content[place:]))


def _raw(content: bytes, dice: random.Random) -> bytes:
    return dice.choice((_byte, _flip, _cut, _chunk))(content, dice)


def _cell(content: bytes, dice: random.Random) -> bytes:
    """One cell of a CSV in another text."""
    lines = content.split(b"\n")
    number = dice.randrange(len(lines))
    cells = lines[number].split(b",")
    cells[dice.randrange(len(cells))] = dice.choice(NASTY).encode()
    lines[number] = b",".join(cells)
    return b"\n".join(lines)


def _lines(content: bytes, dice: random.Random) -> bytes:
    """A line left out, doubled, or swapped with another."""
    lines = content.split(b"\n")
    first, second = (dice.randrange(len(lines)) for _ in range(2))
    what = dice.randrange(3)
    if what == 0:
        del lines[first]
    elif what == 1:
        lines.insert(second, lines[first])
    else:
        lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _written(content: bytes, dice: random.Random) -> bytes:
    """The same text in another encoding or with other line ends."""
    text = content.decode("utf-8", "replace")
    form = dice.choice(("utf-16", "utf-16-le", "utf-8-sig", "cp1252", "mac-roman", "cp437"))
    ends = dice.choice(("\n", "\r\n", "\r"))
    return text.replace("\r\n", "\n").replace("\n", ends).encode(form, "replace")


def _markup(content: bytes, dice: random.Random) -> bytes:
    """One attribute, element or text of XML changed."""
    text = content.decode("utf-8", "replace")
    places = [found.span() for found in re.finditer(r'"[^"]*"|<[^>]*>|>[^<]+<', text)]
    if not places:
        return _raw(content, dice)
    first, last = dice.choice(places)
    old = text[first:last]
    nasty = escape(dice.choice(NASTY), {'"': "&quot;"})
    new = {
        '"': f'"{nasty}"',
        "<": dice.choice(("", old + old, *MARKUP)),
        ">": f">{dice.choice((nasty, nasty, *MARKUP))}<",
    }[old[0]]
    return (text[:first] + new + text[last:]).encode("utf-8", "replace")


def _csv_bytes(files: dict[str, bytes], dice: random.Random) -> Files:
    return _one(files, dice, lambda content: _raw(content, dice))


def _csv_cell(files: dict[str, bytes], dice: random.Random) -> Files:
    return _one(files, dice, lambda content: _cell(content, dice))


def _csv_lines(files: dict[str, bytes], dice: random.Random) -> Files:
    return _one(files, dice, lambda content: _lines(content, dice))


def _csv_encoding(files: dict[str, bytes], dice: random.Random) -> Files:
    return _one(files, dice, lambda content: _written(content, dice))


def _csv_gone(files: dict[str, bytes], dice: random.Random) -> Files:
    del files[dice.choice(sorted(files))]
    return files


def _zip_bytes(files: dict[str, bytes], dice: random.Random) -> Files:
    return _one(_packed(files, "a.zip"), dice, lambda content: _raw(content, dice))


def _zip_member(files: dict[str, bytes], dice: random.Random) -> Files:
    change = dice.choice((_csv_bytes, _csv_cell, _csv_lines, _csv_encoding))
    return _packed(change(files, dice), "a.zip")


def _zip_names(files: dict[str, bytes], dice: random.Random) -> Files:
    name = dice.choice(sorted(files))
    new = dice.choice(("../a.csv", "/a.csv", "a\\" + name, name.upper(), "a/b/" + name, "é" * 99))
    return _packed({new if one == name else one: part for one, part in files.items()}, "a.zip")


def _xlsx_bytes(files: dict[str, bytes], dice: random.Random) -> Files:
    return _one(_packed(files, "a.xlsx"), dice, lambda content: _raw(content, dice))


def _xlsx_markup(files: dict[str, bytes], dice: random.Random) -> Files:
    return _packed(_one(files, dice, lambda content: _markup(content, dice)), "a.xlsx")


def _xlsx_part(files: dict[str, bytes], dice: random.Random) -> Files:
    return _packed(_one(files, dice, lambda content: _raw(content, dice)), "a.xlsx")


def _xlsx_gone(files: dict[str, bytes], dice: random.Random) -> Files:
    del files[dice.choice(sorted(files))]
    return _packed(files, "a.xlsx")


Change = Callable[[dict[str, bytes], random.Random], Files]
_CSV: Sequence[Change] = (*[_csv_cell] * 4, *[_csv_bytes] * 4, _csv_lines, _csv_encoding, _csv_gone)
_ZIP: Sequence[Change] = (_zip_bytes, _zip_bytes, _zip_member, _zip_member, _zip_names)
_XLSX: Sequence[Change] = (_xlsx_bytes, *[_xlsx_markup] * 4, _xlsx_part, _xlsx_part, _xlsx_gone)
