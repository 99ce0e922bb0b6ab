from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lcdata import access_log
from lcdata.access_log import Event
from lcdata.errors import AccessDenied
from tests.pages.conftest import Files, tables
from tests.pages.test_pages import texts

SECRETS = """
[auth]
redirect_uri = "https://lc.example.nl/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "lcdata"
client_secret = "secret"
server_metadata_url = "https://idp.example.nl/.well-known/openid-configuration"
"""
ACCESS = """
[[grant]]
email = "directeur@nijhof.example"
role = "director"
companies = ["nijhof"]

[[grant]]
email = "nieuw@elders.example"
role = "director"
companies = ["elders"]

[[grant]]
email = "beide@winkels.example"
role = "facilitator"
communities = ["winkels/c1", "winkels/c99"]

[[grant]]
email = "beide@winkels.example"
role = "leader"

[[grant]]
group = "leiders"
role = "leader"
"""
OTHERS = ("Loohuis", "Winkels", "Geas", "Alferink", "De Groot")


@pytest.fixture
def installation(outside_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "data"
    shutil.copytree(outside_data, data, ignore=shutil.ignore_patterns("access.log"))
    (data / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    (data / "access.toml").write_text(ACCESS, encoding="utf-8")
    monkeypatch.setenv("LCDATA_DATA", str(data))
    return data


def claims(**said: object) -> dict[str, object]:
    now = int(dt.datetime.now(dt.UTC).timestamp())
    return {"is_logged_in": True, "sub": "1", "iat": now, "nonce": "n", **said}


def signed_in(app: AppTest, page: str = "overview", viewer: str = "", **said: object) -> AppTest:
    app.user = claims(**said)
    if viewer:
        app.query_params["viewer"] = viewer
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
        app.run()
    assert not app.exception
    return app


def everything(app: AppTest) -> str:
    charts = "".join(chart.proto.spec for chart in app.get("vega_lite_chart"))
    options = [option for box in app.selectbox for option in box.options]
    return "\n".join([texts(app), charts, *options])


def logged(data: Path) -> list[tuple[str, str, str, str]]:
    found = access_log.entries(data / "access.log")
    return [(e.person, e.scope, e.event, e.what) for e in found if e.person != "console"]


DIRECTOR: dict[str, Any] = {"email": "Directeur@Nijhof.example"}
LEADER: dict[str, Any] = {"email": "l@saxion.example", "groups": ["leiders"]}
BOTH: dict[str, Any] = {"email": "beide@winkels.example"}


def test_nobody_sees_a_way_to_sign_in_and_nothing_else(app: AppTest, installation: Path) -> None:
    app.run()
    assert [button.label for button in app.button] == ["Aanmelden / Sign in"]
    assert not app.selectbox
    assert "Nijhof" not in everything(app)
    assert logged(installation) == []


def test_a_stranger_sees_a_polite_page_and_the_way_out(app: AppTest, installation: Path) -> None:
    signed_in(app, viewer="leader", email="x@elders.example")
    assert [title.value for title in app.title] == [
        "U hebt nog geen toegang",
        "You do not have access yet",
    ]
    assert [button.label for button in app.button] == ["Afmelden / Sign out"]
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize(
    "said",
    [
        {"email": "directeur@nijhof.example", "email_verified": False},
        {"email": "directeur@nijhof.example", "is_logged_in": False},
        {"email": "directeur@nijhof.example", "iat": None},
        {"name": "directeur@nijhof.example", "preferred_username": "directeur@nijhof.example"},
        {"groups": "Leiders"},
        {"roles": ["leiders"]},
    ],
)
def test_claims_that_prove_nothing_open_nothing(
    app: AppTest, installation: Path, said: dict[str, Any]
) -> None:
    shown = signed_in(app, **said)
    assert not shown.get("vega_lite_chart")
    assert not shown.selectbox


@pytest.mark.parametrize(
    "viewer", ["leader", "director:loohuis", "facilitator:winkels/c1", "unguarded", "<script>"]
)
def test_a_director_gets_nothing_more_from_the_address(
    app: AppTest, installation: Path, viewer: str
) -> None:
    shown = signed_in(app, viewer=viewer, **DIRECTOR)
    assert "Nijhof Installatietechniek" in everything(shown)
    assert not [name for name in OTHERS if name in everything(shown)]
    refused = ("directeur@nijhof.example", "director:nijhof", "refused", f"viewer {viewer}")
    assert refused in logged(installation)


def test_a_typed_address_of_another_roles_page_says_so(app: AppTest, installation: Path) -> None:
    shown = signed_in(app, "deliveries", **DIRECTOR)
    assert shown.title[0].value == "Deze pagina hoort bij een andere rol"
    assert logged(installation)[-1][2:] == ("refused", "deliveries")


def test_an_entry_taken_away_closes_the_door_at_the_next_run(
    app: AppTest, installation: Path
) -> None:
    shown = signed_in(app, **DIRECTOR)
    only_leaders = ACCESS[ACCESS.index('[[grant]]\ngroup = "leiders"') :]
    (installation / "access.toml").write_text(only_leaders, encoding="utf-8")
    shown.run()
    assert shown.title[0].value == "U hebt nog geen toegang"


def test_a_download_of_an_open_page_ends_with_the_role_it_was_for(
    app: AppTest, files: Files, installation: Path
) -> None:
    signed_in(app, "company", **DIRECTOR)
    report = files["board-report-nijhof.pdf"]
    assert report().startswith(b"%PDF")
    other = ACCESS.replace('companies = ["nijhof"]', 'companies = ["elders"]')
    (installation / "access.toml").write_text(other, encoding="utf-8")
    before = logged(installation)
    with pytest.raises(AccessDenied):
        report()
    assert logged(installation) == before


def test_a_mistake_in_the_file_closes_the_door_without_quoting_it(
    app: AppTest, installation: Path
) -> None:
    (installation / "access.toml").write_text(f"{ACCESS}[[grant]]\nrole = 1", encoding="utf-8")
    shown = signed_in(app, **LEADER)
    assert shown.title[0].value == "Het dashboard is gesloten"
    assert "grant" not in everything(shown)


@pytest.mark.parametrize("missing", ["secrets.toml", "access.toml"])
def test_half_a_sign_in_is_closed(app: AppTest, installation: Path, missing: str) -> None:
    (installation / missing).unlink()
    assert signed_in(app, **LEADER).title[0].value == "Het dashboard is gesloten"


def test_a_company_without_a_delivery_is_told_so(app: AppTest, installation: Path) -> None:
    shown = signed_in(app, email="nieuw@elders.example")
    assert shown.title[0].value == "Er is nog niets te tonen"
    assert not shown.get("vega_lite_chart")


def test_two_roles_are_a_choice_and_the_first_is_the_default(
    app: AppTest, installation: Path
) -> None:
    shown = signed_in(app, **BOTH)
    offered = shown.selectbox(key="viewer")
    assert offered.value == "facilitator:winkels/c1"
    assert offered.options[:2] == ["Facilitator bij Winkels", "Consortiumleider"]


def test_a_leader_views_as_a_director_under_a_banner_and_in_the_log(
    app: AppTest, installation: Path
) -> None:
    shown = signed_in(app, viewer="director:nijhof", **LEADER)
    assert "U kijkt als directeur van Nijhof" in texts(shown)
    assert logged(installation)[-1] == ("l@saxion.example", "director:nijhof", "viewed as", "")
    back = next(button for button in shown.button if button.label == "Terug naar mijn eigen rol")
    back.click().run()
    assert shown.selectbox(key="viewer").value == "leader"
    assert "U kijkt als" not in texts(shown)


def test_persons_stay_with_their_facilitator_when_the_leader_views_as_one(
    app: AppTest, installation: Path
) -> None:
    viewer = "facilitator:winkels/c1,winkels/c2,winkels/c3"
    shown = signed_in(app, "attendance", viewer=viewer, **LEADER)
    assert shown.title[0].value == "Deze pagina gaat over personen"
    assert not tables(shown)
    assert not shown.get("download_button")


def test_a_page_is_logged_once_without_figures_however_often_it_runs(
    app: AppTest, installation: Path
) -> None:
    shown = signed_in(app, **DIRECTOR)
    shown.run()
    shown.run()
    by = ("directeur@nijhof.example", "director:nijhof")
    assert logged(installation) == [(*by, "signed in", ""), (*by, "opened", "overview")]


def test_an_unused_sign_in_is_refused_and_logged(
    app: AppTest, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = signed_in(app, **DIRECTOR)
    monkeypatch.setenv("LCDATA_IDLE_MINUTES", "0.000001")
    shown.run()
    assert shown.title[0].value == "U bent afgemeld"
    assert not shown.get("vega_lite_chart")
    assert logged(installation)[-1] == ("directeur@nijhof.example", "", Event.TIMED_OUT, "")


def test_the_leader_reads_the_log_on_a_page(app: AppTest, installation: Path) -> None:
    shown = signed_in(app, "access_log", **LEADER)
    assert "saxion.example (leader)" in everything(shown)
