from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lcdata.access import parse_scope
from lcdata.config import read_settings
from lcdata.release import deliver
from lcdata.ui.navigation import PAGES
from tests.pages.conftest import DIRECTOR, LEADER, ROOT, unfold
from tests.pages.test_pages import texts

DELIVERIES = ROOT / "tests" / "data" / "consortium" / "canonical"
FACILITATOR = "facilitator:nijhof/c1,nijhof/c2,nijhof/c3"
VIEWERS = (LEADER, DIRECTOR, FACILITATOR)
SHIELDED_PAGES = {"overview", "company", "participation", "outcomes", "design_principles"}
POLICY = "lcdata/disclosure/policy.toml"

LEAST = 60
"""Characters of a page that says something beyond its title."""


@pytest.fixture(scope="module")
def one_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("one-company")
    deliver([DELIVERIES / "nijhof"], read_settings(data=data))
    return data


@pytest.fixture(scope="module")
def all_shielded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("all-shielded")
    policy = (ROOT / POLICY).read_text(encoding="utf-8")
    strict = policy.replace("k_person = 5 ", "k_person = 1000 ")
    (data / "policy.toml").write_text(strict.replace("k_survey = 10 ", "k_survey = 1000 "))
    deliver(sorted(DELIVERIES.iterdir()), read_settings(data=data))
    return data


def walk(app: AppTest, viewer: str) -> dict[str, str]:
    """All that each page of a role says, tables included."""
    app.query_params["viewer"] = viewer
    app.run()
    assert app.selectbox(key="viewer").value == viewer
    said = {}
    for page, entry in PAGES.items():
        if parse_scope(viewer).role not in entry.roles:
            continue
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
            app.run()
        assert not unfold(app).exception, page
        assert len(app.title) == 1, page
        alts = "\n".join(chart.proto.alt for chart in app.get("vega_lite_chart"))
        said[page] = "\n".join([texts(app), alts])
    return said


@pytest.mark.parametrize("viewer", VIEWERS)
def test_with_one_company_every_page_opens_and_says_something(
    app: AppTest, one_company: Path, monkeypatch: pytest.MonkeyPatch, viewer: str
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(one_company))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    for page, said in walk(app, viewer).items():
        assert len(said) > LEAST, page


@pytest.mark.parametrize("viewer", VIEWERS)
def test_with_everything_shielded_every_page_opens_and_says_so(
    app: AppTest, all_shielded: Path, monkeypatch: pytest.MonkeyPatch, viewer: str
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(all_shielded))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    shown = walk(app, viewer)
    for page, said in shown.items():
        assert len(said) > LEAST, page
    if viewer != FACILITATOR:
        for page in SHIELDED_PAGES:
            assert "afgeschermd" in shown[page].casefold(), page


@pytest.mark.parametrize("page", PAGES)
def test_with_an_empty_warehouse_every_page_says_what_to_do(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(tmp_path))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    app.switch_page(f"pages/{page}.py") if page != "overview" else None
    app.run()
    assert not app.exception
    assert app.title[0].value == "Aan de slag"
