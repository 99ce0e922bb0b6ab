"""Kills of the dashboard's server while deliveries are uploaded, and what must hold after each.

    python -m tests.faults.server_torture --kills 30 --seed 1

Two visitors upload and deliver over the server's own addresses; at a random moment of a stage that
is drawn the server is killed, or told to end. Then it is started again.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from lcdata import release
from lcdata.config import Settings, environment
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.warehouse.releases import Releases
from tests.attacks.streamlit_session import browser, opened
from tests.browser.conftest import ROOT, free_port
from tests.faults.leftovers import everybodys, leftovers, running_with, within
from tests.faults.oracle import hold, stored
from tests.faults.small import write_export
from tests.faults.visit import PAGE, Handed, Stage, Visit, handed

ENDS_WITHIN = 20.0
"""Seconds in which a server that is told to end has ended: what the documentation promises."""
COMES_UP_WITHIN = 180.0
"""Seconds for a start, on a machine that has much else to do."""
READER_ENDS_WITHIN = 15.0
"""Seconds after which no process of a killed server is left: a reader has ten for one file."""

ORGANISATIONS = ("geas", "nijhof")
SIGNALS = {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM}
COMMAND = (sys.executable, "-c", "from lcdata.cli import app; app()", "serve")
PAUSES, STALLING = (0.0, 0.02, 0.1), 2.0
"""Seconds between two parts of an upload; the last one makes it outlast every bound."""
ROUND = 10
"""Kills on one data directory before the next starts anew."""


@dataclass
class Survived:
    """What was tried.

    Attributes:
        kills: (signal, the stage the first visitor was in) → how often.
        slowest_end: seconds that the slowest server took after SIGTERM.
        slowest_start: seconds that the slowest server took until it answered.
        told: deliveries that a page had said were taken in.
        kept: deliveries that were taken in without a page saying so.
    """

    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest_end: float = 0.0
    slowest_start: float = 0.0
    told: int = 0
    kept: int = 0


@dataclass
class Place:
    """One data directory, its server, and everything that is handed in.

    Attributes:
        root: a folder of its own; the data directory lies in it.
        number: of the next deliveries, so that they are newer than all before.
        seconds: stage → how long it took last when nothing ended it.
        before: what lay in everybody's folders before the first upload.
        address: where the server answers.
        server: its process, once it was started.
    """

    root: Path
    random: random.Random
    survived: Survived
    number: int = 0
    seconds: dict[Stage, float] = field(default_factory=lambda: dict.fromkeys(Stage, 1.0))
    before: frozenset[Path] = frozenset()
    address: str = ""
    server: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        """The data directory of the server."""
        return Settings(data=self.root / "data")

    @property
    def temporary(self) -> Path:
        """The server's own folder for temporary files."""
        return self.root / "temporary"

    @property
    def said(self) -> str:
        """What the servers printed."""
        return (self.root / "server.log").read_text("utf-8", errors="replace")

    def begin(self) -> None:
        """Two organisations have delivered, and nobody visits."""
        self.temporary.mkdir(parents=True)
        exports = [
            write_export(self.root / name, name, "2026-11-16 10:00", {}) for name in ORGANISATIONS
        ]
        release.deliver(exports, self.settings)
        self.before = frozenset(everybodys())

    def start(self) -> None:
        """Starts the server; returns once it answers."""
        self.stop()
        port = free_port()
        self.address = f"http://localhost:{port}"
        options = ("--data", str(self.settings.data), "--port", str(port), "--local-only")
        with (self.root / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [*COMMAND, *options],
                cwd=ROOT,
                env=environment(TMPDIR=str(self.temporary)),
                stdout=log,
                stderr=log,
            )
        began = time.monotonic()
        while not answers(self.address):
            assert self.server.poll() is None, f"it ended by itself: {self.said[-4000:]}"
            assert time.monotonic() < began + COMES_UP_WITHIN, self.said[-4000:]
            time.sleep(0.3)
        took = time.monotonic() - began
        self.survived.slowest_start = max(self.survived.slowest_start, took)

    def stop(self) -> None:
        """Kills what there is of the server."""
        if self.server:
            self.server.kill()
            self.server.wait()

    def end(self, how: signal.Signals) -> float:
        """Seconds in which the server ended after this signal.

        Raises:
            TimeoutExpired: it did not within the bound.
        """
        assert self.server
        began = time.monotonic()
        self.server.send_signal(how)
        self.server.wait(ENDS_WITHIN)
        assert self.server.returncode == -how
        return time.monotonic() - began

    def kill(self, name: str) -> None:
        """Visits, a kill at a random moment, a new start; and all that must hold then."""
        known = stored(self.settings)
        stage = self.random.choice(list(Stage))
        visits = self._visits(stage)
        visits[0].wait_for(stage, 60)
        time.sleep(self.random.uniform(0, self.seconds[stage]))
        faults = [one.fault for one in visits if one.fault]
        assert not faults, faults
        self.survived.kills[name, list(visits[0].reached)[-1]] += 1
        took = self.end(SIGNALS[name])
        if name == "TERM":
            self.survived.slowest_end = max(self.survived.slowest_end, took)
        for one in visits:
            one.thread.join(90)
            assert not one.thread.is_alive()
            self.seconds.update(one.lasted())
        self._none_runs()
        self.start()
        self._hold(known, visits)

    def _visits(self, stage: Stage) -> list[Visit]:
        """A delivery of each organisation; the first of them comes as far as this stage."""
        self.number += 1
        moment = f"2026-11-17 {self.number // 60:02}:{self.number % 60:02}"
        pauses = [[*PAUSES, STALLING] if stage is Stage.SENDING else PAUSES, [*PAUSES, STALLING]]
        return [
            Visit(
                self.address,
                handed(organisation, moment, as_archive=self.random.random() < 0.5),
                self.random.choice(among),
            )
            for organisation, among in zip(ORGANISATIONS, pauses, strict=True)
        ]

    def _none_runs(self) -> None:
        """No reader with somebody's rows in memory outlives its server."""
        until = time.monotonic() + READER_ENDS_WITHIN
        while left := running_with(self.temporary):
            assert time.monotonic() < until, f"still running: {left}"
            time.sleep(0.1)

    def _hold(self, known: set[str], visits: list[Visit]) -> None:
        """What must hold once the server has come up again, before anybody delivers anew."""
        assert leftovers(self.settings, self.temporary, self.new(), persons(visits)) == []
        newest = Releases(self.settings.releases_dir).newest()
        assert newest
        kept = {one: kept_as(self.settings, one.delivery) for one in visits}
        for one, delivery_id in kept.items():
            assert delivery_id or not one.was_told, "the page said it was delivered"
            assert delivery_id is None or delivery_id in newest.deliveries
        self.survived.told += sum(one.was_told for one in visits)
        self.survived.kept += sum(bool(kept[one]) and not one.was_told for one in visits)
        with browser(self.address) as client, opened(client) as session:
            session.run(PAGE)
            assert [e for e in session.elements() if e.HasField("exception")] == []
            assert [e for e in session.elements() if e.HasField("file_uploader")]
        hold(self.settings, known | {one for one in kept.values() if one})
        assert self.settings.program_log.faults(days=2) == 0
        assert "Traceback" not in self.said, self.said[-4000:]

    def new(self) -> set[Path]:
        """What has come into everybody's folders since the beginning."""
        return everybodys() - self.before


