"""Mutation testing of the rooms `pipelines` and `statistics`: how many small faults are noticed.

A fixed sample of mutants, each in a forked process of its own that runs the tests which run the
changed line, quickest first. The first failing test kills the mutant. One JSON object per mutant
on standard output; the share killed on standard error.

    python -m benchmarks.mutants [--sample 400] [--seed 1] [--survivors FILE OF AN EARLIER RUN]
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

ROOMS = ("lcdata/pipelines", "lcdata/statistics")
TESTS = (
    "tests/unit/pipelines",
    "tests/unit/statistics",
    # its sibling sets two of our own builds beside each other: a matter of reading
    "tests/reference/test_outside_cells.py::"
    "test_every_record_agrees_with_the_independent_calculator",
)
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
    """A plug-in of pytest: keeps and orders tests, notes their time and the first failure."""

    def __init__(
        self, wanted: Sequence[str] = (), coverage_of: coverage.Coverage | None = None
    ) -> None:
        self.place = {name: number for number, name in enumerate(wanted)}
        self.coverage_of = coverage_of
        self.seconds: dict[str, float] = collections.defaultdict(float)
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.place:
            chosen = [item for item in items if item.nodeid in self.place]
            items[:] = sorted(chosen, key=lambda item: self.place[item.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self.coverage_of:
            self.coverage_of.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
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
    """What the tests run unmutated: the seconds of each, and the tests of each line."""

    seconds: dict[str, float]
    by_line: dict[str, dict[int, set[str]]]

    def tests_of(self, mutation: Mutation) -> list[str]:
        """The tests that run the line, quickest first; of a line of the module all of its tests."""
        lines = self.by_line.get(mutation.path, {})
        found = lines.get(mutation.line, set()) or set().union(*lines.values())
        return sorted(found, key=lambda name: (self.seconds[name], name))


def baseline() -> Baseline:
    """Runs the tests once as they are.

    Raises:
        SystemExit: they do not pass.
    """
    told = json.loads(in_fork(observed, 10 * SECONDS))
    if told["verdict"]:
        sys.exit("the tests do not pass without a mutation")
    by_line = {
        path: {int(line): set(names) for line, names in lines.items()}
        for path, lines in told["by_line"].items()
    }
    return Baseline(told["seconds"], by_line)


def observed() -> str:
    """Verdict, seconds per test and tests per line of the unmutated rooms, as JSON."""
    watched = coverage.Coverage(data_file=None, include=[f"{room}/*" for room in ROOMS])
    watch = _Watch(coverage_of=watched)
    watched.start()
    verdict = run_tests(TESTS, watch)
    watched.stop()
    data = watched.get_data()
    by_line = {
        str(Path(file).relative_to(Path.cwd())): {
            line: [name for name in names if name]
            for line, names in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    return json.dumps({"seconds": watch.seconds, "by_line": by_line, "verdict": verdict})


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
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    watch = _Watch(tests)
    return (watch.failed or "import") if files and run_tests(files, watch) else ""


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


def sample(size: int, seed: int) -> list[Mutation]:
    """The mutants of a run, in the order of the files."""
    paths = [path for room in ROOMS for path in sorted(Path(room).glob("*.py"))]
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
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--survivors", type=Path, help="instead: who survived before")
    given = parser.parse_args()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # each fork would load them anew
    for name in HEAVY:
        importlib.import_module(name)
    as_they_are = baseline()
    earlier = given.survivors
    drawn = survivors(earlier) if earlier else sample(given.sample, given.seed)
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
