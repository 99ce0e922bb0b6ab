from __future__ import annotations

from pathlib import Path

import pytest

from lcdata import config
from lcdata.config import Settings, bundled, dashboard_script, read_settings
from lcdata.errors import ConfigurationError


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LCDATA_LANGUAGE", "LC_ALL", "LANG", "LCDATA_DATA", "LCDATA_MODE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "nl"),
        ({"LANG": "C.UTF-8"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "en_GB.UTF-8", "LCDATA_LANGUAGE": "nl"}, "nl"),
    ],
)
def test_the_language_is_the_terminals_unless_set(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert read_settings().language == language


def test_what_a_command_is_given_wins_over_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LCDATA_DATA", "/elsewhere")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    settings = read_settings(data=Path("here"), language="nl")
    assert (settings.data, settings.language) == (Path("here"), "nl")


def test_what_a_command_is_not_given_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LCDATA_DATA", "/elsewhere")
    assert read_settings(data=None).data == Path("/elsewhere")


def test_the_demo_never_shares_a_directory_with_real_data() -> None:
    settings = Settings(data=Path("real"))
    assert settings.demo_data == Path("real/demo")
    assert settings.deliveries_dir.parent == settings.releases_dir.parent == Path("real")


def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LCDATA_MODE", "secret")
    with pytest.raises(ConfigurationError) as refused:
        read_settings()
    assert str(refused.value) == "settings that cannot be used: mode"


def test_folders_lie_beside_the_package_in_a_checkout() -> None:
    root = Path(config.__file__).parent.parent
    assert bundled("sql") == root / "sql"
    assert dashboard_script() == root / "server.py"


def test_folders_lie_inside_the_package_when_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sql").mkdir()
    (tmp_path / "dashboard").mkdir()
    monkeypatch.setattr(config, "PACKAGE", tmp_path)
    assert bundled("sql") == tmp_path / "sql"
    assert dashboard_script() == tmp_path / "dashboard" / "server.py"
