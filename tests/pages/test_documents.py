from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from lcdata import access_log
from lcdata.config import read_settings
from tests.pages.conftest import DIRECTOR, FACILITATOR, LEADER, Files, tables, unfold
from tests.pages.test_pages import opened
from tests.unit.reports.pdf import bare, page_count, text

REPORT = "board-report-nijhof.pdf"
LIST = "attendance-list-alferink-c3.xlsx"
SHEET = "sign-in-alferink-c3.pdf"


def labels(shown: AppTest) -> list[str]:
    """What the download buttons of a page say."""
    return [button.proto.label.replace("\\", "") for button in shown.get("download_button")]


@pytest.mark.parametrize(
    ("language", "label"), [("nl", "Bestuursrapport (PDF)"), ("en", "Board report (PDF)")]
)
def test_the_company_page_offers_its_report(
    app: AppTest, files: Files, language: str, label: str
) -> None:
    shown = opened(app, "company", DIRECTOR, language)
    assert labels(shown).count(label) == 1
    assert [name for name in files if name.endswith(".pdf")] == [REPORT]


def test_the_report_says_what_the_screen_says(app: AppTest, files: Files) -> None:
    shown = unfold(opened(app, "company", DIRECTOR))
    said = text(files[REPORT]())
    assert page_count(files[REPORT]()) == 1
    assert bare(shown.title[0].value) in said
    ((head, *rows),) = tables(shown.expander(key="twin-company-nijhof"))
    counted = [(row[head.index("Aantal")], row[head.index("Van")]) for row in rows]
    assert any(number for number, _ in counted)
    for number, total in counted:
        if number:
            assert f"{number}van{total}" in said


def test_the_leader_gets_the_report_of_the_company_chosen(app: AppTest, files: Files) -> None:
    app.query_params["company"] = "winkels"
    opened(app, "company", LEADER)
    assert "WinkelsTechniek" in text(files["board-report-winkels-leader.pdf"]())


def test_a_report_is_made_on_a_click_and_stands_in_the_access_log(
    app: AppTest, files: Files, sample_data: Path
) -> None:
    log = read_settings(data=sample_data).log_path
    opened(app, "company", DIRECTOR)
    before = [entry.what for entry in access_log.entries(log)]
    assert files[REPORT]().startswith(b"%PDF")
    after = [entry.what for entry in access_log.entries(log)]
    assert after == [*before, REPORT]


@pytest.mark.parametrize(
    ("language", "label"),
    [("nl", "Presentielijst om te tekenen (PDF)"), ("en", "Sign-in sheet (PDF)")],
)
def test_a_facilitator_gets_the_sign_in_sheet_of_the_next_session(
    app: AppTest, files: Files, language: str, label: str
) -> None:
    shown = opened(app, "attendance", FACILITATOR, language)
    assert labels(shown).count(label) == 1
    said = text(files[SHEET]())
    expected = [row[0] for row in tables(shown)[0][1:]]
    assert expected
    assert all(bare(name) in said for name in expected)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("nl", "Presentielijst om in te vullen (Excel)"),
        ("en", "Attendance list to fill in (Excel)"),
    ],
)
def test_a_facilitator_gets_the_attendance_list_with_the_names_of_the_page(
    app: AppTest, files: Files, language: str, label: str
) -> None:
    shown = opened(app, "attendance", FACILITATOR, language)
    assert labels(shown).count(label) == 1
    sheet = openpyxl.load_workbook(io.BytesIO(files[LIST]())).worksheets[1]
    listed = {str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    expected = {row[0] for row in tables(shown)[0][1:]}
    assert expected
    assert expected <= listed


@pytest.mark.parametrize("viewer", [LEADER, DIRECTOR])
def test_nobody_else_gets_a_file_with_names(app: AppTest, files: Files, viewer: str) -> None:
    for page in ("attendance", "company"):
        opened(app, page, viewer)
    assert files
    assert not [name for name in files if name.startswith(("sign-in", "attendance-list"))]
