from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ROOT, free_port, serving
from tests.browser.test_accessibility import broken_rules
from tests.browser.test_walk import PHONE, WIDE, settle, visited

COMMAND = (sys.executable, "-c", "from lcdata.cli import app; app()")


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[str]:
    """A dashboard as it is after `lcdata init`."""
    named = ("--organisation", "nijhof=Nijhof Installatietechniek", "--leader", "l@saxion.example")
    where = ("--data", str(tmp_path / "data"), "--out", str(tmp_path / "begin"))
    subprocess.run([*COMMAND, "init", *named, *where], check=True, cwd=ROOT, capture_output=True)
    with serving(tmp_path / "data", free_port(), "--local-only") as address:
        yield address


def test_from_an_empty_directory_to_the_overview(browser: Browser, begun: str) -> None:
    with visited(browser, begun, WIDE) as (page, noise):
        settle(page, "Aan de slag")
        with page.expect_download() as caught:
            page.get_by_role("button", name="Sjabloon (Excel)").last.click()
        book = openpyxl.load_workbook(io.BytesIO(caught.value.path().read_bytes()))
        assert "levering" in book.sheetnames
        page.set_input_files(
            "input[type=file]", ROOT / "sample_data" / "deliveries" / "nijhof.xlsx"
        )
        page.get_by_role("button", name="Leveren", exact=True).click(timeout=30_000)
        settle(page, "Overzicht")
        expect(page.get_by_text("Nijhof").first).to_be_visible()
        assert noise.heard == []


def test_an_organisation_that_is_added_gets_its_template(browser: Browser, begun: str) -> None:
    with visited(browser, begun, WIDE) as (page, _):
        settle(page, "Aan de slag")
        page.get_by_role("button", name="Organisatie toevoegen").click()
        page.get_by_label("Naam, of ID=naam").fill("Loohuis Installatietechnieken")
        page.get_by_role("button", name="Toevoegen", exact=True).click()
        expect(page.get_by_text("Loohuis Installatietechnieken", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Sjabloon (Excel)")).to_have_count(3)


def test_an_empty_dashboard_breaks_no_rule_of_wcag_and_fits_a_phone(
    browser: Browser, begun: str
) -> None:
    for width, scheme, language in ((WIDE, "dark", "nl"), (PHONE, "light", "en")):
        address = f"{begun}/?language={language}"
        with visited(browser, address, width, scheme) as (page, _):  # type: ignore[arg-type]
            assert broken_rules(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
