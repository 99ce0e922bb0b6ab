"""Nine deliveries made outside the project, against what their maker says must come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lcdata.contracts.registry import TABLES
from lcdata.domain import CONSORTIUM_ID
from lcdata.ingest.checked import Checked
from lcdata.ingest.issues import Issue
from lcdata.ingest.judging.check import check
from lcdata.ingest.judging.references import judge
from lcdata.ingest.reading.opening import Handed, read_originals
from lcdata.ingest.receipt import exit_code
from lcdata.locale import words

OUTSIDE = Path("tests/data/consortium")
EXPORTS = Path("tests/data/exports")
FORMS = ("canonical", "real", "defects")
ORGANISATIONS = sorted(path.name for path in (OUTSIDE / "canonical").iterdir())

KINDS = {
    "attendance_on_cancelled_session": "attendance_on_cancelled",
    "group_above_eight": "group_above_eight",
    "session_longer_than_four_hours": "session_long",
}
CODES = {
    "bad_date": {"bad_date", "impossible_date"},
    "code_outside_list": {"code_unknown"},
    "dangling_reference": {"reference_missing", "not_a_member"},
    "duplicate_key": {"duplicate_key"},
    "impossible_date": {"impossible_date"},
    "left_before_joined": {"left_before_joined"},
    "missing_required_cell": {"cell_missing"},
    "negative_late_minutes": {"out_of_range"},
    "survey_out_of_range": {"outside_scale"},
}


@cache
def checked(form: str) -> dict[str, Checked]:
    folder = OUTSIDE / form
    handed = [
        Handed(path.name, read_originals(path), path.is_dir()) for path in sorted(folder.iterdir())
    ]
    found = check(handed, {})
    return {str(delivery.organisation_id): delivery for delivery in found}


@cache
def expected(form: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((OUTSIDE / "expected" / f"{form}.json").read_text())
    return read


def place(entry: dict[str, Any]) -> tuple[str, str | None, int, str]:
    in_zip = entry["file"].endswith(".zip")
    file = f"{entry['file']}/{entry['sheet']}" if in_zip else entry["file"]
    return file, None if in_zip else entry["sheet"], entry["row_spreadsheet"], entry["column"]


def places(issues: Iterator[Issue]) -> list[tuple[str | None, str | None, int | None, str | None]]:
    return sorted((issue.file, issue.sheet, issue.row, issue.column) for issue in issues)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_rows_are_counted_as_expected(form: str, organisation: str) -> None:
    tables = expected(form)["deliveries"][organisation]["tables"]
    counts = checked(form)[organisation].receipt.tables
    names = ("read", "accepted", "quarantined", "skipped")
    assert {
        table: tuple(getattr(count, name) for name in names) for table, count in counts.items()
    } == {
        table: tuple(stated[name] for name in names)
        for table, stated in tables.items()
        if stated["state"] != "absent"
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_defect_and_its_cascade_is_named_at_its_place(form: str, organisation: str) -> None:
    planted = [d for d in expected(form)["defects"] if d["organisation_id"] == organisation]
    following = [row for defect in planted for row in defect["cascade"]]
    issues = checked(form)[organisation].receipt.issues
    errors = [issue for issue in issues if issue.severity == "error"]
    assert places(i for i in errors if i.code != "reference_quarantined") == sorted(
        map(place, planted)
    )
    assert places(i for i in errors if i.code == "reference_quarantined") == sorted(
        map(place, following)
    )


@pytest.mark.parametrize("defect", expected("defects")["defects"], ids=lambda d: d["id"])
def test_a_defect_gets_the_code_of_its_kind(defect: dict[str, Any]) -> None:
    issues = checked("defects")[defect["organisation_id"]].receipt.issues
    found = {i.code for i in issues if (i.file, i.sheet, i.row, i.column) == place(defect)}
    assert found
    assert found <= CODES[defect["kind"]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_warnings_and_dropped_columns_are_the_expected_ones(form: str, organisation: str) -> None:
    stated = expected(form)["deliveries"][organisation]
    receipt = checked(form)[organisation].receipt
    warnings = [issue for issue in receipt.issues if issue.severity == "warning"]
    assert sorted((w.code, w.row) for w in warnings) == sorted(
        (KINDS[w["kind"]], w["row_spreadsheet"]) for w in stated["warnings"]
    )
    assert [{"table": d.table, "column": d.column} for d in receipt.dropped] == stated["dropped"]


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_disguised_deliveries_hold_the_same_rows_as_plain_ones(organisation: str) -> None:
    plain, disguised = (checked(form)[organisation].tables for form in ("canonical", "real"))
    assert list(plain) == list(disguised)
    for table, frame in plain.items():
        key = list(TABLES[table].key)
        left, right = (t.drop("_row").sort(key) for t in (frame, disguised[table]))
        if table == "delivery":
            left, right = left.drop("source"), right.drop("source")
        assert left.equals(right), table


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_plain_rows_are_the_delivered_values(organisation: str) -> None:
    for table, frame in checked("canonical")[organisation].tables.items():
        path = OUTSIDE / "canonical" / organisation / f"{table}.csv"
        delivered = pl.read_csv(path, infer_schema=False)
        ids = [name for name in delivered.columns if frame[name].dtype == pl.String]
        assert frame.select(ids).equals(delivered.select(ids)), table


@pytest.mark.parametrize("form", FORMS)
def test_a_build_judges_as_the_receipt_did(form: str) -> None:
    deliveries = checked(form)
    judged = judge({name: delivery.tables for name, delivery in deliveries.items()})
    for name, delivery in deliveries.items():
        heights = {table: frame.height for table, frame in judged[name].items()}
        counts = delivery.receipt.tables.items()
        assert heights == {table: count.accepted for table, count in counts}


def test_without_the_consortium_nothing_is_refused_for_want_of_it() -> None:
    path = OUTSIDE / "defects" / "van-dam"
    alone = check([path], {})[0].receipt
    assert "outside_scale" not in {issue.code for issue in alone.issues}
    unchecked = {i.column for i in alone.issues if i.code == "reference_unchecked"}
    assert unchecked == {"organisation_id", "other_organisation_id", "scale_id"}


def test_an_organisation_the_consortium_does_not_know_is_refused(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    for name in ("delivery", "community"):
        text = (
            (OUTSIDE / "canonical" / "geas" / f"{name}.csv").read_text().replace("geas", "elders")
        )
        (stranger / f"{name}.csv").write_text(text)
    consortium = OUTSIDE / "canonical" / CONSORTIUM_ID
    refused, _ = check([stranger, consortium], {})
    assert [issue.code for issue in refused.receipt.issues] == ["organisation_unknown"]
    assert refused.receipt.tables == {}


@pytest.mark.parametrize(
    "path",
    sorted(path for path in EXPORTS.rglob("*.*") if path.suffix in (".csv", ".xlsx")),
    ids=lambda path: path.name,
)
def test_a_file_of_another_program_is_refused_in_clear_lines(path: Path) -> None:
    receipt = check([path], {})[0].receipt
    assert receipt.status == "refused"
    blockers = [issue for issue in receipt.issues if issue.severity == "blocker"]
    assert {issue.code for issue in blockers} <= {"not_a_delivery", "delivery_table_missing"}
    heading, *lines = receipt.to_text(words("en")).splitlines()
    assert heading == "unknown organisation: refused: nothing was taken in"
    assert len(lines) == len(receipt.issues)
    assert exit_code([receipt]) == 2
