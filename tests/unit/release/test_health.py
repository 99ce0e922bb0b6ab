from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from lcdata.config import Settings, read_settings
from lcdata.ingest.judging.check import check
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.release import build, deliver
from lcdata.release.doctor import examine
from lcdata.release.health import Standing, vital, worst
from lcdata.warehouse.releases import Releases
from tests.integration.conftest import CANONICAL

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("delivered")
    deliver([CANONICAL / "consortium", CANONICAL / "geas"], read_settings(data=data))
    return data


@pytest.fixture
def settings(delivered: Path, tmp_path: Path) -> Settings:
    """A data directory of one's own, with files that are shared until they are replaced."""
    for path in delivered.rglob("*"):
        target = tmp_path / path.relative_to(delivered)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.hardlink_to(path)
    tmp_path.chmod(0o700)
    return read_settings(data=tmp_path)


def standings(settings: Settings) -> dict[str, Standing]:
    return {one.name: one.standing for one in vital(settings)}


def free(settings: Settings, megabytes: int, monkeypatch: pytest.MonkeyPatch) -> Standing:
    monkeypatch.setattr("lcdata.release.health.free_bytes", lambda _data: megabytes * MEGABYTE)
    return standings(settings)["disk"]


def test_an_installation_that_runs_is_fine(settings: Settings) -> None:
    assert worst(vital(settings)) is Standing.FINE


def test_an_empty_one_has_to_be_looked_at_and_is_not_broken(tmp_path: Path) -> None:
    found = standings(read_settings(data=tmp_path / "none"))
    assert found == {"release": "look", "disk": "fine", "delivery": "look", "build": "fine"}
    assert not (tmp_path / "none").exists()


def test_a_live_release_that_is_cut_is_broken(settings: Settings) -> None:
    releases = Releases(settings.releases_dir)
    path = releases.path(str(releases.live_id()))
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.unlink()
    path.write_bytes(half)
    assert standings(settings)["release"] is Standing.BROKEN


def test_a_pointer_to_nothing_is_broken(settings: Settings) -> None:
    pointer = settings.data / "current"
    pointer.unlink()
    pointer.write_text("20200101T000000000000Z-00000000\n")
    assert standings(settings)["release"] is Standing.BROKEN


def test_a_disk_that_fills_asks_for_room_and_a_full_one_is_broken(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert free(settings, 4000, monkeypatch) is Standing.FINE
    assert free(settings, 1000, monkeypatch) is Standing.LOOK
    assert free(settings, 100, monkeypatch) is Standing.BROKEN


def test_a_delivery_of_long_ago_asks_for_a_new_one(tmp_path: Path) -> None:
    settings = read_settings(data=tmp_path)
    (checked,) = check([CANONICAL / "geas"], {})
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=46)
    DeliveryStore(settings.deliveries_dir).add(checked, long_ago)
    assert standings(settings)["delivery"] is Standing.LOOK
    patient = settings.model_copy(update={"stale_days": 50})
    assert standings(patient)["delivery"] is Standing.FINE


def test_a_delivery_that_is_stored_and_not_published_is_a_failed_build(settings: Settings) -> None:
    for path in settings.releases_dir.iterdir():
        path.unlink()
    (settings.data / "current").unlink()
    assert standings(settings)["build"] is Standing.BROKEN
    build(settings)
    assert standings(settings)["build"] is Standing.FINE


def test_the_doctor_names_what_is_open_to_other_accounts(settings: Settings) -> None:
    secrets = settings.data / "secrets.toml"
    secrets.touch()
    secrets.chmod(0o644)
    (account,) = [one for one in examine(settings) if one.name == "account"]
    assert account.standing is Standing.BROKEN
    assert account.params == {"name": "secrets.toml"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_the_doctor_says_when_another_account_should_ask(settings: Settings) -> None:
    os.chown(settings.data, 12345, 12345)
    (account,) = [one for one in examine(settings) if one.name == "account"]
    assert account.standing is Standing.LOOK


def test_the_doctor_counts_the_faults_of_the_last_days(settings: Settings) -> None:
    settings.program_log.note_fault(ValueError("x"))
    (faults,) = [one for one in examine(settings) if one.name == "faults"]
    assert (faults.standing, faults.params["count"]) == (Standing.LOOK, 1)


def test_half_a_sign_in_is_broken_and_its_problems_are_named(settings: Settings) -> None:
    (settings.data / "access.toml").write_text('[[grant]]\ngroup = "g"\nrole = "leader"\n')
    (sign_in,) = [one for one in examine(settings) if one.name == "sign-in"]
    assert sign_in.standing is Standing.BROKEN
    assert "secrets.toml" in str(sign_in.params["problems"])
