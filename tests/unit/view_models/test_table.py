from __future__ import annotations

import csv
import io

import pytest

from lcdata.locale import Language, words
from lcdata.view_models.table import Table, Value


def written(language: Language, *row: Value) -> list[str]:
    columns = tuple(f"column {number}" for number in range(len(row)))
    data = Table("figures", (("Stand", "16 november 2026"),), columns, (row,)).csv(words(language))
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["Stand", "16 november 2026"]
    return lines[-1]


def test_numbers_have_the_decimal_mark_of_the_reader() -> None:
    assert written("nl", 46.5, 1234, -2.5) == ["46,5", "1234", "-2,5"]
    assert written("en", 46.5, 1234, -2.5) == ["46.5", "1234", "-2.5"]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@SUM(A1)", "\tcmd", "\r=1", "\n=1"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    assert written("nl", text)[0].startswith("'")


@pytest.mark.parametrize("lead", [" ", "  ", "\N{NO-BREAK SPACE}", "\ufeff"])
def test_a_formula_behind_white_space_is_no_formula_either(lead: str) -> None:
    assert written("nl", f"{lead}=1+1")[0].startswith("'")


def test_an_empty_cell_stays_empty() -> None:
    assert written("nl", None, "x") == ["", "x"]


def test_the_screen_says_numbers_in_words_of_the_language() -> None:
    table = Table("figures", (), ("a", "b"), ((1234, 46.5),))
    assert table.said(words("nl")) == [{"a": "1.234", "b": "46,5"}]
