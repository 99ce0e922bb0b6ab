from __future__ import annotations

from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, expect

from lcdata.charts.theme import TOKENS
from lcdata.ui.page_script import NARROW_FROM, WIDE_FROM
from tests.browser.test_walk import PHONE, WIDE, settle, visited

CHARTS = "[data-testid='stVegaLiteChart'] svg"
ADDRESS = "/participation?viewer=director:nijhof&figure=unexcused_rate"


def test_streamlit_still_reads_where_the_server_is() -> None:
    files = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("index.*.js")
    script = "".join(file.read_text(encoding="utf-8") for file in files)
    assert "window.__streamlit" in script
    assert "BACKEND_BASE_URL" in script


def test_a_link_to_a_page_asks_the_server_at_its_own_address(server: str, browser: Browser) -> None:
    asked: list[str] = []
    with visited(browser, server, WIDE) as (page, _):
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.goto(f"{server}{ADDRESS}")
        settle(page, "Deelname")
    assert [url for url in asked if "_stcore/stream" in url]
    assert not [url for url in asked if "/participation/" in url]


@pytest.mark.parametrize(("width", "charts"), [(WIDE, 3), (WIDE_FROM - 1, 2), (PHONE, 2)])
def test_a_page_sends_the_charts_of_one_width(
    server: str, browser: Browser, width: int, charts: int
) -> None:
    with visited(browser, server, width) as (page, _):
        settle(page, "Overzicht")
        expect(page.locator(CHARTS)).to_have_count(charts, timeout=20_000)


def test_a_window_that_comes_to_another_width_gets_its_charts_and_keeps_its_choice(
    server: str, browser: Browser
) -> None:
    with visited(browser, f"{server}{ADDRESS}", WIDE) as (page, _):
        settle(page, "Deelname")
        page.evaluate("window.before = true")
        page.set_viewport_size({"width": NARROW_FROM - 1, "height": 1000})
        page.wait_for_function("() => !window.before")
        settle(page, "Deelname")
        chosen = page.locator(".stMain [data-testid='stSelectbox'] input").last
        expect(chosen).to_have_value("Afwezig zonder bericht")


def test_a_window_that_only_becomes_lower_stays_as_it_is(server: str, browser: Browser) -> None:
    with visited(browser, server, PHONE) as (page, _):
        settle(page, "Overzicht")
        page.evaluate("window.before = true")
        page.set_viewport_size({"width": PHONE, "height": 500})
        page.wait_for_timeout(1000)
        assert page.evaluate("window.before")


def test_charts_turn_dark_with_the_window(server: str, browser: Browser) -> None:
    with visited(browser, server, WIDE, "light") as (page, _):
        settle(page, "Overzicht")
        page.emulate_media(color_scheme="dark")
        own = page.locator(f"{CHARTS} [fill='{TOKENS['dark'].own}' i]")
        expect(own.first).to_be_visible(timeout=20_000)
