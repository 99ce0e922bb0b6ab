from __future__ import annotations

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.warehouse.database import Connection
from lcdata.warehouse.load import delivered, load, raw_table
from tests.unit.warehouse.deliveries import alpha, consortium, frame


def test_every_table_of_the_contract_is_there_when_nobody_delivered(scratch: Connection) -> None:
    load(scratch, {})
    found = scratch.sql("from information_schema.tables where table_schema = 'raw'").pl()
    assert set(found["table_name"]) == {*TABLES, "delivered"}
    assert len(TABLES) == 21


def test_a_table_nobody_delivered_has_the_contracts_types(scratch: Connection) -> None:
    load(scratch, {})
    visits = scratch.sql("from raw.visit").pl()
    assert visits.is_empty()
    assert visits.schema["held_on"] == pl.Date
    assert visits.schema["sprint_no"] == pl.Int64


def test_rows_of_all_deliverers_meet_in_one_table_with_their_deliverer() -> None:
    communities = raw_table("community", {"alpha": alpha(), "consortium": consortium()})
    assert communities["delivered_by"].to_list() == ["alpha", "consortium"]
    assert communities["community_id"].to_list() == ["c1", "c1"]


def test_working_columns_of_the_ingest_stop_here() -> None:
    tables = alpha()
    tables["session"] = tables["session"].with_row_index("_row")
    assert "_row" not in raw_table("session", {"alpha": tables}).columns


def test_delivered_tells_an_empty_table_from_an_absent_one() -> None:
    rows = delivered({"alpha": alpha(visit=[])}).rows()
    assert ("alpha", "visit", None) in rows
    assert ("alpha", "goal", None) not in rows


def test_delivered_names_only_columns_that_hold_a_value() -> None:
    sprints = frame("sprint", [{"community_id": "c1", "sprint_no": 0}])
    rows = delivered({"alpha": {"sprint": sprints}}).rows()
    assert rows == [
        ("alpha", "sprint", None),
        ("alpha", "sprint", "community_id"),
        ("alpha", "sprint", "sprint_no"),
    ]
