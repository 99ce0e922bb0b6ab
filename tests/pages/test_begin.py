"""What an empty dashboard shows, and to whom."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lcdata.organisations import Expected, as_toml
from lcdata.ui.escape import plain
from tests.pages.conftest import Files
from tests.pages.test_pages import texts
from tests.pages.test_sign_in import ACCESS, DIRECTOR, LEADER, SECRETS, signed_in

COMPANIES = (Expected("geas", "Geas Energiewacht"), Expected("nijhof", "Nijhof"))
TITLE = {"nl": "Aan de slag", "en": "Getting started"}


@pytest.fixture
def empty(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "organisations.toml").write_text(as_toml(COMPANIES), encoding="utf-8")
    monkeypatch.setenv("LCDATA_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def local(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    return empty


@pytest.fixture
def with_accounts(empty: Path) -> Path:
    (empty / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    (empty / "access.toml").write_text(ACCESS, encoding="utf-8")
    return empty


def title(app: AppTest) -> str:
    return str(app.title[0].value)


@pytest.mark.parametrize("language", TITLE)
def test_the_operator_at_this_computer_reads_what_to_do_with_the_upload_right_there(
    app: AppTest, local: Path, language: str
) -> None:
    app.query_params["language"] = language
    shown = app.run()
    assert not shown.exception
    assert title(shown) == TITLE[language]
    assert [head.value[:1] for head in shown.header][1:4] == ["1", "2", "3"]
    assert len(shown.get("file_uploader")) == 1
    assert plain(str(local)) in texts(shown)


def test_every_organisation_has_its_template_and_all_of_them_are_one_zip(
    app: AppTest, local: Path, files: Files
) -> None:
    app.run()
    templates = {"template-consortium.xlsx", "template-geas.xlsx", "template-nijhof.xlsx"}
    assert templates <= set(files)
    with zipfile.ZipFile(io.BytesIO(files["templates.zip"]())) as archive:
        assert set(archive.namelist()) == templates


def test_the_manual_and_who_sees_what_come_along(app: AppTest, local: Path, files: Files) -> None:
    app.run()
    assert files["deploy.md"]().startswith(b"# Deploying")
    assert files["privacy.nl.md"]().startswith(b"# Privacy")


def test_everything_can_be_checked_in_words(app: AppTest, local: Path) -> None:
    app.run()
    app.toggle[0].set_value(True).run()
    assert "er is nog niets gepubliceerd" in texts(app)


def test_the_leader_begins_and_sees_no_path_of_the_server(
    app: AppTest, with_accounts: Path
) -> None:
    shown = signed_in(app, **LEADER)
    assert title(shown) == TITLE["nl"]
    assert len(shown.get("file_uploader")) == 1
    assert plain(str(with_accounts)) not in texts(shown)


def test_a_director_reads_that_there_is_nothing_yet_and_can_send_nothing(
    app: AppTest, with_accounts: Path
) -> None:
    shown = signed_in(app, **DIRECTOR)
    assert title(shown) == "Er is nog niets te tonen"
    assert not shown.get("file_uploader")
    assert "Geas" not in texts(shown)


def test_nobody_gets_more_than_the_way_to_sign_in(app: AppTest, with_accounts: Path) -> None:
    shown = app.run()
    assert not shown.get("file_uploader")
    assert "Geas" not in texts(shown)


def test_without_sign_in_an_empty_dashboard_is_closed_to_others(app: AppTest, empty: Path) -> None:
    shown = app.run()
    assert title(shown) == "Het dashboard is gesloten"
    assert not shown.get("file_uploader")
    assert "Geas" not in texts(shown)


def test_a_lost_pointer_is_not_taken_for_an_empty_dashboard(app: AppTest, local: Path) -> None:
    (local / "releases").mkdir()
    (local / "releases" / "20200101T000000000000Z-00000000.published").touch()
    shown = app.run()
    assert title(shown) not in TITLE.values()
