from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.cli.dashboard import arguments, environment, start_dashboard
from lcdata.config import Settings, read_settings
from lcdata.errors import ConfigurationError


@pytest.mark.parametrize("local_only", [True, False])
def test_a_dashboard_listens_to_this_computer_unless_an_address_is_given(local_only: bool) -> None:
    settings = Settings(local_only=local_only)
    assert "--server.address=127.0.0.1" in arguments(settings, 8501)
    assert "--server.address=0.0.0.0" in arguments(settings, 8501, "0.0.0.0")


def test_without_sign_in_the_dashboard_listens_nowhere_else() -> None:
    with pytest.raises(ConfigurationError, match="this computer alone"):
        start_dashboard(Settings(local_only=True), 8501, "0.0.0.0")


def test_no_outside_service_is_asked_for_the_own_address() -> None:
    assert "--logger.hideWelcomeMessage=true" in arguments(Settings(), 8501)


def test_the_dashboard_reads_the_settings_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(
        data=Path("some").resolve(),
        mode="demo",
        local_only=True,
        language="en",
        access_file=Path("who.toml").resolve(),
        secrets_file=Path("provider.toml").resolve(),
    )
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    assert read_settings() == settings


def test_an_installation_without_dashboard_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="dashboard is missing"):
        start_dashboard(Settings(app=tmp_path / "app.py"), 8501)


def test_a_local_dashboard_answers_to_local_names_only() -> None:
    given = arguments(Settings(local_only=True), 8501)
    assert "--browser.serverAddress=localhost" in given
    assert [flag for flag in given if "allowedHosts" in flag] == [
        "--server.allowedHosts=localhost",
        "--server.allowedHosts=127.0.0.1",
    ]


def test_with_sign_in_the_dashboard_answers_to_its_own_name_only(tmp_path: Path) -> None:
    (tmp_path / "access.toml").write_text('[[grant]]\ngroup = "g"\nrole = "leader"\n')
    (tmp_path / "secrets.toml").write_text(
        """
        [auth]
        redirect_uri = "https://lc.example.nl/oauth2callback"
        cookie_secret = "0123456789abcdef0123456789abcdef"
        client_id = "c"
        client_secret = "s"
        server_metadata_url = "https://idp.example.nl/x"
        """
    )
    given = arguments(Settings(data=tmp_path), 8501)
    assert "--server.allowedHosts=lc.example.nl" in given
    assert "--browser.serverAddress=lc.example.nl" in given
    assert f"--secrets.files={tmp_path / 'secrets.toml'}" in given
