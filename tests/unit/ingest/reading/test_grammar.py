"""Both grammars, plain Python and whole columns, accept and reject the same texts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from lcdata.contracts.column import Column
from lcdata.contracts.grammar import clean, read_cell
from lcdata.contracts.kinds import Kind
from lcdata.contracts.registry import TABLES
from lcdata.ingest.reading.parsing import clean_cells, parsed

COLUMNS = {
    "text": Column("c", Kind.TEXT, required=False),
    "whole": Column("c", Kind.WHOLE, required=False),
    "count": Column("c", Kind.WHOLE, required=False, ge=0),
    "cadence": Column("c", Kind.WHOLE, required=False, codes=("7", "14")),
    "yes_no": Column("c", Kind.YES_NO, required=False),
    "day": Column("c", Kind.DAY, required=False),
    "moment": Column("c", Kind.MOMENT, required=False),
    "code": TABLES["attendance"].columns()["status"],
    "item": TABLES["checklist"].columns()["item"],
    "band": TABLES["membership"].columns()["experience_band"],
    "item_list": Column("c", Kind.ITEM_LIST, required=False),
}


def whole_column(column: Column, texts: list[str]) -> list[Any]:
    cells = clean_cells(pl.DataFrame({column.name: texts}, schema={column.name: pl.String}))
    return cells.select(parsed(column)).to_series().to_list()


def one_by_one(column: Column, texts: list[str]) -> list[Any]:
    return [one(column, text) for text in texts]


def one(column: Column, text: str) -> Any:  # noqa: ANN401  any value a cell can hold
    if clean(text) is None:
        return None
    try:
        value = read_cell(column, text)
    except PydanticCustomError:
        return None
    return list(value) if isinstance(value, tuple) else value


def padded(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    space = st.sampled_from(["", " ", "\t", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\n"])
    return st.builds(lambda left, text, right: left + text + right, space, inner, space)


NUMBERS = st.integers(0, 40).map(str)
YEARS = st.sampled_from(["2026", "26", "1999", "2100", "0026", "20260"])
MARKS = st.sampled_from(["-", "/", ".", ""])
CLOCKS = st.sampled_from(
    ["", " 9:05", " 15:30", "T15:30:05", " 24:00", " 15:60", " 15.30", "T02:30", " 15:30:60", " 15"]
)
OFFSETS = st.sampled_from(["", "Z", "+01:00", "-0130", " +02", "+15:00", "+1", "CET"])
DATES = st.one_of(
    st.builds("{}{}{}{}{}{}{}".format, YEARS, MARKS, NUMBERS, MARKS, NUMBERS, CLOCKS, OFFSETS),
    st.builds("{}{}{}{}{}{}{}".format, NUMBERS, MARKS, NUMBERS, MARKS, YEARS, CLOCKS, OFFSETS),
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 12, 31)).map(
        "{:%Y-%m-%d %H:%M}".format
    ),
)
NUMERALS = st.from_regex(r"[+-]?[0-9٣]{0,6}([.,][0-9]{0,2})?", fullmatch=True)
WORDS = st.sampled_from(
    [
        "ja",
        "NEE",
        "Waar",
        "x",
        "1",
        "0",
        "te laat",
        "Te  Laat",
        "te_laat",
        "present",
        "A1B_MIX",
        "3 t/m 5",
        "3 – 5",
        "3-5",
        "21 +",
        "t/m 2",
        "3-mei",
        "2;5",
        "2 ; 5",
        "geen",
        "NONE",
        ";",
    ]
)
TEXTS = padded(st.one_of(DATES, NUMERALS, WORDS, st.text(max_size=12)))


@pytest.mark.parametrize("name", COLUMNS)
@settings(deadline=None, max_examples=50)
@given(texts=st.lists(TEXTS, min_size=1, max_size=20))
def test_whole_columns_are_read_as_single_cells_are(name: str, texts: list[str]) -> None:
    column = COLUMNS[name]
    assert whole_column(column, texts) == one_by_one(column, texts)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("day", "2026-03-07", dt.date(2026, 3, 7)),
        ("day", "7-3-2026", dt.date(2026, 3, 7)),
        ("day", "07-03-2026", dt.date(2026, 3, 7)),
        ("day", "2026-03-07 00:00:00", dt.date(2026, 3, 7)),
        ("moment", "2026-03-07 15:30", dt.datetime(2026, 3, 7, 15, 30)),
        ("moment", "7-3-2026 15:30", dt.datetime(2026, 3, 7, 15, 30)),
        ("moment", "7-3-2026 9:05", dt.datetime(2026, 3, 7, 9, 5)),
        ("moment", "2026-03-07T15:30:05", dt.datetime(2026, 3, 7, 15, 30, 5)),
        ("moment", "2026-07-07T15:30Z", dt.datetime(2026, 7, 7, 17, 30)),
        ("moment", "2026-03-07T15:30:00+01:00", dt.datetime(2026, 3, 7, 15, 30)),
        ("moment", "2026-10-25 02:30", dt.datetime(2026, 10, 25, 2, 30)),
        ("whole", "007", 7),
        ("whole", "45,0", 45),
        ("text", "Cafe\N{COMBINING ACUTE ACCENT}", "Café"),
        ("yes_no", "Waar", True),
        ("yes_no", "j", True),
        ("yes_no", "ONWAAR", False),
        ("code", "te laat", "late"),
        ("code", " Aanwezig", "present"),
        ("item", "a1b_mix", "A1b_mix"),
        ("band", "3 t/m 5", "3-5"),
        ("item_list", "2;5", [2, 5]),
        ("item_list", "none", []),
    ],
)
def test_a_text_of_the_contract_has_this_value(name: str, text: str, value: object) -> None:
    assert whole_column(COLUMNS[name], [text]) == [value]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("day", "7-3-26"),
        ("day", "03/07/2026"),
        ("day", "31-02-2026"),
        ("day", "2026-13-05"),
        ("day", "46085"),
        ("moment", "2026-03-07"),
        ("moment", "2026-03-29 02:30"),
        ("whole", "1.234,5"),
        ("whole", "1,5"),
        ("cadence", "10"),
        ("count", "-1"),
        ("yes_no", "x"),
        ("code", "laat"),
        ("band", "2026-05-03 00:00:00"),
    ],
)
def test_a_text_outside_the_contract_has_no_value(name: str, text: str) -> None:
    assert whole_column(COLUMNS[name], [text]) == [None]
