from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from lcdata import access_log
from lcdata.config import read_settings
from lcdata.locale import words
from tests.pages.conftest import DIRECTOR, FACILITATOR, LEADER, Files, tables, unfold
from tests.pages.test_pages import opened

ONE_PAGE_PER_ROLE = [(LEADER, "participation"), (DIRECTOR, "company"), (FACILITATOR, "attendance")]
TWIN = "Als tabel en download"


def in_csv(content: bytes) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return rows[: rows.index([])]


def in_workbook(content: bytes) -> list[list[str]]:
    said = words("nl")
    rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [[_cell(value, said.number) for value in row] for row in rows]


def _cell(value: object, number: Callable[[float, int], str]) -> str:
    if isinstance(value, int | float):
        return number(value, 0 if isinstance(value, int) else 1)
    return str(value or "")


def on_screen(app: AppTest) -> list[list[list[str]]]:
    return [table for fold in app.expander if fold.label == TWIN for table in tables(fold)]


@pytest.mark.parametrize(("viewer", "page"), ONE_PAGE_PER_ROLE)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_holds_what_the_page_shows(
    app: AppTest, files: Files, viewer: str, page: str, ending: str
) -> None:
    shown = on_screen(unfold(opened(app, page, viewer)))
    read = in_csv if ending == "csv" else in_workbook
    named = {name: read(make()) for name, make in files.items() if name.endswith(ending)}
    held = [[[cell.lstrip("'") for cell in row] for row in file] for file in named.values()]
    assert shown
    for table in shown:
        assert table in held


@pytest.mark.parametrize(("viewer", "page"), ONE_PAGE_PER_ROLE)
def test_a_file_says_date_release_scope_reader_and_small_numbers(
    app: AppTest, files: Files, viewer: str, page: str
) -> None:
    unfold(opened(app, page, viewer))
    said = {
        LEADER: "consortiumleider",
        DIRECTOR: "directeur van Nijhof Installatietechniek",
        FACILITATOR: "facilitator bij Alferink",
    }
    assert files
    for name, make in files.items():
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(make().decode("utf-8-sig")), delimiter=";"))
            told = {row[0]: row[1] for row in rows[rows.index([]) :] if row}
            assert told["Stand"].startswith("stand per ")
            assert told["Versie van de gegevens"]
            assert told["Cijfers van"]
            assert told["Gemaakt voor"] == said[viewer]
            assert "Kleine aantallen" in told


def test_no_file_is_named_after_a_person(app: AppTest, files: Files) -> None:
    shown = unfold(opened(app, "attendance", FACILITATOR))
    people = [row[0] for table in tables(shown) for row in table[1:] if " " in row[0]]
    assert people
    for name in files:
        assert not [one for one in people if one.split()[-1].lower() in name]


def test_a_download_stands_in_the_access_log(app: AppTest, files: Files, sample_data: Path) -> None:
    unfold(opened(app, "company", DIRECTOR))
    name, make = next(iter(files.items()))
    make()
    newest = access_log.newest(read_settings(data=sample_data).log_path, 1)[0]
    assert (newest.event, newest.what) == (access_log.Event.DOWNLOADED, name)
    assert newest.scope == DIRECTOR
