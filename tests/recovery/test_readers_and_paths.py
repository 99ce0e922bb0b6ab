from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from lcdata import release
from lcdata.access import Scope
from lcdata.config import Settings
from lcdata.warehouse.reader import Reader
from tests.faults.oracle import hold, stored
from tests.faults.small import Export, Told


def test_readers_go_on_while_releases_are_removed_under_them(settings: Settings) -> None:
    few = settings.model_copy(update={"keep_releases": 1})
    done = threading.Event()
    faults: list[Exception] = []

    def read() -> None:
        while not done.is_set():
            try:
                assert Reader(settings.releases_dir).read(Scope.leader()).cells
            except Exception as fault:
                faults.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(3):
        release.build(few)
        release.purge(few, dt.date(2026, 11, 30), is_real=True)
    done.set()
    reader.join()
    assert faults == []
    assert len(release.releases(settings)) == 1


@pytest.mark.parametrize("name", ["d'a\"t;a é%20$HOME", "-regel\neinde"])
def test_an_odd_path_is_a_path(export: Export, tmp_path: Path, told: Told, name: str) -> None:
    settings = Settings(data=tmp_path / name)
    (receipt,) = release.deliver([export()], settings)
    assert receipt.published
    release.backup_file(tmp_path / f"{name}.tar.gz", settings, told)
    with (tmp_path / f"{name}.tar.gz").open("rb") as source:
        release.restore(source, Settings(data=tmp_path / "new" / name))
    hold(Settings(data=tmp_path / "new" / name), stored(settings))
