from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

DIRECTOR_PAGES = [
    "Overzicht",
    "Mijn bedrijf",
    "Deelname",
    "Sprintvoortgang",
    "Opbrengsten",
    "Ontwerpprincipes",
    "Overstijgende community",
    "Begrippen",
]
PAGES = {
    "leader": [
        "Overzicht",
        "Mijn bedrijf",
        "Deelname",
        "Sprintvoortgang",
        "Opbrengsten",
        "Ontwerpprincipes",
        "Overstijgende community",
        "Leveringen",
        "Begrippen",
        "Logboek",
    ],
    "director:nijhof": DIRECTOR_PAGES,
    "director:loohuis": DIRECTOR_PAGES,
    "facilitator:alferink/c1,alferink/c2,alferink/c3": [
        "Overzicht",
        "Sprintvoortgang",
        "Ontwerpprincipes",
        "Overstijgende community",
        "Aanwezigheid",
        "Leveringen",
        "Begrippen",
    ],
}
HEADINGS = {"Mijn bedrijf": re.compile("Alferink|Nijhof|Loohuis")}
"""Where the heading is not the title of the navigation."""

WIDE, PHONE = 1440, 390
Scheme = Literal["dark", "light"]
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


NOTHING_CUT = """() => {
    const group = document.querySelector('[data-testid="stButtonGroup"]')
    return group && [group, ...group.querySelectorAll('*')]
        .every(part => part.scrollWidth <= part.clientWidth + 1 || part.clientWidth === 0)
}"""
"""The switch of languages shows both; asked until it is so, as a page tells its width first."""


class Noise:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(message.text)

    def on_request(self, request: Request) -> None:
        if not request.url.startswith(("http://localhost", "data:", "blob:")):
            self.heard.append(request.url)


@contextmanager
def visited(
    browser: Browser, url: str, width: int, scheme: Scheme = "dark"
) -> Iterator[tuple[Page, Noise]]:
    context = browser.new_context(
        viewport={"width": width, "height": 1000}, locale="nl-NL", color_scheme=scheme
    )
    page, noise = context.new_page(), Noise()
    page.on("console", noise.on_console)
    page.on("request", noise.on_request)
    page.goto(url)
    yield page, noise
    context.close()


def settle(page: Page, title: str) -> None:
    expect(
        page.get_by_role("heading", level=1, name=HEADINGS.get(title, title), exact=True)
    ).to_be_visible(timeout=30_000)
    page.wait_for_selector(SETTLED)
    page.wait_for_load_state("networkidle")


def go_to(page: Page, title: str) -> None:
    drawer = page.get_by_test_id("stExpandSidebarButton")
    if drawer.is_visible():
        drawer.click()
    page.get_by_role("link", name=title, exact=True).click()
    settle(page, title)


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("viewer", PAGES)
def test_every_page_of_a_role_is_whole_and_stays_home(
    server: str, browser: Browser, viewer: str, width: int
) -> None:
    with visited(browser, f"{server}/?viewer={quote(viewer)}", width) as (page, noise):
        for title in PAGES[viewer]:
            if title == "Overzicht":
                settle(page, title)
            else:
                go_to(page, title)
            assert page.get_by_test_id("stException").count() == 0
            assert page.get_by_text("voorbeelddata").count() >= 1
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert noise.heard == []


def test_a_role_sees_its_own_pages_alone(server: str, browser: Browser) -> None:
    for viewer, titles in PAGES.items():
        with visited(browser, f"{server}/?viewer={quote(viewer)}", WIDE) as (page, _):
            settle(page, "Overzicht")
            links = page.get_by_test_id("stTopNavLink").all_inner_texts()
            assert links == titles


@pytest.mark.parametrize("width", [PHONE, 768, 1024, WIDE])
def test_both_languages_can_be_reached_at_any_width(
    server: str, browser: Browser, width: int
) -> None:
    with visited(browser, f"{server}/", width) as (page, _):
        settle(page, "Overzicht")
        page.wait_for_function(NOTHING_CUT, timeout=10_000)


def test_viewer_and_language_stay_over_pages_and_in_the_address(
    server: str, browser: Browser
) -> None:
    url = f"{server}/?viewer={quote('director:nijhof')}&language=en"
    with visited(browser, url, WIDE) as (page, _):
        settle(page, "Overview")
        go_to(page, "Participation")
        assert "viewer=director" in page.url
        assert "language=en" in page.url
        assert page.evaluate("document.documentElement.lang") == "en"
        page.get_by_text("NL", exact=True).click()
        settle(page, "Deelname")
        assert page.evaluate("document.documentElement.lang") == "nl"
        assert "language" not in page.url
        assert "director" in page.url


def test_the_table_twin_opens_below_its_chart(server: str, browser: Browser) -> None:
    with visited(browser, server, WIDE) as (page, _):
        settle(page, "Overzicht")
        page.get_by_text("Als tabel").first.click()
        expect(page.get_by_role("table").first).to_contain_text("Alferink Installatietechniek")


def downloaded(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download() as caught:
        page.get_by_text(label).first.click()
    return caught.value.suggested_filename, caught.value.path().read_bytes()


def test_each_kind_of_download_holds_the_table_of_the_page(server: str, browser: Browser) -> None:
    with visited(browser, server, WIDE) as (page, noise):
        settle(page, "Overzicht")
        page.get_by_text("Als tabel").first.click()
        table = page.get_by_role("table").first
        expect(table).to_be_visible()
        rows = [line.locator("th, td").all_inner_texts() for line in table.locator("tr").all()]
        workbook = downloaded(page, "Excel downloaden")
        plain_file = downloaded(page, "CSV downloaden")
        assert noise.heard == []
    assert (workbook[0], plain_file[0]) == ("overview.xlsx", "overview.csv")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook[1])).worksheets[0]
    lines = list(csv.reader(io.StringIO(plain_file[1].decode("utf-8-sig")), delimiter=";"))
    assert [[str(v or "") for v in line] for line in sheet.iter_rows(values_only=True)] == rows
    assert lines[: lines.index([])] == rows


def test_the_page_speaks_in_its_own_letters(server: str, browser: Browser) -> None:
    with visited(browser, server, WIDE) as (page, _):
        settle(page, "Overzicht")
        loaded = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
        )
    assert any("IBM Plex Sans" in family for family in loaded)
