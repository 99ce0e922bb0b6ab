"""Two releases held against each other: one answer later, one member less."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.attacks import altered
from tests.attacks.conftest import delivered
from tests.attacks.test_hidden_values import SAME_BY_NAME, everything

OTHERS = ("leader", "director:nijhof", "director:winkels", "director:geas", "facilitator:geas/c1")
FIGURES = ("person", "survey")
COUNTED = ("num", "den", "value", "n_persons", "n_missing", "status", "left_out")
"""Limits are apart: the width of every attendance interval rests on all registers together."""


@pytest.fixture(scope="module")
def later(consortium: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nijhof c1 has lost a member, Winkels one respondent of t0 has answered otherwise since."""
    folder = tmp_path_factory.mktemp("later")
    data = Path(shutil.copytree(consortium, folder / "data"))
    altered.deliveries(folder / "all")
    for name in ("nijhof", "winkels"):
        shutil.move(folder / "all" / name, folder / "new" / name)
        altered.rewrite(folder / "new" / name / "delivery.csv", _that_evening)
    altered.rewrite(folder / "new" / "nijhof" / "membership.csv", _left)
    altered.rewrite(folder / "new" / "winkels" / "survey_answer.csv", _otherwise)
    return delivered(folder / "new", data)


def _that_evening(row: altered.Row) -> altered.Row:
    return {**row, "exported_at": "2026-11-16 23:00"}


def _left(row: altered.Row) -> altered.Row:
    is_it = (row["community_id"], row["person_id"]) == ("c1", LEAVER)
    return {**row, "left_on": "2026-10-01", "left_reason": "other"} if is_it else row


def _otherwise(row: altered.Row) -> altered.Row:
    is_it = row["respondent_id"] == "V9FU66" and row["wave"] == "t0"
    return {**row, "value": "1"} if is_it else row


LEAVER = "N.p0006"


def guarded(data: Path, viewer: str) -> dict[tuple[str, ...], Any]:
    model = everything(data, viewer)
    classes = {one["id"]: one["figure_class"] for one in model["definitions"]}
    key = ("indicator", "grain", "entity_id", "period")
    return {
        tuple(cell[name] for name in key): {name: cell[name] for name in COUNTED}
        for cell in model["cells"]
        if classes.get(cell["indicator"].removesuffix(".shrunken"), "person") in FIGURES
    }


def test_the_two_deliveries_do_differ(consortium: Path, later: Path) -> None:
    before, after = guarded(consortium, "unguarded"), guarded(later, "unguarded")
    changed = {key[:3] for key in before if before[key] != after[key]}
    assert ("mean.innovative_work_behaviour", "company", "winkels") in changed
    assert ("attendance_rate", "company", "nijhof") in changed


@pytest.mark.parametrize("viewer", OTHERS)
def test_one_late_answer_and_one_leaver_are_not_to_be_seen(
    consortium: Path, later: Path, viewer: str
) -> None:
    before, after = guarded(consortium, viewer), guarded(later, viewer)
    changed = [(before[key], after[key]) for key in before if before[key] != after.get(key)]
    assert before.keys() == after.keys()
    assert not changed


@pytest.mark.parametrize("viewer", OTHERS)
def test_limits_move_by_no_more_than_the_last_decimal(
    consortium: Path, later: Path, viewer: str
) -> None:
    old, new = (everything(data, viewer)["cells"] for data in (consortium, later))
    moved = [
        abs(after[end] - before[end])
        for before, after in zip(old, new, strict=True)
        for end in ("low", "high")
        if before[end] is not None and before["value"] == after["value"] and after[end] is not None
    ]
    assert max(moved) <= 0.011


@pytest.mark.parametrize("viewer", ["leader", "director:nijhof", "director:winkels"])
def test_nothing_else_a_release_holds_tells_of_them(
    consortium: Path, later: Path, viewer: str
) -> None:
    before, after = everything(consortium, viewer), everything(later, viewer)
    assert before["weeks"] == after["weeks"]
    assert before["funnel"] == after["funnel"]
    assert {name for name in before if before[name] != after[name]} <= {
        *SAME_BY_NAME, "cells", "communities", "signals"
    }  # fmt: skip
