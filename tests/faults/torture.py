"""Kills of every writing command at random moments, and what must hold after each.

    python -m tests.faults.torture --kills 500

Commands run in children that are forked from a process which has only imported, so that a kill
falls into the work of the command and not into its start.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory

from lcdata import release
from lcdata.access import Scope
from lcdata.config import Settings
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.warehouse.reader import Reader
from tests.faults.broken import cut
from tests.faults.oracle import hold, stored
from tests.faults.small import write_export
from tests.unit.ingest.conftest import PLAIN

LONG_AGO = {
    table: PLAIN[table].replace("2026-", "2025-")
    for table in ("community", "membership", "sprint", "session")
}
"""A delivery whose registers are past their term, so that `purge` has something to delete."""

ROUND = 25
"""Kills on one data directory before the next starts anew."""

PRELOAD = ["lcdata.cli", "lcdata.release", "lcdata.pipelines.computed", "lcdata.disclosure.guard"]


def run(arguments: Sequence[str], output: str) -> None:
    """The command line in a child; everything it says goes into a file."""
    import os

    with open(output, "ab", buffering=0) as file:  # noqa: PTH123  descriptors are what is wanted
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["lcdata", *arguments]
    from lcdata.cli import app

    app()


@dataclass
class World:
    """One data directory on which commands are killed.

    Attributes:
        root: a folder of its own; the data directory lies in it.
        number: of the next delivery, so that each is another one.
        seconds: command → how long it took when it was not killed.
    """

    root: Path
    random: random.Random
    context: ForkServerContext
    number: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The data directory; few releases are kept, so that a purge removes some."""
        return Settings(data=self.root / "data", keep_releases=3)

    @property
    def output(self) -> Path:
        """Everything the commands said."""
        return self.root / "said.txt"

    def export(self, organisation: str = "geas", **changed: str) -> Path:
        """A delivery that is newer than all before."""
        self.number += 1
        moment = f"2026-11-17 {self.number // 60:02}:{self.number % 60:02}"
        folder = self.root / "exports" / str(self.number)
        return write_export(folder, organisation, moment, changed)

    def begin(self) -> None:
        """Three organisations that have delivered, one of them with registers past their term."""
        shutil.rmtree(self.root, ignore_errors=True)
        given = [self.export(), self.export("nijhof"), self.export("loohuis", **LONG_AGO)]
        release.deliver(given, self.settings)
        release.deliver([self.export()], self.settings)
        self.output.touch()

    def arguments(self, command: str) -> list[str]:
        """The command line of one command, and what has to be there before it."""
        if command == "deliver":
            return ["deliver", str(self.export())]
        if command == "rollback":
            return ["rollback", release.releases(self.settings)[-1].release_id]
        if command == "purge":
            return ["purge", "--yes"]
        if command in ("withdraw", "undo", "repair"):
            return self._on_one_delivery(command)
        if command == "backup":
            return ["backup", str(self.root / "backup.tar.gz")]
        if command == "restore":
            with (self.root / "whole.tar.gz").open("wb") as out:
                release.backup(out, self.settings, lambda _: None)
            return ["restore", str(self.root / "whole.tar.gz")]
        return ["build"]

    def _on_one_delivery(self, command: str) -> list[str]:
        live = self._live()
        if command == "withdraw":
            return ["withdraw", str(live.delivery_id), "--why", "torture"]
        if command == "undo":
            release.withdraw(str(live.delivery_id), "torture", self.settings)
            return ["withdraw", str(live.delivery_id), "--undo"]
        assert live.folder is not None
        cut(live.folder / "accepted" / "attendance.parquet")
        return ["verify", "--repair"]

    def _live(self) -> StoredDelivery:
        """A live delivery that has a predecessor, so that it can be withdrawn."""
        release.deliver([self.export()], self.settings)
        return DeliveryStore(self.settings.deliveries_dir).live()["geas"]

    def kill(self, command: str) -> bool:
        """Runs a command, kills it at a random moment, and holds the data against the oracle.

        Returns:
            Whether the kill came before the command had ended.
        """
        shutil.rmtree(self.root / "new", ignore_errors=True)
        before = stored(self.settings)
        arguments = self.arguments(command)
        data = self.root / "new" if command == "restore" else self.settings.data
        was_killed = self._killed(command, [*arguments, "--data", str(data)])
        said = self.output.read_text("utf-8", errors="replace")
        assert "Traceback" not in said
        assert "unexpected error" not in said
        reader = Reader(self.settings.releases_dir)
        assert reader.read(Scope.leader()).cells  # what a dashboard shows meanwhile
        hold(self.settings, before)
        self._hold_copies(before)
        return was_killed

    def _hold_copies(self, before: set[str]) -> None:
        """A backup and a restored directory are there as a whole, or not at all."""
        if (self.root / "new").exists():
            hold(Settings(data=self.root / "new"), before)
        archive = self.root / "backup.tar.gz"
        if archive.exists():
            with archive.open("rb") as source:
                release.restore(source, Settings(data=self.root / "from-backup"))
            shutil.rmtree(self.root / "from-backup")
            archive.unlink()

    def _killed(self, command: str, arguments: Sequence[str]) -> bool:
        process = self.context.Process(target=run, args=(arguments, str(self.output)))
        started = time.monotonic()
        process.start()
        known = self.seconds.get(command)
        process.join(None if known is None else self.random.uniform(0, 1.05 * known))
        was_killed = process.exitcode is None
        process.kill()
        process.join()
        if not was_killed:
            assert process.exitcode in (0, 1), (command, process.exitcode)
            self.seconds[command] = time.monotonic() - started
        return was_killed


COMMANDS = (
    "deliver",
    "build",
    "rollback",
    "purge",
    "withdraw",
    "undo",
    "repair",
    "backup",
    "restore",
)


@contextmanager
def world(seed: int) -> Iterator[World]:
    """A world in a folder that is gone afterwards."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    with TemporaryDirectory(prefix="torture-") as folder:
        yield World(Path(folder) / "world", random.Random(seed), context)


def torture(kills: int, seed: int) -> Counter[str]:
    """Kills so many times, each command as often as the others; command → kills survived."""
    survived: Counter[str] = Counter()
    with world(seed) as here:
        while (done := survived.total()) < kills:
            if done % ROUND == 0:
                here.begin()
            command = COMMANDS[done % len(COMMANDS)]
            if here.kill(command):
                survived[command] += 1
                print(f"{done + 1}/{kills} {command}", end="\r", flush=True)  # noqa: T201
    return survived


def main() -> None:
    """Kills, and says how many times each command was survived; fails at the first that was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    given = parser.parse_args()
    print(f"seed {given.seed}")  # noqa: T201
    survived = torture(given.kills, given.seed)
    told = ", ".join(f"{command} {count}" for command, count in sorted(survived.items()))
    print(f"{survived.total()} of {given.kills} kills survived: {told}")  # noqa: T201


if __name__ == "__main__":
    main()
