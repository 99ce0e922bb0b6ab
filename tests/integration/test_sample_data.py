"""The sample deliveries are clean, and each broken one is answered at the place of its defect."""

from __future__ import annotations

import filecmp
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lcdata.ingest.definitions import Severity
from lcdata.ingest.judging.check import check

SAMPLE = Path("sample_data")
BROKEN = SAMPLE / "broken"
CASES: list[dict[str, Any]] = json.loads((BROKEN / "expected.json").read_text(encoding="utf-8"))[
    "cases"
]


def test_the_sample_deliveries_lose_no_row() -> None:
    receipts = [done.receipt for done in check(sorted((SAMPLE / "deliveries").iterdir()), {})]
    assert len(receipts) == 9
    assert {receipt.status for receipt in receipts} == {"accepted"}
    assert not [issue for receipt in receipts for issue in receipt.issues
                if issue.severity in (Severity.ERROR, Severity.BLOCKER)]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["path"])
def test_a_broken_delivery_is_answered_at_the_place_of_its_defect(case: dict[str, Any]) -> None:
    paths = [BROKEN / case["path"]]
    if case["needs_consortium"]:
        paths.append(BROKEN / "valid" / "consortium")
    receipt = check(paths, {})[0].receipt
    found = [issue for issue in receipt.issues if issue.severity == case["severity"]]
    assert found, [issue.code for issue in receipt.issues]
    for place in ("row", "column"):
        if case[place] is not None and case["severity"] != "blocker":
            assert case[place] in [getattr(issue, place) for issue in found]


def test_the_generator_writes_the_same_bytes_again(tmp_path: Path) -> None:
    command = [sys.executable, str(SAMPLE / "generate.py"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for name in ("deliveries", "broken"):
        assert_same(SAMPLE / name, tmp_path / name)


def assert_same(kept: Path, made: Path) -> None:
    files = sorted(path.relative_to(kept) for path in kept.rglob("*") if path.is_file())
    assert files
    again = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
    assert files == again
    _, different, unreadable = filecmp.cmpfiles(kept, made, map(str, files), shallow=False)
    assert not different + unreadable
