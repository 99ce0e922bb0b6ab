"""Who is not who they say: a forged address, another's cache, a stranger, nobody."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lcdata.ui.navigation import PAGES
from tests.attacks.conftest import ROOT
from tests.attacks.test_hidden_values import drawn
from tests.pages.conftest import tables
from tests.pages.test_sign_in import ACCESS, SECRETS, signed_in

COMPANIES = ("Loohuis", "Winkels", "Geas", "Alferink", "De Groot", "Engberink", "Van Dam")
FORGED = {
    "viewer": "leader",
    "company": "loohuis",
    "community": "loohuis/c1",
    "profile": "loohuis",
    "organisation": "loohuis",
}
NOBODY: dict[str, Any] = {"is_logged_in": False}
STRANGER: dict[str, Any] = {"email": "x@elders.example", "roles": ["leader"], "groups": []}
DIRECTOR: dict[str, Any] = {"email": "directeur@nijhof.example"}
FACILITATOR: dict[str, Any] = {"email": "beide@winkels.example"}


@pytest.fixture
def installation(consortium: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = Path(shutil.copytree(consortium, tmp_path / "data"))
    (data / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    (data / "access.toml").write_text(ACCESS.replace('role = "leader"', 'role = "director"\n'
                                      'companies = ["winkels"]', 1), encoding="utf-8")  # fmt: skip
    monkeypatch.setenv("LCDATA_DATA", str(data))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "false")
    return data


def told(app: AppTest) -> str:
    return "\n".join(drawn(app)).replace("\\", "")


@pytest.mark.parametrize("who", [NOBODY, STRANGER], ids=["nobody", "stranger"])
def test_no_page_and_no_address_tells_a_stranger_anything(
    app: AppTest, installation: Path, who: dict[str, Any]
) -> None:
    for name, value in FORGED.items():
        app.query_params[name] = value
    shown = signed_in(app, **who)
    assert not [name for name in (*COMPANIES, "Nijhof") if name in told(shown)]
    assert not shown.get("vega_lite_chart")
    assert not tables(shown)
    assert not shown.selectbox
    assert not shown.file_uploader
    for page in PAGES:
        with pytest.raises(ValueError, match="Could not find a navigation page"):
            shown.switch_page(f"pages/{page}.py")


@pytest.mark.parametrize("page", ["overview", "company", "participation", "sprint_progress"])
def test_a_forged_role_or_company_in_the_address_gives_a_director_the_own_page(
    app: AppTest, installation: Path, page: str
) -> None:
    for name, value in FORGED.items():
        app.query_params[name] = value
    found = told(signed_in(app, page, **DIRECTOR))
    assert "Nijhof" in found
    assert not [name for name in COMPANIES if name in found]


@pytest.mark.parametrize("page", ["overview", "attendance", "sprint_progress"])
def test_a_forged_community_in_the_address_gives_a_facilitator_the_own_one(
    app: AppTest, installation: Path, page: str
) -> None:
    for name, value in {**FORGED, "viewer": "facilitator:loohuis/c1"}.items():
        app.query_params[name] = value
    found = told(signed_in(app, page, **FACILITATOR))
    assert "Loohuis" not in found
    assert "Deelnemer 085" not in found


def test_what_one_role_has_read_is_never_another_ones_answer(app: AppTest) -> None:
    seen: dict[str, list[str]] = {}
    for viewer in ("leader", "director:nijhof", "facilitator:nijhof/c1,nijhof/c2,nijhof/c3") * 2:
        again = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        again.query_params["viewer"] = viewer
        found = drawn(again.run())
        assert seen.setdefault(viewer, found) == found
    assert len({tuple(found) for found in seen.values()}) == 3
    charts = "".join(seen["director:nijhof"][1:3])
    assert not [name for name in COMPANIES if name in charts]
