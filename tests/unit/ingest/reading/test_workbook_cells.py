from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from lcdata.errors import DeliveryRefused
from lcdata.ingest.reading.number_formats import format_of, shown_number
from lcdata.ingest.reading.opening import open_delivery
from lcdata.ingest.reading.sheet import Sheet
from lcdata.ingest.reading.workbook import read_workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str, after: str = "", calculation: str = "") -> Sheet:
    """One worksheet of this XML, in an otherwise ordinary workbook."""
    content, changed = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(content)
    with zipfile.ZipFile(content) as before, zipfile.ZipFile(changed, "w") as made:
        for name in before.namelist():
            xml = before.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                xml = f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"
            if name == "xl/workbook.xml":
                xml = xml.replace(
                    '<calcPr calcId="124519" fullCalcOnLoad="1"', f"<calcPr {calculation}"
                )
            made.writestr(name, xml)
    opened = open_delivery({"a.xlsx": changed.getvalue()}, "a.xlsx", is_folder=False)
    (read,) = read_workbook(opened)
    return read


@pytest.mark.parametrize(
    ("code", "serial", "shown"),
    [
        ("yyyy-mm-dd", "46307", "2026-10-12"),
        ("dd-mm-jjjj", "46307", "2026-10-12"),
        ("[$-413]d mmmm yyyy;@", "46307", "2026-10-12"),
        ("mmmm", "46307", "2026-10-12"),
        ("yyyy-mm-dd", "46307.5", "2026-10-12 12:00:00"),
        ("d-m-yyyy h:mm", "46307", "2026-10-12 00:00:00"),
        ("d-m-yyyy h:mm", "46307.9999999", "2026-10-13 00:00:00"),
        ("d-m-yyyy h:mm", "0.504166666666667", "12:06:00"),
        ("[h]:mm", "0.75", "18:00:00"),
        ("h:mm", "46307", "46307"),
        ("000", "1", "001"),
        ("000", "1234", "1234"),
        ("General", "29.020000000000003", "29.02"),
        ('0" dagen"', "3", "3"),
        (r"0 \m", "3", "3"),
        ("#,##0.00 [$€-413]", "3.5", "3.5"),
        ("[Red]0", "3", "3"),
        ("yyyy-mm-dd", "99999999", "99999999"),
        ("yyyy-mm-dd", "-1", "-1"),
        ("General", "12345678901234560", "12345678901234560"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(code: str, serial: str, shown: str) -> None:
    assert shown_number(serial, format_of(code), is_1904=False) == shown


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "1_0"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert shown_number(text, format_of("General"), is_1904=False) is None


@pytest.mark.parametrize("serial", [1, 59, 61, 367, 36526, 46307])
@pytest.mark.parametrize("is_1904", [False, True])
def test_days_count_as_openpyxl_counts_them(serial: int, is_1904: bool) -> None:
    epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
    expected = from_excel(serial, epoch=epoch).date().isoformat()
    assert shown_number(str(serial), format_of("d-m-yyyy"), is_1904=is_1904) == expected


def test_cells_that_do_not_say_where_they_stand_follow_each_other() -> None:
    first = "<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row>"
    read = sheet(f"{first}<row r='3'><c><v>2</v></c></row>")
    assert read.cells.rows() == [("1", "#N/A"), (None, None), ("2", None)]
    assert dict(read.faults) == {(1, 1): "error_cell"}


@pytest.mark.parametrize(
    ("calculation", "faults"),
    [('fullCalcOnLoad="1"', {(1, 0): "formula_without_value"}), ('calcId="191029"', {})],
)
def test_a_zero_that_no_spreadsheet_computed_is_no_value(
    calculation: str, faults: dict[tuple[int, int], str]
) -> None:
    read = sheet('<row r="1"><c r="A1"><f>20+5</f><v>0</v></c></row>', calculation=calculation)
    assert dict(read.faults) == faults


def test_cells_merged_with_one_above_have_no_value_of_their_own() -> None:
    rows = '<row r="1"><c r="B1"><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c></row>'
    merged = '<mergeCells><mergeCell ref="B1:B2"/><mergeCell ref="C2:D2"/></mergeCells>'
    assert dict(sheet(rows, merged).merged) == {(2, 0): "1"}


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c r='1A'><v>1</v></c></row>",
        "<row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
        "<row><c r='A1' t='s'><v>7</v></c></row>",
        "<row><c r='A1' s='99'><v>7</v></c></row>",
        "<row><c",
        "</sheetData></worksheet><!DOCTYPE a>",
    ],
    ids=["place", "twice", "no such text", "no such style", "cut off", "document type"],
)
def test_a_damaged_sheet_is_refused(rows: str) -> None:
    with pytest.raises(DeliveryRefused, match="workbook_unreadable"):
        sheet(rows)
