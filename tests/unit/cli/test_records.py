from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import replace

import polars as pl
import pytest

from lcdata.cli.records import CELL_FORMATS, csv_table, json_lines, parquet_file, signal_record
from lcdata.contracts.cells import Cell
from lcdata.contracts.register import Signal
from lcdata.locale import words

RATE = Cell("attendance_rate", "company", "a", "overall", 29.0, 40.0, 0.725, 0.5, 0.9, 9, 6, "ok")
EMPTY = Cell("retention", "company", "a", "overall", None, None, None, None, None, 0, 0, "too_few")
BANDED = replace(RATE, n_persons="10-19")


def test_a_whole_number_is_written_without_decimals() -> None:
    line = json.loads(json_lines([RATE]))
    assert json.dumps(line["num"]) == "29"
    assert line["value"] == 0.725


def test_every_field_of_a_cell_is_there_in_order() -> None:
    fields = "indicator grain entity_id period num den value low high n_persons n_missing status"
    assert list(json.loads(json_lines([EMPTY]))) == fields.split()


def test_missing_is_never_zero() -> None:
    assert json.loads(json_lines([EMPTY]))["value"] is None
    assert (
        csv_table([EMPTY]).decode().splitlines()[1]
        == "retention,company,a,overall,,,,,,0,0,too_few"
    )


@pytest.mark.parametrize("form", CELL_FORMATS)
def test_no_cells_are_an_empty_answer_not_a_fault(form: str) -> None:
    assert isinstance(CELL_FORMATS[form]([]), bytes)


def test_parquet_keeps_numbers_as_numbers() -> None:
    frame = pl.read_parquet(io.BytesIO(parquet_file([EMPTY, RATE])))
    assert frame["num"].to_list() == [None, 29.0]


def test_a_banded_count_stays_text() -> None:
    assert json.loads(json_lines([BANDED]))["n_persons"] == "10-19"


@pytest.mark.parametrize(
    ("signal", "reason"),
    [
        (
            Signal("a/c1", "missed_three", "a/7", (dt.date(2026, 3, 3),), None, 3),
            "heeft de laatste 3 bijeenkomsten waarvan de presentie bekend is gemist",
        ),
        (
            Signal("a/c1", "actions_overdue", None, (), "E1", 2),
            "openstaande acties waarvan de datum voorbij is: 2",
        ),
    ],
)
def test_a_signal_says_its_reason(signal: Signal, reason: str) -> None:
    assert json.loads(signal_record(signal, words("nl")))["reason"] == reason
