"""Mutation testing of a room of the house: how many small faults its tests notice.

A fixed sample of mutants, each in a forked process of its own that runs the test files which run
the changed line, quickest first and each from its first test to its last, so that nothing that one
test leaves cached hides a fault from the next. The first failing test kills the mutant. One JSON
object per mutant on standard output; the share killed on standard error.

    python -m benchmarks.mutants [--room lcdata/disclosure] [--sample 400] [--seed 1]
        [--survivors FILE OF AN EARLIER RUN]
"""

from __future__ import annotations

import argparse
import collections
import functools
import importlib
import importlib.abc
import importlib.util
import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

import coverage
import hypothesis
import pytest

from benchmarks.mutations import Mutation, mutations

_COMPUTING = (
    "tests/unit/pipelines",
    "tests/unit/statistics",
    # its sibling sets two of our own builds beside each other: a matter of reading
    "tests/reference/test_outside_cells.py::"
    "test_every_record_agrees_with_the_independent_calculator",
)
TESTS = {
    "lcdata/pipelines": _COMPUTING,
    "lcdata/statistics": _COMPUTING,
    "lcdata/disclosure": ("tests/unit/disclosure",),
    "lcdata/ingest": ("tests/unit/ingest",),
    "lcdata/release/auditing.py": ("tests/unit/release/test_auditing.py",),
}
"""The tests of each room: folders, files, or one test of a file."""

SECONDS = 240
"""After so long a mutant counts as killed: it runs in circles."""

HEAVY = (
    "duckdb", "polars", "pydantic", "scipy.optimize", "scipy.special", "scipy.stats",
    "statsmodels.duration.survfunc", "statsmodels.stats.meta_analysis",
    "statsmodels.stats.proportion", "typer", "lcdata.config", "lcdata.contracts.marts",
    "lcdata.contracts.published", "lcdata.contracts.registry",
)  # fmt: skip
"""Imported once, before the forks; none of them imports a room that is mutated."""


class _Watch:
    """A plug-in of pytest: notes the time of the tests and the first failure."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds += report.duration
        if report.failed and not self.failed:
            self.failed = report.nodeid


@dataclass(frozen=True)
class _Changed(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports one module from its mutated text."""

    name: str
    source: str

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def get_source(self, fullname: str) -> str:
        del fullname
        return self.source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, fullname, "exec")


@dataclass(frozen=True)
class Baseline:
    """What the tests run unmutated: the seconds of each file, and the files of each line."""

    seconds: dict[str, float]
    by_line: dict[str, dict[int, set[str]]]

    def tests_of(self, mutation: Mutation) -> list[str]:
        """The files that run the line, quickest first; of a line of the module all of its files."""
        lines = self.by_line.get(mutation.path, {})
        found = lines.get(mutation.line, set()) or set().union(*lines.values())
        return sorted(found, key=lambda name: (self.seconds[name], name))


def baseline(room: str) -> Baseline:
    """Runs each file of tests once as it is, in a process of its own.

    Raises:
        SystemExit: they do not pass.
    """
    seconds: dict[str, float] = {}
    by_line: dict[str, dict[int, set[str]]] = collections.defaultdict(
        lambda: collections.defaultdict(set)
    )
    for file in files(TESTS[of_room(room)]):
        told = json.loads(in_fork(functools.partial(observed, room, file), 10 * SECONDS))
        if told["verdict"]:
            sys.exit(f"{file} does not pass without a mutation")
        seconds[file] = told["seconds"]
        for path, lines in told["lines"].items():
            for line in lines:
                by_line[path][line].add(file)
    return Baseline(seconds, by_line)


def of_room(path: str) -> str:
    """The room that a folder or a module is of."""
    return next(room for room in TESTS if path.startswith(room))


def files(tests: Sequence[str]) -> list[str]:
    """The files of tests, each given once."""
    found = [
        [str(file) for file in sorted(Path(test).rglob("test_*.py"))]
        if Path(test).is_dir()
        else [test]
        for test in tests
    ]
    return [file for some in found for file in some]


def observed(room: str, file: str) -> str:
    """Verdict, seconds and the lines of the unmutated room that a file of tests runs, as JSON."""
    inside = f"{room}/*" if Path(room).is_dir() else room
    watched = coverage.Coverage(data_file=None, include=[inside])
    watched.set_option("run:disable_warnings", ["no-data-collected"])
    watch = _Watch()
    watched.start()
    verdict = run_tests([file], watch)
    watched.stop()
    data = watched.get_data()
    lines = {
        str(Path(path).relative_to(Path.cwd())): data.lines(path) or []
        for path in data.measured_files()
    }
    return json.dumps({"seconds": watch.seconds, "lines": lines, "verdict": verdict})


def run_tests(paths: Sequence[str], watch: _Watch) -> int:
    """Runs pytest in this process; the same examples of the property tests each time."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("same", derandomize=True, database=None, phases=phases)
    hypothesis.settings.load_profile("same")
    options = ("-x", "--tb=no", "--assert=plain", "-p", "no:cacheprovider")
    return int(pytest.main([*paths, *options], [watch]))


def killer(mutation: Mutation, tests: Sequence[str]) -> str:
    """The first test that fails with this mutation in place; empty where it survives."""
    source = Path(mutation.path).read_text(encoding="utf-8")
    name = mutation.path.removesuffix(".py").replace("/", ".")
    sys.meta_path.insert(0, _Changed(name, mutation.apply(source)))
    watch = _Watch()
    return (watch.failed or "import") if tests and run_tests(tests, watch) else ""


def in_fork(work: Callable[[], str], seconds: int) -> str:
    """What a function returns in a process of its own; "time" where that was ended by force."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        signal.alarm(seconds)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        try:
            with os.fdopen(writing, "w", encoding="utf-8") as out:
                out.write(work())
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    return "time" if os.WIFSIGNALED(status) else text


def sample(room: Path, size: int, seed: int) -> list[Mutation]:
    """The mutants of a run, in the order of the files."""
    paths = sorted(room.rglob("*.py")) if room.is_dir() else [room]
    every = [mutation for path in paths for mutation in mutations(path)]
    return sorted(random.Random(seed).sample(every, min(size, len(every))))


def survivors(run: Path) -> list[Mutation]:
    """The mutants that survived an earlier run of the same rooms; more tests kill no fewer."""
    records = [json.loads(line) for line in run.read_text(encoding="utf-8").splitlines()]
    names = [field.name for field in fields(Mutation)]
    return [
        Mutation(**{name: record[name] for name in names})
        for record in records
        if not record["killed_by"]
    ]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--room", default="lcdata/pipelines", help="a folder, or one module")
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--survivors", type=Path, help="instead: who survived before")
    given = parser.parse_args()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # each fork would load them anew
    for name in HEAVY:
        importlib.import_module(name)
    as_they_are = baseline(given.room)
    earlier = given.survivors
    drawn = survivors(earlier) if earlier else sample(Path(given.room), given.sample, given.seed)
    killed = 0
    for mutation in drawn:
        started = time.perf_counter()
        tests = as_they_are.tests_of(mutation)
        by = in_fork(functools.partial(killer, mutation, tests), SECONDS)
        killed += bool(by)
        spent = round(time.perf_counter() - started, 1)
        print(json.dumps({**asdict(mutation), "killed_by": by, "seconds": spent}), flush=True)
    print(f"{killed} of {len(drawn)} killed: {killed / len(drawn):.1%}", file=sys.stderr)


if __name__ == "__main__":
    main()
