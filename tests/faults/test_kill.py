from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lcdata import release
from lcdata.access import Role, Scope
from lcdata.config import Settings
from lcdata.contracts.published import ReadModel
from lcdata.warehouse.reader import Reader

CANONICAL = Path("tests/data/consortium/canonical")
COMMAND = (sys.executable, "-c", "from lcdata.cli import app; app()")

Moment = Callable[[Path], bool]


def staging(data: Path) -> bool:
    return any((data / "deliveries").glob(".staging-*"))


def writing(data: Path) -> bool:
    return any((data / "releases").glob("unfinished-*"))


def half_renamed(data: Path) -> bool:
    return len(list((data / "releases").glob("*.persons.duckdb"))) > 1


def renamed(data: Path) -> bool:
    return len(list((data / "releases").glob("*Z-????????.duckdb"))) > 1


@pytest.fixture(scope="module")
def one_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("one") / "data"
    release.deliver([CANONICAL / "engberink"], Settings(data=data))
    return data


@pytest.fixture
def settings(one_release: Path, tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    shutil.copytree(one_release, data)
    return Settings(data=data)


def seen(settings: Settings) -> ReadModel:
    return Reader(settings.releases_dir).read(Scope(Role.UNGUARDED))


def delivering(settings: Settings, name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "deliver", str(CANONICAL / name), "--data", str(settings.data)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_at(process: subprocess.Popen[bytes], moment: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not moment() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize(
    "moment", [staging, writing, half_renamed, renamed], ids=lambda m: m.__name__
)
def test_a_killed_delivery_leaves_the_old_release_or_the_new_one_whole(
    settings: Settings, moment: Moment
) -> None:
    before = seen(settings)
    kill_at(delivering(settings, "loohuis"), lambda: moment(settings.data))
    after = seen(settings)
    if after.release_id == before.release_id:
        assert after == before
    else:
        assert release.releases(settings)[0].organisations == ("engberink", "loohuis")

    release.deliver([CANONICAL / "loohuis"], settings)
    assert release.releases(settings)[0].is_live
    assert release.releases(settings)[0].organisations == ("engberink", "loohuis")
    assert not [*settings.releases_dir.glob("unfinished-*")]
    assert not [*settings.deliveries_dir.glob(".staging-*")]


def test_readers_keep_reading_while_two_commands_at_once_both_land(settings: Settings) -> None:
    processes = [delivering(settings, name) for name in ("loohuis", "de-groot")]
    releases: list[str] = []
    while any(process.poll() is None for process in processes):
        model = Reader(settings.releases_dir).read(Scope.leader())
        assert model.cells
        releases.append(model.release_id)
        time.sleep(0.05)
    assert {process.returncode for process in processes} <= {0, 1}
    assert releases == sorted(releases)
    assert release.releases(settings)[0].organisations == ("de-groot", "engberink", "loohuis")
