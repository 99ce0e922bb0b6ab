"""Foreign files in thousands of damaged forms: what must not happen, counted.

    python -m benchmarks.torture --mutations 20000 --seed 1

A quarter are workbooks, a quarter archives, half CSV. Each goes the way of a delivery, through the
processes that read. A mutation is survived when there is no exception; the answer comes in time;
this process lives and is below 1 GB together with its readers; the rows of each table add up; no
accepted row breaks the contract, as its row model (the grammar in Python, not the one in Polars
that judged) and its key say; and, of CSV, no more rows are lost or new than lines were touched,
unless the receipt has something to say about it.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from pydantic import ValidationError

from benchmarks.damage import Damaged, Files, damaged
from lcdata.contracts.registry import TABLES
from lcdata.ingest import limits
from lcdata.ingest.checked import Checked
from lcdata.ingest.definitions import Severity
from lcdata.ingest.judging.check import check
from lcdata.ingest.reading.opening import Handed, read_originals

CONSORTIUM = Path("tests/data/consortium")
KINDS = ("csv", "csv", "zip", "xlsx")
_MOST_MEGABYTES = 1024
_EMPTIES = {"reference_emptied", "sprint_emptied"}
"""Warnings that a reference was emptied, which may leave a reflection about nothing."""

Row = tuple[str, tuple[object, ...]]
"""A table and the values of one row."""


@dataclass(frozen=True)
class Verdict:
    """What became of one mutation.

    Attributes:
        seed: draws it again.
        damaged: the delivery.
        outcome: the status of its receipt, of a refused one its first code.
        seconds: until the answer.
        faults: what should not have happened; empty when it was survived.
    """

    seed: str
    damaged: Damaged
    outcome: str
    seconds: float
    faults: tuple[str, ...]


class Torture:
    """Draws mutations of one whole delivery and judges what becomes of them."""

    def __init__(self) -> None:
        folder = read_originals(CONSORTIUM / "canonical" / "loohuis")
        workbook = (CONSORTIUM / "real" / "loohuis.xlsx").read_bytes()
        self._whole: Mapping[str, Files] = {
            "csv": folder,
            "zip": folder,
            "xlsx": _members(workbook),
        }
        self._expected = {
            "csv": _rows(_checked("csv", folder)),
            "zip": _rows(_checked("csv", folder)),
            "xlsx": _rows(_checked("xlsx", {"a.xlsx": workbook})),
        }

    def mutation(self, seed: str) -> Verdict:
        """The mutation that this seed draws, and what became of it."""
        dice = random.Random(seed)
        kind = dice.choice(KINDS)
        made = damaged(kind, self._whole[kind], dice)
        started = time.perf_counter()
        try:
            checked = _checked(kind, made.files)
        except Exception as error:
            return Verdict(seed, made, "exception", 0.0, (repr(error),))
        seconds = time.perf_counter() - started
        receipt = checked.receipt
        outcome = receipt.issues[0].code if checked.is_refused else receipt.status
        return Verdict(seed, made, outcome, seconds, tuple(self._faults(made, checked, seconds)))

    def _faults(self, made: Damaged, checked: Checked, seconds: float) -> Iterator[str]:
        if seconds > limits.READER_SECONDS + 1:
            yield f"an answer after {seconds:.1f} seconds"
        if checked.is_refused and not checked.receipt.issues:
            yield "refused without a reason"
        yield from _sums(checked)
        rows, expected = _rows(checked), self._expected[made.kind]
        said = {issue.code for issue in checked.receipt.issues}
        for fault, code in _broken(rows - expected):
            if code != "not_exactly_one" or not said & _EMPTIES:
                yield fault
        yield from _repeated(checked)
        if made.kind != "xlsx" and not checked.receipt.issues:
            yield from self._silent(made, rows, expected)

    def _silent(self, made: Damaged, rows: Counter[Row], expected: Counter[Row]) -> Iterator[str]:
        """Rows lost or new beyond the lines that were touched, with nothing said."""
        before = _lines(self._whole["csv"])
        after = _lines(made.files if made.kind == "csv" else _members(made.files["a.zip"]))
        lost, gone = (expected - rows).total(), (before - after).total()
        new, added = (rows - expected).total(), (after - before).total()
        if lost > gone or new > added:
            yield f"in silence {lost} rows lost of {gone} lines, {new} new of {added}"


def _checked(kind: str, files: Files) -> Checked:
    label = "a" if kind == "csv" else f"a.{kind}"
    return check([Handed(label, files, is_folder=kind == "csv")], {})[0]


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _lines(files: Files) -> Counter[bytes]:
    """Lines that hold something, of all files."""
    return Counter(
        line.strip() for content in files.values() for line in content.split(b"\n") if line.strip()
    )


def _rows(checked: Checked) -> Counter[Row]:
    return Counter(
        (table, tuple(tuple(v) if isinstance(v, list) else v for v in row))
        for table, frame in checked.tables.items()
        for row in frame.drop("_row").rows()
    )


def _sums(checked: Checked) -> Iterator[str]:
    """Tables of which the rows do not add up."""
    for table, count in checked.receipt.tables.items():
        if count.read != count.accepted + count.quarantined + count.skipped:
            yield f"{table}: {count} does not add up"
        aside = checked.quarantined.get(table, pl.DataFrame()).height
        if aside != count.quarantined or checked.tables[table].height < count.accepted:
            yield f"{table}: {count}, but {aside} rows set aside"
        if count.quarantined and checked.receipt.worst is not Severity.ERROR:
            yield f"{table}: rows set aside without an error"


def _broken(rows: Counter[Row]) -> Iterator[tuple[str, str]]:
    """Accepted rows that the row model refuses, and why."""
    for table, values in rows:
        columns = TABLES[table].columns()
        try:
            TABLES[table].model_validate(dict(zip(columns, values, strict=True)))
        except ValidationError as error:
            code = error.errors()[0]["type"]
            yield f"{table} accepted {values}: {code}", code


def _repeated(checked: Checked) -> Iterator[str]:
    for table, frame in checked.tables.items():
        if frame.height and frame.n_unique(TABLES[table].key) != frame.height:
            yield f"{table}: a key twice"


def memory() -> int:
    """Megabytes that this process and its readers held together, at the very most."""
    own, reader = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + limits.READERS * reader


def main() -> None:
    """Draws as many mutations as asked; exits with 1 when one was not survived."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torture, outcomes, slowest, failed = Torture(), Counter[tuple[str, str]](), 0.0, 0
    for number in range(asked.mutations):
        verdict = torture.mutation(f"{asked.seed}/{number}")
        outcomes[verdict.damaged.kind, verdict.outcome] += 1
        if verdict.outcome == "reader_stopped":
            print(verdict.seed, "stopped its reader", flush=True)
        slowest = max(slowest, verdict.seconds)
        if verdict.faults:
            failed += 1
            made = verdict.damaged
            print(verdict.seed, made.kind, made.how, *verdict.faults[:3], flush=True)
        if number % 1000 == 999:
            print(f"{number + 1} done, {failed} not survived", flush=True)
    for (kind, outcome), count in sorted(outcomes.items()):
        print(f"{kind:5} {outcome:28} {count:6}")
    survived = asked.mutations - failed
    print(f"survived {survived} of {asked.mutations}; slowest {slowest:.1f} s; {memory()} MB")
    sys.exit(1 if failed or memory() > _MOST_MEGABYTES else 0)


if __name__ == "__main__":
    main()
