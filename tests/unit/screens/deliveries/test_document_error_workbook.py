from __future__ import annotations

import io

import openpyxl
import pytest

from lcdata.ingest.checked import Checked
from lcdata.locale import words
from lcdata.screens.deliveries.document_error_workbook import error_list, own_error_workbook
from tests.unit.ingest.conftest import Judge
from tests.unit.ingest.conftest import judge as judge
from tests.unit.ingest.conftest import write as write

ACTIONS = "action_id,community_id,title,opened_on,status\n"


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture
def wrong(judge: Judge) -> Checked:
    rows = "a1,c1,Bestel,2026-09-08,open\na2,c1,=1+1,8 sept,open\na3,c1,x,2026-09-09,later\n"
    return judge(action=ACTIONS + rows)


def test_every_wrong_cell_is_listed_with_its_place_and_remedy(wrong: Checked) -> None:
    sheet = opened(own_error_workbook(wrong, words("nl")))["Te herstellen"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [
        "Ernst",
        "Bestand",
        "Blad",
        "Rij",
        "Kolom",
        "Wat er mis is",
        "Wat u kunt doen",
    ]
    assert [(row[0], row[3], row[4]) for row in rows[1:]] == [
        ("fout", 3, "geopend_op"),
        ("fout", 4, "status"),
        ("waarschuwing", None, "organisatie_id"),
    ]
    assert all(row[5] and row[6] for row in rows[1:])


def test_no_folder_of_the_server_is_named(wrong: Checked) -> None:
    sheet = opened(own_error_workbook(wrong, words("en")))["To mend"]
    files = {row[1].value for row in sheet.iter_rows(min_row=2)}
    assert files == {"action.csv", "membership.csv"}


def test_rows_set_aside_keep_their_values_and_wrong_cells_are_marked(wrong: Checked) -> None:
    sheet = opened(own_error_workbook(wrong, words("en")))["action"]
    heads = [cell.value for cell in sheet[1]]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [3, 4]
    marked = {
        (cell.row, heads[cell.column - 1])
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.fill.fgColor.rgb == "FFF6D9C9"
    }
    assert marked == {(2, "opened_on"), (3, "status")}


def test_a_delivered_formula_is_a_text(wrong: Checked) -> None:
    sheet = opened(own_error_workbook(wrong, words("en")))["action"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_the_list_for_others_holds_no_row(wrong: Checked) -> None:
    book = opened(error_list(wrong.receipt.issues, words("en")))
    assert book.sheetnames == ["To mend"]
