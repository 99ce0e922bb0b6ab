from __future__ import annotations

import dataclasses
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from lcdata.contracts.kinds import Kind
from lcdata.contracts.registry import TABLES
from lcdata.ingest.judging.check import check
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.ingest.receipt import Counts, exit_code
from lcdata.locale import Language, words
from lcdata.reports.template import FIRST_TABLES, may_deliver, template

MADE_AT = dt.datetime(2026, 11, 25, 9, 30)
CANONICAL = Path("tests/data/consortium/canonical")

Rows = list[tuple[Any, ...]]


def stored(tmp_path: Path, name: str) -> StoredDelivery:
    store = DeliveryStore(tmp_path / "deliveries")
    for checked in check([CANONICAL / name], {}):
        store.add(checked, dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    return store.live()[name]


def as_it_lies(live: StoredDelivery) -> StoredDelivery:
    """The delivery with the tables that lie there now, as after a purge of lcdata 0.1.0."""
    return replace(live, files=None, purged_at=live.received_at)


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(content: bytes, sheet: str) -> Rows:
    return list(book(content)[sheet].iter_rows(values_only=True))


def changed(tmp_path: Path, sheet: str, cell: str, value: object) -> bytes:
    opened = book(template("nijhof", stored(tmp_path, "nijhof"), MADE_AT, words("en")))
    opened["delivery"]["C2"] = MADE_AT  # this writer does not save what a formula gave
    opened[sheet][cell] = value
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_template_untouched_is_a_delivery_without_rows_set_aside(
    tmp_path: Path, language: Language
) -> None:
    live = stored(tmp_path, "nijhof")
    path = tmp_path / "nijhof.xlsx"
    path.write_bytes(template("nijhof", live, MADE_AT, words(language)))
    (checked,) = check([path], {"nijhof": live})
    assert checked.receipt.status == "accepted"
    assert checked.exported_at == MADE_AT
    for name, frame in live.tables().items():
        kept = checked.tables[name].drop("_row")
        if name not in ("delivery", "attendance"):
            assert kept.equals(frame.drop("_row")), name
    register = checked.tables["attendance"].drop("_row")
    known = live.tables()["attendance"].drop("_row")
    assert register.head(known.height).equals(known)
    assert set(register.tail(register.height - known.height)["status"]) == {"unknown"}


def test_coming_sessions_have_a_row_for_who_is_expected_and_no_facilitator(tmp_path: Path) -> None:
    live = stored(tmp_path, "nijhof")
    tables = live.tables()
    planned = tables["session"].filter(pl.col("status") == "planned")
    guides = tables["membership"].filter(pl.col("role") == "facilitator")
    shown = rows(template("nijhof", live, MADE_AT, words("en")), "attendance")
    ready = [row for row in shown[1:] if row[2] in set(planned["session_id"])]
    assert planned.height
    assert {row[2] for row in ready} == set(planned["session_id"])
    in_group = tables["membership"].filter(pl.col("role") != "facilitator")
    for session in planned.iter_rows(named=True):
        day = session["planned_start"].date()
        expected = {
            m["person_id"]
            for m in in_group.iter_rows(named=True)
            if m["community_id"] == session["community_id"]
            and m["joined_on"] <= day
            and (m["left_on"] is None or day <= m["left_on"])
        }
        assert {row[3] for row in ready if row[2] == session["session_id"]} == expected
    assert guides.height == 0 or not {row[3] for row in ready} & set(guides["person_id"])


def test_every_coded_column_has_a_list_of_words_the_contract_takes(tmp_path: Path) -> None:
    live = stored(tmp_path, "nijhof")
    opened = book(template("nijhof", live, MADE_AT, words("en")))
    for name in live.tables():
        sheet = opened[name]
        heads = [cell.value for cell in sheet[1]]
        rules = {
            str(rule.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789"): rule.formula1
            for rule in sheet.data_validations.dataValidation
        }
        for column in TABLES[name].columns().values():
            letter = openpyxl.utils.get_column_letter(heads.index(column.name) + 1)
            has_list = bool(column.codes) or column.kind is Kind.YES_NO
            assert (letter in rules) == has_list, (name, column.name)
            if column.codes:
                sheet_name, area = rules[letter].split("!")
                cells = opened[sheet_name.strip("'")][area.replace("$", "")]
                is_whole = column.kind is Kind.WHOLE  # a spreadsheet takes "7" for another than 7
                codes = [int(code) if is_whole else code for code in column.codes]
                assert [cell[0].value for cell in cells] == codes


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    live = stored(tmp_path, "nijhof")
    assert live.folder
    path = live.folder / "accepted" / "person.parquet"
    pl.read_parquet(path).with_columns(pl.lit(text).alias("display_name")).write_parquet(path)
    opened = book(template("nijhof", as_it_lies(live), MADE_AT, words("en")))
    for sheet, column in (("person", "B"), ("attendance", "A")):
        cell = opened[sheet][f"{column}2"]
        assert (cell.value, cell.data_type) == (text, "s")


def test_an_id_keeps_its_zeros_and_a_day_is_a_day(tmp_path: Path) -> None:
    opened = book(template("nijhof", stored(tmp_path, "nijhof"), MADE_AT, words("en")))
    community = {
        cell.value: opened["community"][2][i] for i, cell in enumerate(opened["community"][1])
    }
    assert community["start_date"].is_date
    assert community["community_id"].data_type == "s"
    assert community["community_id"].number_format == "@"


def test_the_moment_of_export_follows_the_moment_of_saving(tmp_path: Path) -> None:
    opened = book(template("nijhof", stored(tmp_path, "nijhof"), MADE_AT, words("en")))
    assert opened["delivery"]["C2"].value == "=NOW()"


def test_a_table_that_was_not_delivered_is_not_said_to_be_empty(tmp_path: Path) -> None:
    live = stored(tmp_path, "nijhof")
    assert live.folder
    (live.folder / "accepted" / "visit.parquet").unlink()
    live = as_it_lies(live)
    path = tmp_path / "nijhof.xlsx"
    path.write_bytes(template("nijhof", live, MADE_AT, words("en")))
    (checked,) = check([path], {})
    assert set(checked.tables) == set(live.tables())
    assert "visit" not in checked.tables
    names = book(path.read_bytes()).sheetnames
    assert "visit (new)" in names
    assert not {"organisation (new)", "scale (new)", "contact (new)"} & set(names)


@pytest.mark.parametrize("missing", ["attendance", "session"])
def test_no_word_is_said_about_a_register_that_was_not_delivered(
    tmp_path: Path, missing: str
) -> None:
    live = stored(tmp_path, "nijhof")
    assert "After a session" in str(
        rows(template("nijhof", live, MADE_AT, words("en")), "Explanation")
    )
    assert live.folder
    (live.folder / "accepted" / f"{missing}.parquet").unlink()
    told = str(rows(template("nijhof", as_it_lies(live), MADE_AT, words("en")), "Explanation"))
    assert "attendance" not in told
    assert "Columns in bold are required." in told


def test_who_delivers_for_the_first_time_starts_with_empty_sheets(tmp_path: Path) -> None:
    content = template("nieuw", None, MADE_AT, words("en"))
    path = tmp_path / "nieuw.xlsx"
    path.write_bytes(content)
    (checked,) = check([path], {})
    assert exit_code([checked.receipt]) == 0
    assert set(checked.tables) == {"delivery", *FIRST_TABLES}
    assert "Nothing has been delivered yet: the sheets are empty." in str(
        rows(content, "Explanation")
    )


def test_rows_set_aside_and_rows_deleted_are_said_to_be_missing(tmp_path: Path) -> None:
    live = stored(tmp_path, "nijhof")
    counts = {**live.receipt.tables, "session": Counts(5, 2, 3, 0)}
    worse = dataclasses.replace(
        live,
        receipt=dataclasses.replace(live.receipt, tables=counts),
        purged_at=dt.datetime(2026, 11, 1),
    )
    told = str(rows(template("nijhof", worse, MADE_AT, words("en")), "Explanation"))
    assert "3 rows that were set aside are not in it" in told
    assert "Rows that were deleted because their term is over are not in it." in told
    usual = str(rows(template("nijhof", live, MADE_AT, words("en")), "Explanation"))
    assert "their term" not in usual


def test_a_word_outside_a_list_is_set_aside_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "nijhof.xlsx"
    path.write_bytes(changed(tmp_path, "attendance", "E2", "was er wel"))
    (checked,) = check([path], {})
    told = {(issue.code, issue.column, issue.row) for issue in checked.receipt.issues}
    assert ("code_unknown", "status", 2) in told
    assert checked.quarantined["attendance"].height == 1


def test_only_companies_and_the_consortium_have_a_template(tmp_path: Path) -> None:
    live = {"consortium": stored(tmp_path, "consortium")}
    assert may_deliver("nijhof", live)
    assert may_deliver("consortium", live)
    assert not may_deliver("saxion", live)
    assert not may_deliver("niemand", live)
    assert may_deliver("niemand", {})
    assert not [name for name in ("", " ", "nijhof/c1") if may_deliver(name, {})]
