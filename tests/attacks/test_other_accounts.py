"""Another account of the same computer: nothing the program writes is theirs to read."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lcdata.config import read_settings
from lcdata.release import deliver, purge
from lcdata.signin.setup import is_open_to_others
from tests.attacks.installed import installed
from tests.integration.conftest import Lcdata
from tests.integration.conftest import lcdata as lcdata

DEFECTS = Path("tests/data/consortium/defects")


@pytest.fixture
def careless() -> Iterator[None]:
    """An account whose files everybody may read."""
    habit = os.umask(0o022)
    yield
    os.umask(habit)


def open_files(folder: Path) -> list[Path]:
    found = list(folder.rglob("*"))
    assert len(found) > 3
    return [path for path in found if path.stat().st_mode & 0o077]


@pytest.mark.usefixtures("careless")
def test_deliveries_receipts_quarantine_and_releases_are_the_accounts_own(tmp_path: Path) -> None:
    settings = read_settings(data=tmp_path / "data")
    deliver(sorted(DEFECTS.iterdir()), settings)
    assert list(settings.deliveries_dir.glob("*/quarantined/*.parquet"))
    for folder in (settings.deliveries_dir, settings.releases_dir):
        assert [path for path in open_files(folder) if path.name != ".lock"] == []
    purge(settings, dt.date(2032, 1, 1), is_real=True)
    assert [path for path in open_files(settings.deliveries_dir) if path.name != ".lock"] == []


def test_all_that_a_command_writes_is_the_accounts_own(lcdata: Lcdata, tmp_path: Path) -> None:
    lcdata("deliver", *sorted(DEFECTS.iterdir()), "--data", tmp_path / "data")
    assert open_files(tmp_path / "data") == []


def test_serve_warns_of_a_secret_that_others_can_read(tmp_path: Path) -> None:
    with installed(tmp_path / "data", {"LANG": "en_GB.UTF-8", "LC_ALL": ""}) as dashboard:
        secrets = dashboard.data / "secrets.toml"
        assert is_open_to_others(secrets)
        told = (dashboard.data / "server.log").read_text(encoding="utf-8")
        assert f"{secrets} can be read by other accounts" in told
