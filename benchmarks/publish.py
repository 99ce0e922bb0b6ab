"""Nine deliveries delivered and published: wall time and memory beyond the start of Python.

Each command runs in a process of its own and is set beside one that only imports the libraries,
because seconds differ between machines and ratios much less.

    python benchmarks/publish.py [FOLDER OF DELIVERIES]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5
SAMPLE = Path(__file__).parent.parent / "sample_data" / "deliveries"
IMPORTS = "import polars, duckdb, scipy.stats, statsmodels.stats.proportion, lcdata.release"
DELIVER = "from lcdata.cli import app; app()"


@dataclass(frozen=True)
class Measured:
    """Wall and processor time in seconds and peak resident memory in MiB of one process."""

    wall: float
    processor: float
    mebibytes: float


def measured(code: str, *arguments: str) -> Measured:
    """One process, from its start to its end."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"the command failed with {process.returncode}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(values: list[Measured]) -> Measured:
    """The middle round, each figure by itself."""
    return Measured(
        statistics.median(value.wall for value in values),
        statistics.median(value.processor for value in values),
        statistics.median(value.mebibytes for value in values),
    )


def delivered(deliveries: list[str]) -> Measured:
    """All deliveries into an empty data directory."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(DELIVER, "deliver", *deliveries, "--data", str(Path(folder) / "data"))


def main() -> None:
    """Prints both medians, the difference and the ratio."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    deliveries = [str(path) for path in sorted(folder.iterdir())]
    rounds = [(measured(IMPORTS), delivered(deliveries)) for _ in range(ROUNDS)]
    imports, whole = (median(list(column)) for column in zip(*rounds, strict=True))
    beyond = Measured(
        whole.wall - imports.wall,
        whole.processor - imports.processor,
        whole.mebibytes - imports.mebibytes,
    )
    print(f"{len(deliveries)} deliveries, median of {ROUNDS} rounds")
    print(f"{'':18} {'wall':>8} {'processor':>10} {'memory':>9}")
    for name, one in (("imports only", imports), ("deliver, publish", whole), ("beyond", beyond)):
        print(f"{name:18} {one.wall:6.2f} s {one.processor:8.2f} s {one.mebibytes:5.0f} MiB")
    print(
        f"{'ratio':18} {whole.wall / imports.wall:8.2f} {whole.processor / imports.processor:10.2f}"
    )


if __name__ == "__main__":
    main()
