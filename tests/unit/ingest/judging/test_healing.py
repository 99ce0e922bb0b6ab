from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from lcdata.ingest.judging.healing import heal
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.ingest.keeping.stored import StoredDelivery
from tests.faults.broken import Fault, cut, faults, gone
from tests.unit.ingest.conftest import PLAIN, Judge

NOON = dt.datetime(2026, 11, 16, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path, judge: Judge) -> DeliveryStore:
    found = DeliveryStore(tmp_path / "deliveries")
    found.add(judge(session=PLAIN["session"].replace("work,", "werk-,")), NOON)
    return found


def only(store: DeliveryStore) -> StoredDelivery:
    (delivery,) = store.deliveries()
    return delivery


def folder(store: DeliveryStore) -> Path:
    found = only(store).folder
    assert found is not None
    return found


@faults
@pytest.mark.parametrize(
    "name", ["accepted/attendance.parquet", "quarantined/session.parquet", "delivery.json"]
)
def test_a_damaged_file_is_taken_in_anew_as_it_was(
    store: DeliveryStore, fault: Fault, name: str
) -> None:
    before, tables = only(store), only(store).tables()
    fault(folder(store) / name)
    (damage,) = heal(store, NOON + HOUR, thorough=True)
    assert damage.is_healed
    after = only(store)
    assert after.healed_at == NOON + HOUR
    assert after.receipt.tables == before.receipt.tables
    assert all(after.tables()[table].equals(frame) for table, frame in tables.items())
    assert heal(store, NOON + HOUR, thorough=True) == []


@pytest.mark.parametrize("name", ["accepted/attendance.parquet", "delivery.json"])
def test_without_its_bytes_a_damaged_delivery_is_not_used(store: DeliveryStore, name: str) -> None:
    cut(folder(store) / name)
    gone(folder(store) / "original" / "sprint.csv")
    (damage,) = heal(store, NOON + HOUR)
    assert not damage.is_healed
    assert store.live() == {}
    assert only(store).organisation_id == "geas"


def test_a_table_of_another_delivery_in_its_place_is_damage(
    store: DeliveryStore, judge: Judge
) -> None:
    own = folder(store)
    store.add(judge(attendance=PLAIN["attendance"].replace("late,5", "present,")), NOON + HOUR)
    (other,) = (one.folder for one in store.deliveries() if one.folder != own)
    assert other is not None
    shutil.copy(other / "accepted/attendance.parquet", own / "accepted/attendance.parquet")
    found = store.get(own.name)
    assert found is not None
    assert found.damage == ("accepted/attendance.parquet",)


def test_a_delivery_under_the_name_of_another_is_damage(store: DeliveryStore) -> None:
    own = folder(store)
    shutil.move(own, own.with_name("0" * 64))
    assert only(store).damage == ("delivery.json",)


@pytest.mark.parametrize("kept_seal", [True, False])
def test_changed_counts_of_a_receipt_are_damage(store: DeliveryStore, *, kept_seal: bool) -> None:
    path = folder(store) / "delivery.json"
    about = json.loads(path.read_text("utf-8"))
    about["receipt"]["tables"]["attendance"]["accepted"] += 4
    if not kept_seal:  # as lcdata 0.1.0 wrote it
        del about["seal"], about["files"]
    path.write_text(json.dumps(about), encoding="utf-8")
    assert only(store).damage
    (damage,) = heal(store, NOON + HOUR)
    assert damage.is_healed


def as_the_first_version_wrote_it(store: DeliveryStore) -> None:
    path = folder(store) / "delivery.json"
    about = json.loads(path.read_text("utf-8"))
    del about["seal"], about["files"], about["delivery_id"]
    path.write_text(json.dumps(about), encoding="utf-8")


def test_a_damaged_quarantine_of_the_first_version_is_taken_in_anew(
    store: DeliveryStore,
) -> None:
    as_the_first_version_wrote_it(store)
    cut(folder(store) / "quarantined" / "session.parquet")
    (damage,) = heal(store, NOON + HOUR)
    assert damage.is_healed
    assert only(store).files is not None


def test_a_delivery_of_the_first_version_gets_its_hashes(store: DeliveryStore) -> None:
    as_the_first_version_wrote_it(store)
    assert only(store).files is None
    assert heal(store, NOON + HOUR) == []
    assert only(store).files is not None
    assert only(store).healed_at is None


def test_a_crash_between_the_two_renames_loses_nothing(store: DeliveryStore) -> None:
    own = folder(store)
    own.rename(own.with_name(f".replaced-{own.name}"))
    store.tidy()
    assert folder(store) == own
    assert not only(store).damage


def test_a_withdrawal_that_cannot_be_read_still_withdraws(store: DeliveryStore) -> None:
    (store.root / "withdrawn").mkdir()
    (store.root / "withdrawn" / f"{folder(store).name}.json").write_bytes(b"{half")
    assert store.live() == {}
    assert only(store).told.status == "withdrawn"
