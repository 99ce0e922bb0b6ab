"""Reads a delivered CSV: encoding, `sep=` line and delimiter found, cells as text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from lcdata.errors import DeliveryRefused
from lcdata.ingest.header import HEADER_SEARCH
from lcdata.ingest.sheet import Sheet, cells_of

DELIMITERS = (",", ";", "\t")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEP_LINE = re.compile(r'^"?sep=(.)"?[ \t]*(\r\n|\r|\n|$)', re.IGNORECASE)

HeaderFit = Callable[[Iterable[Sequence[str]]], int]
"""How many column names the best header among these records holds."""


def read_csv(name: str, file: str, content: bytes, fit: HeaderFit) -> Sheet:
    """The cells of one CSV; the delimiter is the one under which the header fits best.

    Raises:
        DeliveryRefused: unknown characters, quotes that do not match, or far too many cells.
    """
    text, encoding = decode(content)
    text, delimiter = _without_sep_line(text)
    records: list[list[str]] = []
    try:
        delimiter = delimiter or _best_delimiter(text, fit)
        for record in csv.reader(io.StringIO(text, ""), delimiter=delimiter, strict=True):
            records.append(record)
    except csv.Error as error:
        raise DeliveryRefused("csv_unreadable", first=len(records) + 1) from error
    return Sheet(name, file, None, cells_of(records), encoding)


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was written in: byte order mark, strict UTF-8, cp1252.

    UTF-16 without a mark shows itself by a zero in every other byte.

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
        return _decoded(content, "cp1252"), "cp1252"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DeliveryRefused("encoding_unreadable") from error


def _without_sep_line(text: str) -> tuple[str, str | None]:
    """The text below a `sep=` line, and the delimiter that line names."""
    found = _SEP_LINE.match(text)
    return (text[found.end() :], found[1]) if found else (text, None)


def _best_delimiter(text: str, fit: HeaderFit) -> str:
    """The delimiter whose records hold the best header; on a tie the one with most columns."""

    def fitness(delimiter: str) -> tuple[int, int]:
        records = list(
            islice(csv.reader(io.StringIO(text, ""), delimiter=delimiter), HEADER_SEARCH)
        )
        return fit(records), max(map(len, records), default=0)

    return max(DELIMITERS, key=fitness)
