"""Files that attack, mislead or are simply broken: refused with a reason, never an exception."""

from __future__ import annotations

import datetime as dt
import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcdata.ingest import limits
from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check
from lcdata.ingest.receipt import exit_code
from tests.unit.ingest.conftest import PLAIN, Judge, Write

PLAIN_FILES: Mapping[str, str] = {f"{table}.csv": text for table, text in PLAIN.items()}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def plain_zip(prefix: str = "") -> bytes:
    return packed({f"{prefix}{name}": text for name, text in PLAIN_FILES.items()})


def link_zip() -> bytes:
    content = io.BytesIO(plain_zip())
    with zipfile.ZipFile(content, "a") as archive:
        link = zipfile.ZipInfo("goal.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return content.getvalue()


def encrypted_zip() -> bytes:
    content = bytearray(plain_zip())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = content.find(mark)
        content[position + offset] |= 1
    return bytes(content)


def workbook(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table, text in PLAIN.items():
        sheet = book.create_sheet(table)
        for line in text.splitlines():
            sheet.append([cell or None for cell in line.split(",")])
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_member(content: bytes, name: str, member: bytes) -> bytes:
    read = io.BytesIO(content)
    with zipfile.ZipFile(read, "a") as archive:
        archive.writestr(name, member)
    return read.getvalue()


def far_cell(book: openpyxl.Workbook) -> None:
    book["session"].cell(1_048_576, 16_384, "x")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", PLAIN["delivery"].encode(), "not_a_delivery"),
        ("a.zip", b"", "not_a_delivery"),
        ("a.zip", b"PK\x03\x04 and nothing more", "archive_unreadable"),
        ("a.zip", plain_zip()[:-60], "archive_unreadable"),
        ("a.zip", packed({}), "delivery_table_missing"),
        ("a.zip", packed({"../delivery.csv": "x"}), "archive_path"),
        ("a.zip", packed({"/etc/delivery.csv": "x"}), "archive_path"),
        ("a.zip", packed({"C:/delivery.csv": "x"}), "archive_path"),
        ("a.zip", link_zip(), "link_refused"),
        ("a.zip", encrypted_zip(), "archive_encrypted"),
        ("a.zip", packed({**PLAIN_FILES, "inner.csv": packed({})}), "archive_nested"),
        ("a.zip", packed({**PLAIN_FILES, "sub/goal.csv": "x"}), "archive_layout"),
        ("a.zip", packed({f"{n}.csv": "x" for n in range(limits.FILES + 1)}), "too_many_files"),
        ("a.zip", packed({"goal.csv": bytes(limits.RATIO_FROM + 1)}), "archive_too_large"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"),
        ("a.xls", OLE + b"Workbook", "workbook_old"),
        ("a.docx", packed({"[Content_Types].xml": "<Types/>"}), "not_a_delivery"),
        ("a.xlsm", with_member(workbook(), "xl/vbaProject.bin", b"x"), "workbook_macros"),
        ("a.xlsx", workbook(far_cell), "sheet_too_large"),
        (
            "a.xlsx",
            packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<!DOCTYPE x []><x/>"}),
            "workbook_unreadable",
        ),
    ],
)
def test_a_container_that_cannot_be_trusted_is_refused(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (checked,) = check([path], {})
    assert [issue.code for issue in checked.receipt.issues] == [code]
    assert exit_code([checked.receipt]) == 2
    assert not checked.tables
    assert not checked.originals


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    (checked,) = check([tmp_path / "nowhere"], {})
    assert [issue.code for issue in checked.receipt.issues] == ["path_missing"]


def test_a_link_in_a_folder_is_refused(write: Write) -> None:
    folder = write()
    (folder / "goal.csv").symlink_to("/etc/passwd")
    (checked,) = check([folder], {})
    assert [issue.code for issue in checked.receipt.issues] == ["link_refused"]


def test_a_file_over_the_limit_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 100)
    (checked,) = check([write()], {})
    assert [issue.code for issue in checked.receipt.issues] == ["file_too_large"]


def test_what_operating_systems_leave_behind_is_not_mentioned(write: Write) -> None:
    folder = write()
    for name in (".DS_Store", "Thumbs.db", "~$geas.xlsx"):
        (folder / name).write_bytes(b"x")
    (checked,) = check([folder], {})
    assert checked.receipt.dropped == ()


@pytest.mark.parametrize("prefix", ["", "geas-export/"])
def test_a_zip_may_have_one_folder(tmp_path: Path, prefix: str) -> None:
    path = tmp_path / "geas.zip"
    path.write_bytes(plain_zip(prefix))
    (checked,) = check([path], {})
    assert checked.receipt.tables["session"].accepted == 2
    assert checked.receipt.status == "accepted"


def read_workbook(tmp_path: Path, change: Callable[[openpyxl.Workbook], None]) -> Checked:
    path = tmp_path / "geas.xlsx"
    path.write_bytes(workbook(change))
    return check([path], {})[0]


def fill(sheet: str, cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code", "column"),
    [
        ("attendance", "C2", "#N/A", "error_cell", "status"),
        ("attendance", "A2", "#REF!", "error_cell", "session_id"),
        ("session", "F2", '="he"&"ld"', "formula_without_value", "status"),
        ("membership", "E2", 46085, "number_for_date", "joined_on"),
        ("session", "E2", dt.date(2026, 9, 1), "time_missing", "planned_start"),
    ],
)
def test_a_cell_of_a_workbook_without_a_usable_value_says_so(
    tmp_path: Path, sheet: str, cell: str, value: object, code: str, column: str
) -> None:
    receipt = read_workbook(tmp_path, fill(sheet, cell, value)).receipt
    errors = [i for i in receipt.issues if i.severity == "error"][:1]
    found = [(i.code, i.file_name, i.sheet, i.row, i.column) for i in errors]
    assert found == [(code, "geas.xlsx", sheet, 2, column)]


def test_real_dates_and_booleans_count_whatever_the_epoch(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book["membership"]["E2"] = dt.date(2026, 9, 1)
        book["session"]["E2"] = dt.datetime(2026, 9, 1, 16, 1)
        book["session"]["G1"] = "goal_discussed"
        book["session"]["G2"] = True

    tables = read_workbook(tmp_path, change).tables
    assert tables["membership"]["joined_on"][0] == dt.date(2026, 9, 1)
    assert tables["session"]["planned_start"][0] == dt.datetime(2026, 9, 1, 16, 1)
    assert tables["session"]["goal_discussed"][0] is True


def test_a_real_date_in_a_band_column_is_excel_s_doing(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["membership"]["G1"] = "experience_band"
        book["membership"]["G2"] = dt.date(2026, 5, 3)

    receipt = read_workbook(tmp_path, change).receipt
    assert receipt.issues[0].code == "date_in_band"


def test_a_table_away_from_the_corner_keeps_its_row_numbers(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["attendance"].insert_rows(1, 4)
        book["attendance"].insert_cols(1, 2)
        book["attendance"]["E7"] = "kwijt"
        book["attendance"]["J8"] = "notitie"

    receipt = read_workbook(tmp_path, change).receipt
    assert [(i.code, i.row) for i in receipt.issues if i.severity == "error"] == [
        ("code_unknown", 7)
    ]
    assert [(d.table, d.column) for d in receipt.dropped] == [("attendance", "J")]


def test_a_hidden_sheet_is_read_when_it_bears_a_table_s_name(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["attendance"].sheet_state = "hidden"

    assert read_workbook(tmp_path, change).receipt.tables["attendance"].accepted == 3


def test_formatted_rows_below_the_data_are_no_rows(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["attendance"]["A900"] = " "

    assert read_workbook(tmp_path, change).receipt.tables["attendance"].read == 3


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_never_ends_in_an_exception(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged"
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    (checked,) = check([path], {})
    for count in checked.receipt.tables.values():
        assert count.read == count.accepted + count.quarantined + count.skipped


SOUND = [plain_zip(), packed(PLAIN_FILES, zipfile.ZIP_STORED), workbook()]
FAMILIAR = ["", "c1", "001", "s1", "totaal", "ja", "2026-09-01", "1", "held", "\N{NO-BREAK SPACE}"]
CELL = st.one_of(
    st.sampled_from(FAMILIAR),
    st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"]), max_size=6),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=7), max_size=12))
def test_read_is_always_accepted_plus_quarantined_plus_skipped(
    judge: Judge, rows: list[list[str]]
) -> None:
    header = PLAIN["session"].splitlines()[0]
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    checked = judge(session="\n".join([header, *lines]) + "\n")
    if checked.is_refused:
        assert {i.code for i in checked.receipt.issues if i.severity == "blocker"}
        return
    count = checked.receipt.tables["session"]
    assert count.read == len(rows) == count.accepted + count.quarantined + count.skipped
    reasons = checked.quarantined["session"]["_reason"].to_list()
    assert len(reasons) == count.quarantined
    assert all(reasons)
