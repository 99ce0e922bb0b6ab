from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from lcdata.contracts.aliases import table_names
from lcdata.contracts.kinds import Kind
from lcdata.contracts.registry import TABLES
from lcdata.contracts.tables.checklist import ChecklistItem

ALIASES = Path("lcdata/contracts/aliases.toml")
MEMBER = {
    "community_id": "c1",
    "person_id": "007",
    "organisation_id": "engberink",
    "role": "employee",
    "joined_on": "2026-09-01",
}
REFLECTION = {
    "reflection_id": "r1",
    "community_id": "c1",
    "reflected_on": "2026-09-01",
    "did_differently_answered": "ja",
    "do_again_answered": "nee",
    "needs_answered": "1",
}
SCALE = {
    "scale_id": "S",
    "construct": "autonomy",
    "items": "4",
    "min": "1",
    "max": "5",
    "reversed": "2;4",
    "min_answered": "3",
}
BASES = {"membership": MEMBER, "reflection": REFLECTION, "scale": SCALE}


def row(table: str, **changed: str) -> dict[str, str]:
    return BASES[table] | changed


def codes(table: str, cells: dict[str, str]) -> list[str]:
    with pytest.raises(ValidationError) as rejected:
        TABLES[table].model_validate(cells)
    return [error["type"] for error in rejected.value.errors()]


def test_there_are_the_tables_of_the_contract_in_its_order() -> None:
    assert list(TABLES) == [
        "delivery",
        "organisation",
        "community",
        "person",
        "membership",
        "session",
        "attendance",
        "sprint",
        "sprint_item",
        "reflection",
        "action",
        "activity",
        "activity_part",
        "product_version",
        "goal",
        "visit",
        "checklist",
        "scale",
        "survey_invitation",
        "survey_answer",
        "contact",
    ]


@pytest.mark.parametrize(
    ("table", "cells", "column", "value"),
    [
        ("membership", row("membership"), "person_id", "007"),
        ("membership", row("membership", joined_on="7-3-2026"), "joined_on", dt.date(2026, 3, 7)),
        ("membership", row("membership", role=" Medewerker "), "role", "employee"),
        ("membership", row("membership", experience_band="3 t/m 5"), "experience_band", "3-5"),
        ("membership", row("membership", generation_band="t/m 24"), "generation_band", "-24"),
        ("membership", row("membership", left_on=" \N{NO-BREAK SPACE}"), "left_on", None),
        ("scale", row("scale"), "reversed", (2, 4)),
        ("scale", row("scale", reversed="none"), "reversed", ()),
        ("scale", row("scale", items="4,0"), "items", 4),
    ],
)
def test_a_row_reads_delivered_text(
    table: str, cells: dict[str, str], column: str, value: object
) -> None:
    read: dict[str, Any] = TABLES[table].model_validate(cells).model_dump(by_alias=True)
    assert read[column] == value


@pytest.mark.parametrize(
    ("table", "cells", "code"),
    [
        ("membership", row("membership", joined_on=""), "cell_missing"),
        ("membership", row("membership", joined_on="7-3-26"), "two_digit_year"),
        ("membership", row("membership", joined_on="31-02-2026"), "impossible_date"),
        ("membership", row("membership", joined_on="2026/??/01"), "bad_date"),
        ("membership", row("membership", joined_on="46085"), "number_for_date"),
        ("membership", row("membership", role="directeur"), "code_unknown"),
        ("membership", row("membership", experience_band="2026-05-03 00:00:00"), "date_in_band"),
        ("membership", row("membership", experience_band="3-mei"), "date_in_band"),
        ("membership", row("membership", expertise_recorded="x"), "not_yes_or_no"),
        ("membership", row("membership", left_on="2026-08-31"), "left_before_joined"),
        ("reflection", row("reflection"), "not_exactly_one"),
        ("reflection", row("reflection", sprint_no="1", session_id="s1"), "not_exactly_one"),
        ("reflection", row("reflection", sprint_no="1,5"), "not_a_whole_number"),
        ("reflection", row("reflection", sprint_no="-1"), "out_of_range"),
        ("scale", row("scale", reversed=""), "cell_missing"),
        ("scale", row("scale", reversed="2 en 5"), "not_item_numbers"),
        ("scale", row("scale", reversed="5"), "no_such_item"),
        ("scale", row("scale", reversed="0"), "no_such_item"),
        ("scale", row("scale", min_answered="5"), "more_than_items"),
        ("scale", row("scale", max="1"), "range_upside_down"),
    ],
)
def test_a_row_says_which_code_a_wrong_cell_has(
    table: str, cells: dict[str, str], code: str
) -> None:
    assert codes(table, cells) == [code]


def test_every_wrong_cell_of_a_row_is_named() -> None:
    cells = row("membership", role="x", joined_on="x", expertise_recorded="x")
    assert sorted(codes("membership", cells)) == ["bad_date", "code_unknown", "not_yes_or_no"]


@pytest.mark.parametrize("table", TABLES)
def test_references_point_at_columns_that_exist(table: str) -> None:
    model = TABLES[table]
    assert set(model.key) <= set(model.columns())
    for reference in model.references:
        assert set(reference.targets) <= set(TABLES[reference.table].columns())
        assert reference.column in model.columns()
    for cross in model.cross_references:
        assert cross.column in model.columns()
        assert TABLES[cross.table].consortium_only


def spellings(section: str, names: Iterable[str]) -> list[str]:
    aliases = tomllib.loads(ALIASES.read_text(encoding="utf-8"))[section]
    return [spelled for name in names for spelled in {name.lower(), *aliases.get(name, [])}]


@pytest.mark.parametrize("table", TABLES)
def test_no_header_or_code_can_be_read_two_ways(table: str) -> None:
    columns = TABLES[table].columns()
    headers = spellings("columns", columns)
    assert len(headers) == len(set(headers))
    for column in columns.values():
        codes_spelled = spellings("codes", column.codes)
        assert len(codes_spelled) == len(set(codes_spelled)), column.name


def test_every_table_column_and_plain_code_has_its_dutch() -> None:
    aliases = tomllib.loads(ALIASES.read_text(encoding="utf-8"))
    every = [column for model in TABLES.values() for column in model.columns().values()]
    plain = {code for column in every if column.kind is Kind.CODE for code in column.codes}
    assert set(aliases["tables"]) == set(TABLES)
    assert set(aliases["columns"]) == {column.name for column in every}
    assert set(aliases["codes"]) == plain - set(get_args(ChecklistItem))


@pytest.mark.parametrize(
    ("alias", "table"),
    [
        ("levering", "delivery"),
        ("leden", "membership"),
        ("sessie", "session"),
        ("taak", "sprint_item"),
    ],
)
def test_dutch_table_names_are_understood(alias: str, table: str) -> None:
    assert table_names(tuple(TABLES))[alias] == table
