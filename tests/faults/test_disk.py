from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable

import pytest

from lcdata import release
from lcdata.config import Settings
from lcdata.warehouse.reader import Reader
from tests.faults.oracle import hold, stored
from tests.faults.small import Export
from tests.faults.test_kill import COMMAND

KILOBYTE = 1024


def lcdata(
    *arguments: object, limits: Callable[[], None] = lambda: None
) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own, under limits of the system."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limits,
    )


def limited(kind: int, amount: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (amount, amount))


@pytest.mark.parametrize("kilobytes", [1, 300])
def test_a_disk_without_room_is_one_line_and_loses_nothing(
    settings: Settings, export: Export, kilobytes: int
) -> None:
    before, shown = stored(settings), Reader(settings.releases_dir).current()
    full = limited(resource.RLIMIT_FSIZE, kilobytes * KILOBYTE)
    arguments = ("deliver", export("geas", "2026-11-18 10:00"), "--data", settings.data)
    done = lcdata(*arguments, limits=full)
    assert done.returncode == (2 if kilobytes == 1 else 4), done.stderr
    assert "cannot be written" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    assert Reader(settings.releases_dir).current() == shown
    assert lcdata(*arguments).returncode in (0, 1)
    hold(settings, before)
    assert len(stored(settings)) == len(before) + 1


@pytest.mark.parametrize("handles", [16])
def test_few_file_handles_lose_nothing(settings: Settings, export: Export, handles: int) -> None:
    before = stored(settings)
    few = limited(resource.RLIMIT_NOFILE, handles)
    arguments = ("deliver", export("geas", "2026-11-18 10:00"), "--data", settings.data)
    done = lcdata(*arguments, limits=few)
    assert "Traceback" not in done.stderr
    lcdata(*arguments)
    (settings.data / "faults.log").unlink(missing_ok=True)
    hold(settings, before)
    assert len(stored(settings)) == len(before) + 1


def test_five_writers_at_once_all_land(settings: Settings, export: Export) -> None:
    names = [f"firma{number}" for number in range(5)]
    processes = [
        subprocess.Popen(
            [*COMMAND, "deliver", str(export(name)), "--data", str(settings.data)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in names
    ]
    assert {process.wait() for process in processes} <= {0, 1}
    assert set(names) <= set(release.releases(settings)[0].organisations)
    hold(settings, stored(settings))
