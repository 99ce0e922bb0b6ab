"""Text from a delivery stays text: on the page, in a chart, in a file to take along."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from lcdata.access import parse_scope
from lcdata.config import read_settings
from lcdata.ingest.judging.check import check
from lcdata.locale import words
from lcdata.release import check_only, deliver
from lcdata.reports.error_workbook import error_list, own_error_workbook
from lcdata.reports.table_file import as_csv, as_workbook
from lcdata.ui.escape import JOINER
from lcdata.ui.navigation import PAGES
from lcdata.view_models import deliveries, overview
from lcdata.view_models.table import Table
from lcdata.view_models.view import View
from lcdata.warehouse.reader import Reader
from tests.attacks.hostile import ACTIVE, ATTACKS, UNSEEN, hostile_deliveries
from tests.browser.conftest import wait_for
from tests.browser.test_walk import SETTLED
from tests.pages.conftest import in_rows, unfold

ROOT = Path(__file__).parents[2]
VIEWERS = ("leader", "director:engberink", "facilitator:engberink/c1,engberink/c2")
SHOWN = [
    (page, viewer)
    for page, entry in PAGES.items()
    for viewer in VIEWERS
    if parse_scope(viewer).role in entry.roles
]
OUR_TAGS = {
    *("<li>", "<div>", "<br>", "<span>", "<strong>", "<small>", "<summary>"),
    *("<thead>", "<tbody>", "<tr>", '<th scope="col">', "<td>"),
    '<div class="lc-folds">',
    '<details class="lc-fold">',
}
OUR_OWN = (
    r'<ul class="lc-rows" style="--lc-columns:[0-9fr ]+">|<table aria-label="[^<>"]*">'
    r'|<div class="lc-table" role="region" tabindex="0" aria-label="[^<>"]*">'
)
EXPRESSIONS = {"expr", "signal", "calculate", "test", "filter", "href", "url", "field"}


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("hostile")
    settings = read_settings(data=data / "data")
    receipts = deliver(hostile_deliveries(data), settings)
    assert {receipt.status for receipt in receipts} == {"accepted"}
    return settings.data


@pytest.fixture
def app(hostile_data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("LCDATA_DATA", str(hostile_data))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def opened(app: AppTest, page: str, viewer: str) -> AppTest:
    app.query_params["viewer"] = viewer
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
        app.run()
    assert not unfold(app).exception
    return app


def markdown(app: AppTest) -> str:
    parts = [*app.title, *app.header, *app.subheader, *app.caption, *app.markdown]
    labels = [part.label for part in (*app.metric, *app.expander)]
    return "\n".join([*(part.value for part in parts), *labels])


def strings(spec: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(spec, dict):
        for key, value in spec.items():
            yield from strings(value, (*path, str(key)))
    elif isinstance(spec, list):
        for value in spec:
            yield from strings(value, path)
    elif isinstance(spec, str):
        yield path, spec


@pytest.mark.parametrize(("page", "viewer"), SHOWN)
def test_no_page_says_an_attack_in_markdown(app: AppTest, page: str, viewer: str) -> None:
    said = markdown(opened(app, page, viewer))
    assert not [mark for mark in ACTIVE if re.search(rf"(?<!\\){re.escape(mark)}", said)]
    assert not [mark for mark in UNSEEN if mark in said]


@pytest.mark.parametrize(("page", "viewer"), SHOWN)
def test_rows_hold_no_tag_or_attribute_but_our_own(app: AppTest, page: str, viewer: str) -> None:
    shown = opened(app, page, viewer)
    for body in (element.proto.body for element in shown.get("html")):
        if not body.startswith("<style>"):
            assert set(re.findall(r"<(?!/)[^>]*>", re.sub(OUR_OWN, "", body))) <= OUR_TAGS
            assert not [mark for mark in UNSEEN if mark in body]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_the_names_are_there_as_text(app: AppTest, viewer: str) -> None:
    shown = opened(app, "overview", viewer)
    specs = "".join(chart.proto.spec for chart in shown.get("vega_lite_chart"))
    told = markdown(shown).replace("\\", "").replace(JOINER, "")
    drawn = told + in_rows(shown) + specs.replace("\\\\", "\\")
    assert any(attack in drawn for attack in ATTACKS)


@pytest.mark.parametrize(("page", "viewer"), SHOWN)
def test_in_a_chart_an_attack_is_data_and_never_an_expression(
    app: AppTest, page: str, viewer: str
) -> None:
    for chart in opened(app, page, viewer).get("vega_lite_chart"):
        for path, text in strings(json.loads(chart.proto.spec)):
            assert not [mark for mark in UNSEEN if mark in text]
            if any(attack in text for attack in ATTACKS):
                assert EXPRESSIONS.isdisjoint(path), path
                assert {"values", "datasets", "text", "title"} & set(path), path


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("lead", ["", " ", "\u200b", "\u202e", "\N{NO-BREAK SPACE}"])
def test_in_a_csv_no_cell_can_be_run(text: str, lead: str) -> None:
    said = words("nl")
    table = Table(f"x{lead}", ((lead + text, lead + text),), (lead + text,), ((lead + text,),))
    content = as_csv(table, said)
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]
    assert not [cell for cell in cells if any(mark in cell for mark in UNSEEN)]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_the_twin_of_a_page_is_as_inert_as_the_page(hostile_data: Path, viewer: str) -> None:
    scope = parse_scope(viewer)
    view = View(Reader(hostile_data / "releases").read(scope), scope, words("nl"))
    board = deliveries.build(view, None, view.as_of or pytest.fail("no date")).board_exhibit.table
    for table in (overview.build(view).exhibit.table, board):
        rows = csv.reader(
            io.StringIO(as_csv(table, words("nl")).decode("utf-8-sig")), delimiter=";"
        )
        assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+@")]


def test_in_a_workbook_an_attack_is_a_text(tmp_path: Path) -> None:
    folder = hostile_deliveries(tmp_path)[0]
    action = folder / "action.csv"
    action.write_text(
        action.read_text(encoding="utf-8").replace(",open", ",bezig"), encoding="utf-8"
    )
    (checked,) = check([folder], {})
    for content in (
        own_error_workbook(checked, words("nl")),
        error_list(checked.receipt.issues, words("nl")),
        as_workbook(Table("x", ((ATTACKS[0],),), ATTACKS, (ATTACKS,)), words("nl")),
    ):
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert not [cell for cell in cells if cell.hyperlink]
        said = [str(cell.value) for cell in cells]
        assert not [text for text in said if any(mark in text for mark in UNSEEN)]


def test_a_receipt_on_a_console_holds_no_control_character(tmp_path: Path) -> None:
    paths = hostile_deliveries(tmp_path)
    for receipt in check_only(paths, read_settings(data=tmp_path / "none")):
        told = receipt.to_text(words("nl"))
        assert all(letter.isprintable() or letter == "\n" for letter in told)


@pytest.fixture(scope="session")
def hostile_server(hostile_data: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {"LCDATA_DATA": str(hostile_data), "LCDATA_LOCAL_ONLY": "true"}
    with (hostile_data / "server.log").open("w") as out:
        process = subprocess.Popen(
            [*command, "--server.address", "localhost", "--server.fileWatcherType", "none"],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=out,
            stderr=out,
        )
        try:
            wait_for(f"http://localhost:{port}/_stcore/health")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


PROBE: dict[str, Any] = {
    "ran": "window.hacked ?? null",
    "links": "[...document.querySelectorAll('.stMain a[href]')].filter("
    "a => /javascript|example/.test(a.href)).length",
    "pictures": "document.querySelectorAll('.stMain img').length",
    "formulas": "document.querySelectorAll('.katex').length",
    "bold": "[...document.querySelectorAll('strong,del,code')].filter("
    "e => ['vet','weg','code'].includes(e.textContent)).length",
}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_in_a_browser_nothing_runs_and_nothing_leads_away(
    hostile_server: str, browser: Browser, viewer: str
) -> None:
    for page_name in ("overview", "deliveries", "attendance", "company"):
        if parse_scope(viewer).role not in PAGES[page_name].roles:
            continue
        page = browser.new_page(locale="nl-NL")
        page.goto(f"{hostile_server}/{page_name}?viewer={quote(viewer)}")
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)
        page.wait_for_load_state("networkidle")
        found = {name: page.evaluate(script) for name, script in PROBE.items()}
        assert found == {"ran": None, "links": 0, "pictures": 0, "formulas": 0, "bold": 0}
        page.close()
