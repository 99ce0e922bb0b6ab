from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from lcdata.config import read_settings
from lcdata.release import prepare_demo
from tests.browser.conftest import free_port, serving


def test_a_fault_of_a_page_is_two_sentences_there_and_its_places_in_the_program_log(
    browser: Browser, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    prepare_demo(read_settings(data=data))
    (data / "access.log").unlink()
    (data / "access.log").mkdir()  # so that no page can be logged
    with serving(data, free_port(), "--local-only") as address:
        page = browser.new_page()
        page.goto(address)
        told = page.get_by_text("Hier ging iets mis")
        expect(told.first).to_be_visible(timeout=30_000)
        expect(page.get_by_text("Something went wrong here").first).to_be_visible()
        (reference,) = set(re.findall(r": ([0-9a-f]{8})$", told.first.inner_text()))
        page.close()
    written = "".join(path.read_text("utf-8") for path in (data / "logs").iterdir())
    lines = [json.loads(line) for line in written.splitlines()]
    faults = {line["reference"]: line for line in lines if line["event"] == "fault"}
    assert faults[reference]["errors"][0]["errno"] == "EISDIR"
    assert {"server started", "server stopped"} <= {line["event"] for line in lines}
    console = (data / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in console
    assert str(data) not in console
