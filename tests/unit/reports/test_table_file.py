from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from lcdata.locale import Language, words
from lcdata.reports.table_file import KINDS, as_csv, as_workbook
from lcdata.view_models.table import Table, Value

ABOUT = (("Stand", "16 november 2026"), ("Aanwezigheid", "a ÷ b", "Leden.", "Vanaf vijf."))


def table(*row: Value) -> Table:
    columns = tuple(f"column {number}" for number in range(len(row)))
    return Table("figures", ABOUT, columns, (row,))


def lines(language: Language, *row: Value) -> list[list[str]]:
    data = as_csv(table(*row), words(language))
    assert data.startswith(b"\xef\xbb\xbf")
    delimiter = ";" if language == "nl" else ","
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def book(*row: Value) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_workbook(table(*row), words("nl"))))


def test_numbers_have_the_decimal_mark_of_the_reader() -> None:
    assert lines("nl", 46.5, 1234, -2.5)[1] == ["46,5", "1234", "-2,5"]
    assert lines("en", 46.5, 1234, -2.5)[1] == ["46.5", "1234", "-2.5"]


def test_a_csv_starts_with_its_rows_and_says_after_an_empty_line_what_they_mean() -> None:
    assert lines("nl", 1, 2) == [["column 0", "column 1"], ["1", "2"], [], *map(list, ABOUT)]


def test_a_workbook_says_on_its_second_sheet_what_its_rows_mean() -> None:
    opened = book(1, 2)
    assert opened.sheetnames == ["Cijfers", "Toelichting"]
    told = [tuple(v for v in row if v) for row in opened["Toelichting"].iter_rows(values_only=True)]
    assert told == list(ABOUT)


def test_a_number_is_no_more_precise_in_a_file_than_on_the_page() -> None:
    assert lines("nl", 0.123456)[1] == ["0,1"]
    assert book(0.123456)["Cijfers"]["A2"].value == 0.1


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@SUM(A1)", "\tcmd", "\r=1", "\n=1"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    assert lines("nl", text)[1][0].startswith("'")
    assert book(text)["Cijfers"]["A2"].data_type == "s"


@pytest.mark.parametrize("lead", [" ", "  ", "\N{NO-BREAK SPACE}", "\ufeff"])
def test_a_formula_behind_white_space_is_no_formula_either(lead: str) -> None:
    assert lines("nl", f"{lead}=1+1")[1][0].startswith("'")


def test_an_empty_cell_stays_empty() -> None:
    assert lines("nl", None, "x")[1] == ["", "x"]
    assert book(None, "x")["Cijfers"]["A2"].value is None


def test_a_file_is_named_after_its_table() -> None:
    assert [kind.file_name(table(1)) for kind in KINDS] == ["figures.xlsx", "figures.csv"]
