"""What is hidden is nowhere: two consortia that differ in it alone look the same to others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from lcdata.access import parse_scope
from lcdata.cli import looking
from lcdata.cli.commands import commands
from lcdata.ui.navigation import PAGES
from lcdata.warehouse.reader import Reader
from tests.attacks.conftest import ROOT
from tests.pages.conftest import unfold
from tests.pages.test_pages import texts

assert looking.indicators.__name__ == "indicators"  # importing it made it a command

Open = Callable[[Path, str, str], AppTest]

OTHERS = (
    "leader",
    "director:nijhof",
    "director:engberink",
    "director:loohuis",
    "director:de-groot",
    "facilitator:nijhof/c1",
    "facilitator:consortium/c1",
)
OPENED = [
    (page, viewer)
    for viewer in ("leader", "director:nijhof")
    for page, entry in PAGES.items()
    if parse_scope(viewer).role in entry.roles
    and page not in {"indicators", "access_log", "deliveries"}
]
"""Pages of figures; a facilitator's exact limits may differ in the last bit."""
SAME_BY_NAME = {"release_id", "delivery_lines", "delivery_issues"}
"""Names of a release and of deliveries: hashes of the bytes, so they differ by themselves."""


def plain(record: object) -> object:
    """Rounded where two orders of adding up differ in the last bit."""
    if isinstance(record, float):
        return round(record, 9)
    if isinstance(record, dict):
        return {name: plain(value) for name, value in record.items()}
    return [plain(one) for one in record] if isinstance(record, list | tuple) else record


@cache
def everything(data: Path, viewer: str) -> dict[str, Any]:
    model = Reader(data / "releases").read(parse_scope(viewer))
    return {name: plain(value) for name, value in asdict(model).items()}


@pytest.mark.parametrize("viewer", OTHERS)
def test_everything_others_get_stays_the_same_when_only_what_is_hidden_changes(
    consortium: Path, twin: Path, viewer: str
) -> None:
    one, other = everything(consortium, viewer), everything(twin, viewer)
    assert {name for name in one if one[name] != other[name]} <= SAME_BY_NAME
    assert one["cells"]


def test_the_hidden_figures_of_the_two_do_differ(consortium: Path, twin: Path) -> None:
    for viewer in ("facilitator:loohuis/c1", "facilitator:de-groot/c2"):
        assert everything(consortium, viewer)["cells"] != everything(twin, viewer)["cells"]
    raw = [everything(data, "unguarded")["cells"] for data in (consortium, twin)]
    for name in ("mean.autonomy", "attendance_rate"):
        assert of(raw[0], name, "loohuis") != of(raw[1], name, "loohuis")


def of(cells: list[dict[str, Any]], indicator: str, entity_id: str) -> list[object]:
    return [c for c in cells if (c["indicator"], c["entity_id"]) == (indicator, entity_id)]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")

    def open_page(data: Path, page: str, viewer: str) -> AppTest:
        monkeypatch.setenv("LCDATA_DATA", str(data))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.query_params["viewer"] = viewer
        app.run()
        if page != "overview":
            app.switch_page(f"pages/{page}.py").run()
        assert not unfold(app).exception
        return app

    yield open_page
    st.cache_resource.clear()


def drawn(app: AppTest) -> list[str]:
    """Charts with their data and tooltips, tables, texts, choices and the session's state."""
    charts = [chart.proto.spec for chart in app.get("vega_lite_chart")]
    alts = [chart.proto.alt for chart in app.get("vega_lite_chart")]
    choices = [str(box.options) for box in app.selectbox]
    labels = [part.label for part in (*app.metric, *app.expander)]
    kept = app.session_state._state.filtered_state
    state = [f"{key}={kept[key]}" for key in sorted(kept) if not key.startswith("_")]
    said = [texts(app), *charts, *alts, *choices, *labels, *state]
    return [re.sub(r"\d{8}T\d{12}Z-[0-9a-f]{8}|[0-9a-f]{12,}", "…", one) for one in said]


@pytest.mark.parametrize(("page", "viewer"), OPENED)
def test_a_page_draws_the_same_byte_for_byte_when_only_what_is_hidden_changes(
    consortium: Path, twin: Path, opened: Open, page: str, viewer: str
) -> None:
    # charts, axes, order, slots, tooltips and the state: none depends on a hidden value
    assert drawn(opened(consortium, page, viewer)) == drawn(opened(twin, page, viewer))


@pytest.mark.parametrize("viewer", OTHERS)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_exported_file_holds_no_number_of_a_hidden_figure(
    consortium: Path, viewer: str, form: str
) -> None:
    command = ["indicators", "--data", str(consortium), "--as", viewer, "--format", form]
    result = CliRunner().invoke(commands, command)
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if "suppressed" in line]
    assert lines
    for line in lines:
        if form == "json":
            found = json.loads(line)
            kept = {name for name, value in found.items() if value is not None}
            assert kept == {"indicator", "grain", "entity_id", "period", "status"}
        else:
            assert not re.findall(r"[,;]\d", re.sub(r"sprint_\d", "", line))


@pytest.mark.parametrize("viewer", ["leader", "director:loohuis"])
def test_a_hidden_company_keeps_its_place_by_name_and_not_by_value(
    consortium: Path, twin: Path, viewer: str
) -> None:
    for data in (consortium, twin):
        model = Reader(data / "releases").read(parse_scope(viewer))
        companies = [
            c.entity_id
            for c in model.cells
            if (c.indicator, c.grain, c.period) == ("attendance_rate", "company", "overall")
        ]
        assert companies == sorted(companies)
        assert "loohuis" in companies


def test_the_access_log_holds_pages_and_no_figures(consortium: Path, opened: Open) -> None:
    opened(consortium, "participation", "director:loohuis")
    log = (consortium / "access.log").read_text(encoding="utf-8")
    whats = {json.loads(line)["what"] for line in log.splitlines()}
    assert "participation" in whats
    assert not [what for what in whats if re.search(r"\d+ van \d+|%|0[.,]\d", what)]


@pytest.mark.parametrize(
    "viewer", ["director:", "facilitator", "director:a,b", "x", "", "leader:x"]
)
def test_an_error_message_tells_how_to_ask_and_nothing_of_the_data(
    consortium: Path, viewer: str
) -> None:
    result = CliRunner().invoke(commands, ["indicators", "--data", str(consortium), "--as", viewer])
    assert result.exit_code != 0
    assert not result.stdout
    assert "loohuis" not in f"{result.output} {result.exception}".lower()
