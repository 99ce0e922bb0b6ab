"""The cells of one worksheet, read from its XML as it streams by.

A cell far away is refused when it is met, before anything is laid out up to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits
from lcdata.ingest.reading.number_formats import Format, shown_number

_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]+)")
_TRUTH: Final = {"0": "false", "1": "true", "false": "false", "true": "true"}


class BrokenXml(Exception):
    """XML that is damaged, or holds what no workbook holds."""


@dataclass(frozen=True)
class Book:
    """What the cells of every sheet refer to.

    Attributes:
        strings: the texts that cells name by number.
        formats: how cells show numbers, by the number of their style.
        is_1904: whether days count from 1904.
        has_dummies: whether results of formulas were never computed, but stand as 0.
    """

    strings: Sequence[str]
    formats: Sequence[Format]
    is_1904: bool
    has_dummies: bool


@dataclass
class Cells:
    """The cells of a sheet that hold something.

    Attributes:
        texts: row → column position → text.
        faults: (row, column position) → code of a cell that holds no usable value.
        merged: first row, first column, last row, last column of cells that are one.
        hidden: how many rows that hold something are hidden.
    """

    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: int = 0


def local(name: str) -> str:
    """A name without its namespace prefix."""
    return name.rpartition(":")[2]


def new_parser() -> expat.XMLParserType:
    """A parser that takes no document type, and so no entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise BrokenXml

    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    """Lets the parser go through.

    Raises:
        BrokenXml: damaged.
    """
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise BrokenXml from error


def read_cells(xml: bytes, book: Book) -> Cells:
    """The cells of a worksheet.

    Raises:
        BrokenXml: damaged.
        DeliveryRefused: a cell farther away than a table may reach.
    """
    reader = _Reader(book)
    parser = new_parser()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parse(parser, xml)
    return reader.cells


class _Reader:
    """Follows the elements of one worksheet."""

    def __init__(self, book: Book) -> None:
        self.cells = Cells()
        self._book = book
        self._row = 0
        self._column = -1
        self._widest = 0
        self._kind = "n"
        self._style = 0
        self._formula: str | None = None
        self._value = ""
        self._collects = ""
        self._is_aside = False
        self._is_hidden = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t", "f"):
            self._collects = "" if self._is_aside else name
            if name == "f":
                self._formula = ""
        elif name == "row":
            self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = -1
            self._is_hidden = attributes.get("hidden") in ("1", "true")
        elif name == "rPh":
            self._is_aside = True
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.cells.merged.append((*place_of(first), *place_of(last or first)))

    def text(self, text: str) -> None:
        if self._collects in ("v", "t"):
            self._value += text
        elif self._collects == "f":
            self._formula = (self._formula or "") + text

    def end(self, name: str) -> None:
        name = local(name)
        if name == "c":
            self._end_cell()
        elif name in ("v", "t", "f"):
            self._collects = ""
        elif name == "rPh":
            self._is_aside = False

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        """Where the cell stands: as it says, else right of the one before."""
        if "r" in attributes:
            self._row, self._column = place_of(attributes["r"])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = _number(attributes.get("s", "0"))
        self._formula, self._value = None, ""

    def _end_cell(self) -> None:
        text, fault = self._shown()
        if not text and not fault:
            return
        self._refuse_far()
        if self._is_hidden and self._row not in self.cells.texts:
            self.cells.hidden += 1
        row = self.cells.texts.setdefault(self._row, {})
        if self._column in row:
            raise BrokenXml
        row[self._column] = text
        if fault:
            self.cells.faults[self._row, self._column] = fault

    def _refuse_far(self) -> None:
        self._widest = max(self._widest, self._column + 1)
        is_far = self._row > limits.ROWS or self._widest > limits.COLUMNS
        if is_far or self._row * self._widest > limits.CELLS:
            raise DeliveryRefused("sheet_too_large")

    def _shown(self) -> tuple[str, str | None]:
        """The text of the cell, and the code of what is wrong with it."""
        value, kind = self._value, self._kind
        if kind == "e":
            return value or "#", "error_cell"
        if self._formula is not None and self._is_unknown():
            return f"={self._formula}", "formula_without_value"
        if kind == "s":
            return (self._book.strings[_number(value)], None) if value else ("", None)
        if not value or kind in ("str", "inlineStr", "d"):
            return value, None
        return self._shown_number()

    def _shown_number(self) -> tuple[str, str | None]:
        value = self._value.strip()
        if self._kind == "b":
            shown = _TRUTH.get(value)
        else:
            form = self._book.formats[self._style] if self._book.formats else Format()
            shown = shown_number(value, form, is_1904=self._book.is_1904)
        return (shown, None) if shown is not None else (value or "#", "error_cell")

    def _is_unknown(self) -> bool:
        """Whether a formula's result was never saved, or is the 0 of a program that wrote none."""
        if not self._value:
            return self._kind != "str"
        return self._book.has_dummies and self._kind in ("n", "b") and self._value == "0"


class SharedTexts:
    """Follows the elements of the texts that sheets share.

    Attributes:
        found: the texts, without the readings that East Asian texts have above them.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._collects = False
        self._is_aside = False

    def start(self, name: str, _: object) -> None:
        """An element begins."""
        name = local(name)
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._is_aside = True
        elif name == "t":
            self._collects = not self._is_aside

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._collects:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        name = local(name)
        if name == "si":
            self.found.append("".join(self._pieces))
        elif name == "rPh":
            self._is_aside = False
        elif name == "t":
            self._collects = False


def place_of(reference: str) -> tuple[int, int]:
    """`B3` → row 3, column position 1.

    Raises:
        BrokenXml: no such place.
    """
    found = _PLACE.fullmatch(reference)
    if not found:
        raise BrokenXml
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return _number(found[2]), column - 1


def _number(text: str) -> int:
    if not text.strip().isdecimal() or len(text) > 10:
        raise BrokenXml
    return int(text)
