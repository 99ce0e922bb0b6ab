"""Full and read-only disks, on file systems in memory of a size of their own.

    python -m tests.faults.disks --tries 60

Needs the right to mount. Each try delivers onto a disk that gets full somewhere on the way, then
gives it room (or lets it be written again) and holds the data directory against the oracle.
"""

from __future__ import annotations

import argparse
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from lcdata import release
from lcdata.access import Scope
from lcdata.config import Settings
from lcdata.errors import ConfigurationError
from lcdata.warehouse.reader import Reader
from tests.faults.oracle import hold, stored
from tests.faults.small import write_export

ROOMY, LARGEST = "200m", 16_000


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A file system in memory."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={ROOMY}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def try_once(root: Path, chance: random.Random, number: int) -> str:
    """One disk that fails; what the command said of it."""
    with disk(root / f"disk{number}") as mounted:
        settings = Settings(data=mounted / "data")
        release.deliver([_export(root, number, "10:00")], settings)
        before, shown = stored(settings), Reader(settings.releases_dir).current()
        used = sum(path.stat().st_size for path in mounted.rglob("*") if path.is_file())
        size = used // 1024 + chance.randrange(1, LARGEST)
        is_full = chance.random() < 0.8
        _mount("-o", f"remount,size={size}k" if is_full else "remount,ro", str(mounted))
        told = _deliver(_export(root, number, "11:00"), settings)
        if told != "delivered":
            assert Reader(settings.releases_dir).current() == shown
        assert Reader(settings.releases_dir).read(Scope.leader()).cells
        _mount("-o", f"remount,rw,size={ROOMY}", str(mounted))
        hold(settings, before)
    return told


def _deliver(path: Path, settings: Settings) -> str:
    try:
        release.deliver([path], settings)
    except release.NotPublished:
        return "stored, not published"
    except ConfigurationError:
        return "refused"
    return "delivered"


def _export(root: Path, number: int, time: str) -> Path:
    folder = root / "exports" / f"{number}-{time[:2]}"
    return write_export(folder, "geas", f"2026-11-17 {time}", {})


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def main() -> None:
    """Tries so many disks, and says what came of them; fails at the first that lost something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    given = parser.parse_args()
    told: Counter[str] = Counter()
    with TemporaryDirectory(prefix="disks-") as folder:
        for number in range(given.tries):
            told[try_once(Path(folder), random.Random(given.seed + number), number)] += 1
    said = ", ".join(f"{outcome} {count}" for outcome, count in sorted(told.items()))
    print(f"seed {given.seed}: {given.tries} disks survived: {said}")  # noqa: T201


if __name__ == "__main__":
    main()
