from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.test_walk import PHONE, WIDE, go_to, settle, visited

GEAS = ROOT / "sample_data" / "deliveries" / "geas"


def wrong_geas(folder: Path) -> list[Path]:
    copied = Path(shutil.copytree(GEAS, folder / "geas"))
    register = copied / "attendance.csv"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace(",present,", ",misschien,", 1), encoding="utf-8")
    return sorted(copied.iterdir())


def choose_no_workbook(page: Page, folder: Path) -> None:
    bad = folder / "x.xlsx"
    bad.write_bytes(b"no workbook")
    page.set_input_files("input[type=file]", bad)
    expect(page.get_by_text("Dit is geen levering.")).to_be_visible(timeout=30_000)


def test_an_upload_is_judged_and_its_error_list_comes_along(
    server: str, browser: Browser, tmp_path: Path
) -> None:
    with visited(browser, server, WIDE) as (page, noise):
        settle(page, "Overzicht")
        go_to(page, "Leveringen")
        page.set_input_files("input[type=file]", wrong_geas(tmp_path))
        expect(page.get_by_text("een aantal rijen wordt apart gezet")).to_be_visible(timeout=30_000)
        with page.expect_download() as caught:
            page.get_by_text("Foutenlijst (Excel)").first.click()
        book = openpyxl.load_workbook(io.BytesIO(caught.value.path().read_bytes()))
        expect(page.get_by_role("button", name="Leveren", exact=True)).to_be_enabled()
        assert noise.heard == []
    (row,) = list(book["Te herstellen"].iter_rows(min_row=2, values_only=True))
    assert row[0] == "fout"
    assert row[3] == 2
    assert book["aanwezigheid"].cell(2, 2).value


def test_a_file_of_another_kind_is_answered_in_words_on_a_phone(
    server: str, browser: Browser, tmp_path: Path
) -> None:
    with visited(browser, f"{server}/deliveries", PHONE) as (page, _):
        settle(page, "Leveringen")
        choose_no_workbook(page, tmp_path)
        assert page.get_by_test_id("stException").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_file_to_deliver_outlives_another_width_of_the_window(
    server: str, browser: Browser, tmp_path: Path
) -> None:
    with visited(browser, f"{server}/deliveries", WIDE) as (page, _):
        settle(page, "Leveringen")
        choose_no_workbook(page, tmp_path)
        page.set_viewport_size({"width": PHONE, "height": 1000})
        page.wait_for_timeout(1000)
        expect(page.get_by_text("Dit is geen levering.")).to_be_visible()