def answers(address: str) -> bool:
    """Whether the server says that it is there."""
    try:
        return httpx.get(f"{address}/_stcore/health", timeout=2).is_success
    except httpx.TransportError:
        return False


def persons(visits: Collection[Visit]) -> list[bytes]:
    """What gives the rows of these visits away."""
    return [one.delivery.person.encode() for one in visits]


def kept_as(settings: Settings, delivery: Handed) -> str | None:
    """Under which id the store has these very bytes."""
    for one in DeliveryStore(settings.deliveries_dir).deliveries():
        if one.is_usable and one.folder:
            originals = {path.read_bytes() for path in within(one.folder / "original")}
            if originals == set(delivery.files.values()):
                return one.delivery_id
    return None


@contextmanager
def place(seed: int, survived: Survived) -> Iterator[Place]:
    """A place whose server answers, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="server-torture-") as folder:
        here = Place(Path(folder) / "place", random.Random(seed), survived)
        here.begin()
        try:
            here.start()
            yield here
        finally:
            here.stop()


def torture(kills: int, seed: int) -> Survived:
    """Kills so many times, by turns with SIGKILL and SIGTERM."""
    survived = Survived()
    names = [list(SIGNALS)[number % len(SIGNALS)] for number in range(kills)]
    for start in range(0, kills, ROUND):
        with place(seed + start, survived) as here:
            for name in names[start : start + ROUND]:
                here.kill(name)
                print(f"{survived.kills.total()}/{kills} {name}", flush=True)  # noqa: T201
    return survived


def main() -> None:
    """Kills, and says how many were survived; fails at the first that was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    given = parser.parse_args()
    print(f"seed {given.seed}")  # noqa: T201
    found = torture(given.kills, given.seed)
    told = ", ".join(f"{name} {stage} {n}" for (name, stage), n in sorted(found.kills.items()))
    print(f"{found.kills.total()} of {given.kills} kills survived: {told}")  # noqa: T201
    print(  # noqa: T201
        f"{found.told} deliveries told and kept, {found.kept} kept untold; "
        f"slowest end after SIGTERM {found.slowest_end:.1f} s, start {found.slowest_start:.1f} s"
    )


if __name__ == "__main__":
    main()
