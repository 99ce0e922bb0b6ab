from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.test_walk import PAGES, PHONE, WIDE, go_to, settle, visited

UPSTREAM = {"presentation-role-conflict": "stFileUploaderDropzone"}
"""Streamlit's own: its drop zone has the role presentation and takes focus from a script since
https://github.com/streamlit/streamlit/pull/15928. The button inside it has name and role."""


def is_upstream(violation: dict[str, Any]) -> bool:
    part = UPSTREAM.get(violation["id"])
    return part is not None and all(part in node["html"] for node in violation["nodes"])


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("viewer", ["leader", "facilitator:de-groot/c1,de-groot/c2,de-groot/c3"])
def test_no_page_breaks_a_rule_of_wcag(
    server: str, browser: Browser, viewer: str, width: int
) -> None:
    titles = PAGES.get(viewer, ["Overzicht", "Aanwezigheid"])
    broken = {}
    with visited(browser, f"{server}/?viewer={quote(viewer)}", width) as (page, _):
        for title in titles:
            if title == "Overzicht":
                settle(page, title)
            else:
                go_to(page, title)
            page.wait_for_timeout(500)
            found = [x for x in Axe().run(page).response["violations"] if not is_upstream(x)]
            if found:
                broken[title] = [(item["id"], item["impact"]) for item in found]
    assert broken == {}
