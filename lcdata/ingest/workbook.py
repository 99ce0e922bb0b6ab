"""Reads a delivered .xlsx: every visible or hidden sheet as text, faults of cells marked.

fastexcel reads the values. What it hides (error cells, formulas whose result was never saved, how
far the cells really stretch) comes from the sheet's own XML.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits
from lcdata.ingest.opening import Opened
from lcdata.ingest.sheet import Sheet, cells_of

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PLACE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>')
"""Where a cell that holds something stands; formatted empty cells close themselves."""
_WITH_FAULTS = re.compile(rb'\bt="e"|<(?:\w+:)?f[\s>/]')
_SHEET_ROW = re.compile(r"[0-9]+")


def read_workbook(opened: Opened) -> list[Sheet]:
    """The sheets of a workbook in its order.

    Raises:
        DeliveryRefused: damaged, or a sheet larger than it may be.
    """
    import fastexcel

    content = next(iter(opened.originals.values()))
    try:
        parts = _sheet_parts(opened.members)
        for xml in parts.values():
            _refuse_large(xml)
        reader = fastexcel.read_excel(content)
        return [_sheet(reader, opened.label, name, xml) for name, xml in parts.items()]
    except (fastexcel.FastExcelError, ElementTree.ParseError, KeyError) as error:
        raise DeliveryRefused("workbook_unreadable") from error


def _sheet(reader: Any, file: str, name: str, xml: bytes) -> Sheet:  # noqa: ANN401  fastexcel has no types
    frame = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    left = _first_column(xml)
    cells = frame.rename({old: str(position) for position, old in enumerate(frame.columns)})
    faults = {
        (row, column - left): fault for row, column, fault in _faulty_cells(xml) if column >= left
    }
    rows = [list(row) for row in cells.rows()] if faults else []
    marked: dict[tuple[int, int], str] = {}
    for (row, column), (code, shown) in faults.items():
        if row <= len(rows) and column < len(rows[row - 1]) and rows[row - 1][column] is None:
            rows[row - 1][column] = shown
            marked[row, column] = code
    return Sheet(name, file, name, cells_of(rows) if rows else cells, left=left, faults=marked)


def _sheet_parts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Sheet name → its XML; chart sheets, which hold no cells, are left out."""
    relations = {
        relation.get("Id"): _part(relation.get("Target") or "")
        for relation in _tree(members["xl/_rels/workbook.xml.rels"])
        if (relation.get("Type") or "").endswith("/worksheet")
    }
    sheets = _tree(members["xl/workbook.xml"]).iterfind("{*}sheets/{*}sheet")
    wanted = (
        (sheet.get("name"), sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)) for sheet in sheets
    )
    return {name: members[relations[key]] for name, key in wanted if name and key in relations}


def _part(target: str) -> str:
    """The path of a part inside the container, from a target relative to `xl/`."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _tree(xml: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml:
        raise DeliveryRefused("workbook_unreadable")
    return ElementTree.fromstring(xml)


def _refuse_large(xml: bytes) -> None:
    """Refuses cells spread so wide that laying them out would fill the memory."""
    places = _PLACE.findall(xml)
    if not places:
        return
    rows = max(int(row) for _, row in places)
    columns = max(_column(letters) for letters in {letters for letters, _ in places}) + 1
    if rows > limits.ROWS or columns > limits.COLUMNS or rows * columns > limits.CELLS:
        raise DeliveryRefused("sheet_too_large")


def _first_column(xml: bytes) -> int:
    """The position of the first used column: fastexcel leaves empty ones on the left out."""
    return min((_column(letters) for letters in {m[0] for m in _PLACE.findall(xml)}), default=0)


def _column(letters: bytes | str) -> int:
    """`A` → 0, `AA` → 26."""
    text = letters.decode() if isinstance(letters, bytes) else letters
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _faulty_cells(xml: bytes) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Row, column, (code, text shown) of error cells and of formulas without a saved result."""
    if not _WITH_FAULTS.search(xml):
        return
    for _, cell in ElementTree.iterparse(io.BytesIO(xml)):
        if not cell.tag.endswith("}c") or not cell.get("r"):
            continue
        place = str(cell.get("r"))
        value, formula = cell.findtext("{*}v"), cell.findtext("{*}f")
        where = int(_SHEET_ROW.findall(place)[0]), _column(place.rstrip("0123456789"))
        if cell.get("t") == "e":
            yield *where, ("error_cell", value or "#")
        elif cell.find("{*}f") is not None and not value and cell.get("t") != "str":
            yield *where, ("formula_without_value", f"={formula or ''}")
        cell.clear()
