"""The main job on real input, held against an independent calculator's records."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from lcdata.cli import app

OUTSIDE = Path("tests/data/consortium")
KEYS = ("indicator", "grain", "entity_id", "period")
NUMBERS = {"num": 1e-9, "den": 1e-9, "value": 1e-9, "low": 1e-6, "high": 1e-6}
# ω comes from two optimisers: each stops within some 1e-9 of the maximum
ITERATED = {"value": 1e-8}
EXACT = ("status", "n_persons", "n_missing")

Record = dict[str, Any]


def lcdata(*arguments: object, data: Path) -> str:
    """The command line in this process: what it prints, so that a mutant of ours is run too."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(output):
        patch.setattr(sys, "argv", ["lcdata", *map(str, arguments), "--data", str(data)])
        with pytest.raises(SystemExit) as left:
            app()
    output.seek(0)
    printed = output.read()
    assert left.value.code in (None, 0, 1), printed
    return printed


def unguarded(form: str, folder: Path) -> dict[tuple[str, ...], Record]:
    deliveries = sorted((OUTSIDE / form).iterdir())
    lcdata("deliver", *deliveries, data=folder)
    lines = lcdata("indicators", "--as", "unguarded", "--format", "json", data=folder).splitlines()
    return {tuple(record[key] for key in KEYS): record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def canonical(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Record]:
    return unguarded("canonical", tmp_path_factory.mktemp("canonical"))


def expected() -> list[Record]:
    with gzip.open(OUTSIDE / "cells.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_every_record_agrees_with_the_independent_calculator(
    canonical: dict[tuple[str, ...], Record],
) -> None:
    ours = {key[0] for key in canonical}
    compared, differences = 0, []
    for record in expected():
        if record["indicator"] not in ours:
            continue
        compared += 1
        found = canonical[tuple(record[key] for key in KEYS)]
        wrong = [name for name in EXACT if found[name] != record[name]]
        near = NUMBERS | (ITERATED if record["indicator"].startswith("omega.") else {})
        wrong += [
            name
            for name, tolerance in near.items()
            if (found[name] is None) != (record[name] is None)
            or (found[name] is not None and abs(found[name] - record[name]) > tolerance)
        ]
        if wrong:
            differences.append((record, found, wrong))
    assert not differences
    assert compared >= 6000


def test_disguised_deliveries_give_the_same_cells_number_for_number(
    canonical: dict[tuple[str, ...], Record], tmp_path: Path
) -> None:
    assert unguarded("real", tmp_path) == canonical
