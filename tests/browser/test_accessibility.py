from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from lcdata.access import parse_scope
from lcdata.locale import Language, words
from lcdata.ui.navigation import PAGES
from tests.browser.test_walk import PHONE, SETTLED, WIDE, Scheme, visited

UPSTREAM = {"presentation-role-conflict": "stFileUploaderDropzone"}
"""Streamlit's own: its drop zone has the role presentation and takes focus from a script since
https://github.com/streamlit/streamlit/pull/15928. The button inside it has name and role."""

AT_REST = """() => !document.querySelector('[data-stale="true"]')
    && document.getAnimations().every(one => one.playState !== 'running'
        || one.effect.getComputedTiming().endTime === Infinity)"""
"""Nothing is about to be replaced and no transition runs; what never ends is not waited for."""

FACILITATOR = "facilitator:de-groot/c1,de-groot/c2,de-groot/c3"
VISITS: list[tuple[str, Language, Scheme, int]] = [
    ("leader", "nl", "dark", WIDE),
    ("leader", "en", "light", PHONE),
    ("director:loohuis", "nl", "light", PHONE),
    ("director:loohuis", "en", "dark", WIDE),
    (FACILITATOR, "nl", "dark", PHONE),
    (FACILITATOR, "en", "light", WIDE),
]
"""Every page of every role in both languages, in dark and in light, and at both widths."""


def is_upstream(violation: dict[str, Any]) -> bool:
    part = UPSTREAM.get(violation["id"])
    return part is not None and all(part in node["html"] for node in violation["nodes"])


def go_to(page: Page, name: str, title: str) -> None:
    drawer = page.get_by_test_id("stExpandSidebarButton")
    if drawer.is_visible():
        drawer.click()
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_url(re.compile(f"/{name}([?]|$)"))


def come_to_rest(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    page.wait_for_selector(SETTLED)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(AT_REST)


def broken_rules(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds on the page at rest, twice where it finds something.

    Streamlit fades what a run replaces, and a run may begin while axe reads: a colour half faded
    is gone at the second reading, a real one is not."""
    for _reading in range(2):
        come_to_rest(page)
        found = [rule for rule in Axe().run(page).response["violations"] if not is_upstream(rule)]
        if not found:
            break
    return [(rule["id"], rule["impact"], rule["nodes"][0]["html"][:200]) for rule in found]


@pytest.mark.parametrize(("viewer", "language", "scheme", "width"), VISITS)
def test_no_page_breaks_a_rule_of_wcag(
    server: str, browser: Browser, viewer: str, language: Language, scheme: Scheme, width: int
) -> None:
    role, broken = parse_scope(viewer).role, {}
    url = f"{server}/?viewer={quote(viewer)}&language={language}"
    with visited(browser, url, width, scheme) as (page, _):
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
        for name, entry in PAGES.items():
            if role not in entry.roles:
                continue
            if name != "overview":
                go_to(page, name, words(language).text(entry.title))
            if found := broken_rules(page):
                broken[name] = found
    assert broken == {}
