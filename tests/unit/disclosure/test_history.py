from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lcdata.access import parse_scope
from lcdata.build import deliver
from lcdata.build.auditing import audit
from lcdata.config import Settings, read_settings
from lcdata.contracts.cells import Cell
from lcdata.domain import OVERALL, Grain
from lcdata.warehouse.reader import Reader

OUTSIDE = Path("tests/data/consortium/canonical")
Rows = list[dict[str, str]]


class Trial:
    def __init__(self, data: Path) -> None:
        self.settings: Settings = read_settings(data=data / "data")
        self.folder = data / "again"
        deliver(sorted(OUTSIDE.iterdir()), self.settings)

    def again(self, organisation: str, table: str, change: Callable[[Rows], None]) -> None:
        """The same organisation delivers a month later, with one table changed."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(OUTSIDE / organisation, self.folder)
        self._rewrite("delivery", lambda rows: rows[0].update(exported_at="2026-11-16 23:00"))
        self._rewrite(table, change)
        (receipt,) = deliver([self.folder], self.settings)
        assert receipt.status == "accepted"

    def _rewrite(self, table: str, change: Callable[[Rows], object]) -> None:
        path = self.folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            names, rows = list(reader.fieldnames or []), list(reader)
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, names)
            writer.writeheader()
            writer.writerows(rows)

    def cell(self, viewer: str, indicator: str, unit: str, period: str = OVERALL) -> Cell:
        grain, _, entity = unit.partition(":")
        model = Reader(self.settings.releases_dir).read(parse_scope(viewer))
        found = model.cell(indicator, Grain(grain), entity, period)
        assert found is not None
        return found


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path)


def one_mark_corrected(rows: Rows) -> None:
    row = next(row for row in rows if row["status"] == "absent")
    row["status"] = "present"


def test_one_mark_more_or_less_is_not_to_be_seen(trial: Trial) -> None:
    before = trial.cell("leader", "attendance_rate", "company:nijhof")
    trial.again("nijhof", "attendance", one_mark_corrected)
    after = trial.cell("leader", "attendance_rate", "company:nijhof")
    assert (after.num, after.den) == (before.num, before.den) == (111, 140)
    assert after.as_of is not None


def test_the_consortium_does_not_give_the_one_mark_away_either(trial: Trial) -> None:
    trial.again("nijhof", "attendance", one_mark_corrected)
    assert trial.cell("leader", "attendance_rate", "consortium:consortium").num == 432
    pooled = trial.cell("director:engberink", "attendance_rate", "pooled:engberink")
    assert pooled.num == 406


def test_the_audit_finds_no_leak_where_figures_are_repeated(trial: Trial) -> None:
    trial.again("nijhof", "attendance", one_mark_corrected)
    assert not [finding for finding in audit(trial.settings) if finding.leaks]


def test_the_facilitator_sees_the_correction_at_once(trial: Trial) -> None:
    def total() -> float:
        viewer = "facilitator:nijhof/c1,nijhof/c2,nijhof/c3"
        own = [f"community:nijhof/c{number}" for number in (1, 2, 3)]
        return sum(trial.cell(viewer, "attendance_rate", unit).num or 0 for unit in own)

    before = total()
    trial.again("nijhof", "attendance", one_mark_corrected)
    assert total() == before + 1


def test_the_operator_sees_the_raw_truth(trial: Trial) -> None:
    trial.again("nijhof", "attendance", one_mark_corrected)
    assert trial.cell("unguarded", "attendance_rate", "company:nijhof").num == 112


def test_one_late_answer_does_not_move_a_survey_figure(trial: Trial) -> None:
    def answered_otherwise(rows: Rows) -> None:
        for row in rows:
            if row["respondent_id"] == rows[0]["respondent_id"]:
                row["value"] = "1"

    figure = ("leader", "mean.autonomy", "company:nijhof", "t0")
    before = trial.cell(*figure)
    trial.again("nijhof", "survey_answer", answered_otherwise)
    assert trial.cell(*figure).value == before.value


def test_a_leaver_alone_does_not_move_attendance(trial: Trial) -> None:
    def left(rows: Rows) -> None:
        row = next(row for row in rows if row["role"] == "employee" and not row["left_on"])
        row.update(left_on=row["joined_on"], left_reason="other")

    before = trial.cell("leader", "attendance_rate", "company:nijhof")
    trial.again("nijhof", "membership", left)
    assert trial.cell("leader", "attendance_rate", "company:nijhof").den == before.den


def test_a_session_more_moves_the_figures_of_its_community(trial: Trial) -> None:
    def held(rows: Rows) -> None:
        row = next(row for row in rows if row["status"] == "cancelled")
        row.update(status="held")

    trial.again("nijhof", "session", held)
    assert trial.cell("leader", "attendance_rate", "company:nijhof").n_missing != 32


def test_process_figures_always_follow(trial: Trial) -> None:
    def another(rows: Rows) -> None:
        row = next(row for row in rows if row["status"] == "cancelled")
        row.update(status="held")

    before = trial.cell("leader", "sessions_held_ratio", "company:nijhof")
    trial.again("nijhof", "session", another)
    after = trial.cell("leader", "sessions_held_ratio", "company:nijhof")
    assert (after.num or 0) == (before.num or 0) + 1
    assert after.as_of is None
