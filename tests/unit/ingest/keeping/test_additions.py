from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from lcdata.contracts.registry import TABLES
from lcdata.ingest.keeping.additions import Addition, AdditionStore
from lcdata.ingest.keeping.overlay import laid_over

NOW = dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.UTC)
BEFORE, AFTER = dt.datetime(2026, 11, 30), dt.datetime(2026, 12, 2)
"""Exports before and after the addition."""


def marks(*rows: tuple[str, str, str], numbered: bool = False) -> pl.DataFrame:
    schema = TABLES["attendance"].frame_schema()
    records = [{"session_id": s, "person_id": p, "status": status} for s, p, status in rows]
    frame = pl.DataFrame(records, schema=schema)
    return frame.with_row_index("_row", offset=2).select(
        *schema, pl.col("_row").cast(pl.Int64)
    ) if numbered else frame  # fmt: skip


DELIVERED = {"attendance": marks(("s1", "001", "present"), ("s1", "002", "absent"), numbered=True)}


@pytest.fixture
def store(tmp_path: Path) -> AdditionStore:
    return AdditionStore(tmp_path / "additions")


def added(store: AdditionStore, *rows: tuple[str, str, str]) -> Addition:
    return store.add("geas", "teams", {"attendance": marks(*rows)}, {}, "console", NOW)[0]


def statuses(tables: dict[str, pl.DataFrame]) -> dict[tuple[str, str], str]:
    columns = ("session_id", "person_id", "status")
    return {(s, p): status for s, p, status in tables["attendance"].select(columns).iter_rows()}


def test_a_row_added_after_the_export_stands_instead_of_the_delivered_one(
    store: AdditionStore,
) -> None:
    one = added(store, ("s1", "002", "late"), ("s2", "001", "present"))
    assert statuses(laid_over(DELIVERED, [one], BEFORE)) == {
        ("s1", "001"): "present",
        ("s1", "002"): "late",
        ("s2", "001"): "present",
    }


def test_of_an_older_addition_only_rows_stand_that_the_delivery_lacks(
    store: AdditionStore,
) -> None:
    one = added(store, ("s1", "002", "late"), ("s2", "001", "present"))
    assert statuses(laid_over(DELIVERED, [one], AFTER)) == {
        ("s1", "001"): "present",
        ("s1", "002"): "absent",
        ("s2", "001"): "present",
    }


def test_the_moment_of_an_addition_is_that_of_the_clock_here(store: AdditionStore) -> None:
    assert added(store, ("s1", "002", "late")).moment == dt.datetime(2026, 12, 1, 10, 30)


def test_of_two_additions_the_later_stands(store: AdditionStore) -> None:
    first, second = (added(store, ("s1", "002", status)) for status in ("late", "excused"))
    assert statuses(laid_over(DELIVERED, [first, second], BEFORE))["s1", "002"] == "excused"


def test_a_table_that_was_not_delivered_is_there_once_it_is_added(store: AdditionStore) -> None:
    one = added(store, ("s1", "001", "present"))
    assert statuses(laid_over({}, [one], BEFORE)) == {("s1", "001"): "present"}


def test_every_row_keeps_a_number_of_its_own(store: AdditionStore) -> None:
    one = added(store, ("s1", "002", "late"), ("s2", "001", "present"))
    rows = laid_over(DELIVERED, [one], BEFORE)["attendance"]["_row"]
    assert sorted(rows) == [2, 4, 5]


def test_the_same_rows_again_are_the_same_addition(store: AdditionStore) -> None:
    rows = {"attendance": marks(("s1", "002", "late"))}
    first, is_new = store.add("geas", "teams", rows, {}, "console", NOW)
    second, is_new_again = store.add("geas", "teams", rows, {}, "else", NOW)
    assert (is_new, is_new_again) == (True, False)
    assert first == second


def test_the_rows_of_another_organisation_are_another_addition(store: AdditionStore) -> None:
    rows = {"attendance": marks(("s1", "002", "late"))}
    ids = {store.add(who, "teams", rows, {}, "x", NOW)[0].addition_id for who in ("geas", "nijhof")}
    assert len(ids) == 2
    assert [one.organisation_id for one in store.counted("geas")] == ["geas"]


def test_what_was_taken_back_counts_no_longer_and_comes_back_when_added_again(
    store: AdditionStore,
) -> None:
    store.take_back(added(store, ("s1", "002", "late")), "console", "typed wrong", NOW)
    assert store.counted("geas") == []
    assert [one.taken_back_at for one in store.all()] == [NOW]
    added(store, ("s1", "002", "late"))
    assert len(store.counted("geas")) == 1


def test_a_mark_of_taking_back_that_cannot_be_read_takes_back_all_the_same(
    store: AdditionStore,
) -> None:
    one = added(store, ("s1", "002", "late"))
    one.folder.with_name(f"{one.addition_id}.taken-back.json").write_bytes(b"\x00")
    assert store.counted("geas") == []


@pytest.mark.parametrize("part", ["addition.json", "accepted/attendance.parquet"])
def test_a_damaged_addition_is_named_and_left_out(store: AdditionStore, part: str) -> None:
    one = added(store, ("s1", "002", "late"))
    file = one.folder / part
    file.write_bytes(file.read_bytes()[:-3] + b"xxx")
    assert store.all() == []
    assert store.damaged() == [f"geas/{one.addition_id}"]


def test_what_a_killed_process_left_is_tidied(store: AdditionStore) -> None:
    added(store, ("s1", "002", "late"))
    (store.root / "geas" / ".staging-x").mkdir()
    assert len(store.all()) == 1
    store.tidy()
    assert not list(store.root.glob("*/.staging-*"))


def test_only_the_account_itself_reads_an_addition(store: AdditionStore) -> None:
    one = added(store, ("s1", "002", "late"))
    modes = {path.stat().st_mode & 0o077 for path in [one.folder, *one.folder.rglob("*")]}
    assert modes == {0}


def test_who_somebody_is_stays_confirmed_beside_what_is_confirmed_later(
    store: AdditionStore,
) -> None:
    store.confirm("geas", {"account:a": "001"})
    store.confirm("geas", {"account:b": "002"})
    assert store.aliases("geas") == {"account:a": "001", "account:b": "002"}
    assert store.aliases("nijhof") == {}


def test_rows_are_kept_as_they_were_added(store: AdditionStore) -> None:
    rows = marks(("s1", "002", "late"))
    one = added(store, ("s1", "002", "late"))
    assert_frame_equal(one.tables()["attendance"], rows)
