"""Reads a delivered CSV: encoding, `sep=` line and delimiter found, cells as text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from lcdata.errors import DeliveryRefused
from lcdata.ingest.reading.encodings import MIXED, decode
from lcdata.ingest.reading.header import HEADER_SEARCH
from lcdata.ingest.reading.opening import is_web_page
from lcdata.ingest.reading.sheet import Remark, Sheet, cells_of

DELIMITERS = (",", ";", "\t")
_OTHERS = ("|", "^", "~")
"""Delimiters that are recognised only to be named."""
_SEP_LINE = re.compile(r'^"?sep=(.)"?[ \t]*(\r\n|\r|\n|$)', re.IGNORECASE)
_LEAST_WIDTH = 3

HeaderFit = Callable[[Iterable[Sequence[str]]], int]
"""How many column names the best header among these records holds."""


def read_csv(name: str, file: str, content: bytes, fit: HeaderFit) -> Sheet:
    """The cells of one CSV; the delimiter is the one under which the header fits best.

    Raises:
        DeliveryRefused: empty, a web page, unknown characters, another delimiter, quotes that do
            not match, or far too many cells.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DeliveryRefused("file_empty")
    if is_web_page(content):
        raise DeliveryRefused("web_page")
    text, encoding = decode(content)
    text, said = _without_sep_line(text)
    records: list[list[str]] = []
    try:
        delimiter = _best_delimiter(text, said, fit)
        for record in csv.reader(io.StringIO(text, ""), delimiter=delimiter, strict=True):
            records.append(record)
    except csv.Error as error:
        raise DeliveryRefused("csv_unreadable", first=len(records) + 1) from error
    remarks = list(_remarks(text, records))
    if encoding == MIXED:
        remarks.append(Remark("encoding_mixed"))
    if said not in (None, delimiter):
        remarks.append(Remark("sep_line_wrong", value=str(said)))
    return Sheet(
        name,
        file,
        None,
        cells_of(records),
        encoding,
        lengths=[len(record) for record in records],
        remarks=remarks,
        swallowing=frozenset(_swallowing(records, delimiter)),
    )


def _without_sep_line(text: str) -> tuple[str, str | None]:
    """The text below a `sep=` line, and the delimiter that line names."""
    found = _SEP_LINE.match(text)
    return (text[found.end() :], found[1]) if found else (text, None)


def _best_delimiter(text: str, said: str | None, fit: HeaderFit) -> str:
    """The delimiter whose records hold the best header; on a tie the one with most columns.

    What a `sep=` line says wins from delimiters that fit no better.

    Raises:
        DeliveryRefused: only a delimiter fits that no delivery has.
    """

    def fitness(delimiter: str) -> tuple[int, bool, int]:
        reader = csv.reader(io.StringIO(text, ""), delimiter=delimiter)
        records = list(islice(reader, HEADER_SEARCH))
        return fit(records), delimiter == said, max(map(len, records), default=0)

    usual = (*DELIMITERS, said) if said and said not in DELIMITERS else DELIMITERS
    best = max(usual, key=fitness)
    if fitness(best)[0] <= 1:
        other = max(_OTHERS, key=fitness)
        if fitness(other)[0] > max(fitness(best)[0], 1):
            raise DeliveryRefused("separator_unknown", value=other)
    return best


def _remarks(text: str, records: Sequence[Sequence[str]]) -> Iterator[Remark]:
    """Whether the file breaks off in its last row."""
    *earlier, last = [len(record) for record in records if record] or [0]
    usual = Counter(earlier).most_common(1)
    is_cut = text[-1:] not in ("\n", "\r", "\x00", "\x1a") and min(earlier, default=0) > last
    if usual and is_cut and last < usual[0][0]:
        yield Remark("file_breaks_off", row=len(records))


def _swallowing(records: Sequence[Sequence[str]], delimiter: str) -> Iterator[int]:
    """Rows with a quoted cell that holds whole rows, because a quote before it was left open."""
    width = max((len(record) for record in records[:HEADER_SEARCH]), default=0)
    if width < _LEAST_WIDTH:
        return
    for row, record in enumerate(records, start=1):
        for position, cell in enumerate(record):
            if "\n" in cell and delimiter in cell:
                first, *_, last = cell.split("\n")
                before = position + 1 + first.count(delimiter)
                after = len(record) - position + last.count(delimiter)
                if before == after == width:
                    yield row
