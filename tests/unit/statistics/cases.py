from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

Case = dict[str, Any]

CASES: list[Case] = json.loads(Path("tests/data/reference_cases.json").read_text(encoding="utf-8"))[
    "cases"
]


def of(topic: str) -> list[Any]:
    found = [case for case in CASES if case["topic"] == topic]
    assert found
    return [pytest.param(case, id=case["id"]) for case in found]


def close(found: float, expected: float, case: Case) -> bool:
    # as the conventions of the file have it: relative or absolute
    return bool(abs(found - expected) <= case["tol"] * max(1, abs(expected)))


def all_close(found: Iterable[float], expected: Iterable[float], case: Case) -> bool:
    return all(close(a, b, case) for a, b in zip(found, expected, strict=True))
