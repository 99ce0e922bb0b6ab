"""Reads a delivered .xlsx: every visible or hidden sheet as text, faults of cells marked.

The XML itself is read, because what a library makes of it hides what a deliverer must be told:
error cells, formulas whose result was never saved, merged cells, and whether a cell shows a time.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from lcdata.errors import DeliveryRefused
from lcdata.ingest.reading.number_formats import BUILT_IN, Format, format_of
from lcdata.ingest.reading.opening import Opened
from lcdata.ingest.reading.sheet import Remark, Sheet, cells_of
from lcdata.ingest.reading.sheet_xml import (
    Book,
    BrokenXml,
    Cells,
    SharedTexts,
    new_parser,
    parse,
    read_cells,
)

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TRUE = ("1", "true", "on")
_MERGED_ROWS = 1000
"""Rows of merged cells that are looked at, per merge."""


def read_workbook(opened: Opened) -> Iterator[Sheet]:
    """The sheets of a workbook in its order.

    Raises:
        DeliveryRefused: damaged, or a sheet larger than it may be.
    """
    try:
        parts, book = _book(opened.members)
        for name, xml in parts.items():
            yield _sheet(opened.label, name, read_cells(xml, book))
    except (BrokenXml, ElementTree.ParseError, LookupError, ValueError) as error:
        raise DeliveryRefused("workbook_unreadable") from error


def _sheet(file: str, name: str, cells: Cells) -> Sheet:
    """The cells laid out from row 1 and the first used column on."""
    filled = cells.texts.values()
    left = min((min(row) for row in filled), default=0)
    width = max((max(row) for row in filled), default=-1) + 1
    rows = range(1, max(cells.texts, default=0) + 1)
    records = [
        [cells.texts[row].get(column) for column in range(left, width)]
        if row in cells.texts
        else []
        for row in rows
    ]
    faults = {(row, column - left): code for (row, column), code in cells.faults.items()}
    merged = {
        (row, column - left): value
        for row, column, value in _hidden_by_merging(cells)
        if left <= column < width and row in rows
    }
    remarks = [Remark("hidden_rows", count=cells.hidden)] if cells.hidden else []
    laid_out = cells_of(records)
    return Sheet(
        name, file, name, laid_out, left=left, faults=faults, merged=merged, remarks=remarks
    )


def _hidden_by_merging(cells: Cells) -> Iterator[tuple[int, int, str]]:
    """Places without a value of their own, and the value of the cell above they are merged with."""
    for top, first, bottom, last in cells.merged:
        if first != last or first not in cells.texts.get(top, {}):
            continue  # merged sideways: a title, not a column of values
        for row in range(top + 1, min(bottom, top + _MERGED_ROWS) + 1):
            if first not in cells.texts.get(row, {}):
                yield row, first, cells.texts[top][first]


def _book(members: Mapping[str, bytes]) -> tuple[dict[str, bytes], Book]:
    """Sheet name → its XML, chart sheets left out, and what the sheets refer to."""
    main = main_part(members)
    workbook = _tree(members[main])
    relations = _targets(members, main, "/worksheet")
    wanted = (
        (sheet.get("name"), sheet.get(_RELATION) or sheet.get(_STRICT_RELATION))
        for sheet in workbook.iterfind("{*}sheets/{*}sheet")
    )
    parts = {name: members[relations[key]] for name, key in wanted if name and key in relations}
    properties = workbook.find("{*}workbookPr")
    calculation = workbook.find("{*}calcPr")
    book = Book(
        _strings(_optional(members, main, "/sharedStrings")),
        _formats(_optional(members, main, "/styles")),
        _is_true(properties, "date1904"),
        _is_true(calculation, "fullCalcOnLoad"),
    )
    return parts, book


def main_part(members: Mapping[str, bytes]) -> str:
    """The part that holds the list of sheets.

    Raises:
        LookupError: the list of parts is missing.
        BrokenXml: the list of parts is damaged.
    """
    return next(iter(_targets(members, "", "/officeDocument").values()), "xl/workbook.xml")


def _is_true(element: ElementTree.Element | None, name: str) -> bool:
    return element is not None and element.get(name) in _TRUE


def _relations(members: Mapping[str, bytes], part: str) -> Iterator[ElementTree.Element]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    return _tree(members[path]).iterfind("{*}Relationship")


def _path(part: str, relation: ElementTree.Element) -> str:
    """The part a relation leads to, relative to the folder of the part that has it."""
    base = posixpath.join("/", posixpath.dirname(part))
    target = (relation.get("Target") or "").replace("\\", "/")
    return posixpath.normpath(posixpath.join(base, target)).lstrip("/")


def _targets(members: Mapping[str, bytes], part: str, kind: str) -> dict[str | None, str]:
    """Id → the part that another relates to in this way."""
    return {
        relation.get("Id"): _path(part, relation)
        for relation in _relations(members, part)
        if (relation.get("Type") or "").endswith(kind)
    }


def _optional(members: Mapping[str, bytes], part: str, kind: str) -> bytes | None:
    paths = [*_targets(members, part, kind).values()]
    return members[paths[0]] if paths else None


def _tree(xml: bytes) -> ElementTree.Element:
    """The root of a small part, once it is known to have no document type; large ones stream."""
    parse(new_parser(), xml)
    return ElementTree.fromstring(xml)


def _strings(xml: bytes | None) -> list[str]:
    """The shared texts, in the order of their numbers."""
    if xml is None:
        return []
    texts = SharedTexts()
    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = texts.start, texts.end
    parser.CharacterDataHandler = texts.text
    parse(parser, xml)
    return texts.found


def _formats(xml: bytes | None) -> list[Format]:
    """How cells of each style show numbers."""
    if xml is None:
        return []
    styles = _tree(xml)
    own = {
        int(form.get("numFmtId") or 0): form.get("formatCode") or ""
        for form in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    codes = {**BUILT_IN, **own}
    return [
        format_of(codes.get(int(style.get("numFmtId") or 0), ""))
        for style in styles.iterfind("{*}cellXfs/{*}xf")
    ]
