from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from lcdata.contracts.registry import TABLES
from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.ingest.keeping.stored_files import ACCEPTED, read_frame, write_frames
from tests.unit.ingest.conftest import PLAIN, Judge, Write

NOON = dt.datetime(2026, 11, 16, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> DeliveryStore:
    return DeliveryStore(tmp_path / "deliveries")


def exported(judge: Judge, moment: str) -> Checked:
    return judge(delivery=PLAIN["delivery"].replace("2026-11-16 10:00", moment))


def snapshot(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_what_was_accepted_comes_back_as_it_was(store: DeliveryStore, judge: Judge) -> None:
    checked = judge()
    store.add(checked, NOON)
    stored = store.live()["geas"]
    assert stored.delivery_id == checked.delivery_id
    assert (stored.exported_at, stored.received_at) == (dt.datetime(2026, 11, 16, 10), NOON)
    assert stored.receipt == checked.receipt
    tables = stored.tables()
    assert list(tables) == list(checked.tables)
    for name, frame in checked.tables.items():
        assert tables[name].equals(frame)
        assert tables[name].schema == frame.schema
    assert stored.table("visit") is None


def test_delivered_bytes_and_quarantine_are_kept(store: DeliveryStore, judge: Judge) -> None:
    checked = judge(session=PLAIN["session"].replace("held", "uitgesteld"))
    store.add(checked, NOON)
    folder = store.root / str(checked.delivery_id)
    assert {p.name: p.read_bytes() for p in (folder / "original").iterdir()} == checked.originals
    aside = pl.read_parquet(folder / "quarantined" / "session.parquet")
    assert aside.select("session_id", "status", "_row", "_reason").rows() == [
        ("s1", "uitgesteld", 2, "code_unknown"),
        ("s2", "uitgesteld", 3, "code_unknown"),
    ]


def test_the_same_bytes_again_change_nothing(store: DeliveryStore, judge: Judge) -> None:
    store.add(judge(), NOON)
    before = snapshot(store.root)
    assert store.add(judge(), NOON + HOUR).status == "unchanged"
    assert snapshot(store.root) == before


@pytest.mark.parametrize(
    ("second", "later", "live"),
    [
        ("2026-11-17 10:00", HOUR, "second"),
        ("2026-11-15 10:00", HOUR, "first"),
        ("2026-11-16T10:00:00", HOUR, "second"),
        ("2026-11-16T10:00:00", -HOUR, "first"),
    ],
)
def test_live_is_what_was_exported_last(
    store: DeliveryStore, judge: Judge, second: str, later: dt.timedelta, live: str
) -> None:
    deliveries = {"first": judge(), "second": exported(judge, second)}
    store.add(deliveries["first"], NOON)
    store.add(deliveries["second"], NOON + later)
    assert store.live()["geas"].delivery_id == deliveries[live].delivery_id
    assert len(store.deliveries()) == 2


def test_a_clock_that_went_back_receives_after_all_before(
    store: DeliveryStore, judge: Judge
) -> None:
    ahead = NOON.replace(year=2062)
    store.add(judge(), ahead)
    assert store.next_moment(NOON) > ahead
    assert store.next_moment(ahead + HOUR) == ahead + HOUR


def test_a_refused_delivery_leaves_its_receipt_and_nothing_else(
    store: DeliveryStore, judge: Judge
) -> None:
    store.add(judge(), NOON)
    refused = judge(person="person_id,display_name\n123456782,Jan\n")
    store.add(refused, NOON + HOUR)
    newest, oldest = store.deliveries()
    assert (newest.receipt.status, oldest.receipt.status) == ("refused", "accepted")
    assert newest.receipt == refused.receipt
    assert newest.tables() == {}
    assert store.live()["geas"].delivery_id == oldest.delivery_id
    assert not [path for path, content in snapshot(store.root).items() if b"123456782" in content]


def test_live_deliveries_judge_what_comes_in_later(store: DeliveryStore, write: Write) -> None:
    leading = {
        "delivery": PLAIN["delivery"].replace("geas", "consortium"),
        "organisation": "organisation_id,name,kind\nnijhof,Nijhof,company\n",
    }
    (consortium,) = check([write(leading, name="consortium")], {})
    store.add(consortium, NOON)
    (refused,) = check([write()], store.live())
    assert [issue.code for issue in refused.receipt.issues] == ["organisation_unknown"]


def test_an_empty_store_has_nothing(store: DeliveryStore) -> None:
    assert store.deliveries() == []
    assert store.live() == {}


def test_leftovers_of_a_killed_process_are_neither_read_nor_kept(
    store: DeliveryStore, judge: Judge
) -> None:
    left = store.root / ".staging-1"
    left.mkdir(parents=True)
    (left / "delivery.json").write_text("{half")
    assert store.deliveries() == []
    store.add(judge(), NOON)
    assert not left.exists()


ADD_FOREVER = """
import datetime as dt, itertools, sys
from dataclasses import replace
from pathlib import Path
from lcdata.ingest.judging.check import check
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.ingest.keeping.stored_files import ACCEPTED, read_frame, write_frames
checked = check([Path(sys.argv[1])], {})[0]
store = DeliveryStore(Path(sys.argv[2]))
for number in itertools.count():
    store.add(replace(checked, delivery_id=f"{number:064x}"), dt.datetime.now(dt.UTC))
    print(number, flush=True)
"""


@pytest.mark.parametrize("milliseconds", [11, 37])
def test_a_kill_leaves_every_delivery_whole_or_absent(
    store: DeliveryStore, judge: Judge, write: Write, milliseconds: int
) -> None:
    store.add(judge(), NOON)
    before = snapshot(store.root)
    newer = write(delivery=PLAIN["delivery"].replace("16 10:00", "17 10:00"), name="newer")
    command = [sys.executable, "-c", ADD_FOREVER, str(newer), str(store.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(milliseconds / 1000)
        os.kill(process.pid, signal.SIGKILL)
    assert before.items() <= snapshot(store.root).items()
    assert len(store.deliveries()) > 1
    for delivery in store.deliveries():
        assert set(delivery.tables()) == set(delivery.receipt.tables)
    (checked,) = check([newer], store.live())
    assert store.add(checked, NOON + HOUR).status == "accepted"
    assert not list(store.root.glob(".staging-*"))


def test_a_stored_table_of_an_older_contract_has_the_columns_of_today(tmp_path: Path) -> None:
    older = pl.DataFrame({"sessie_id": ["s1"], "person_id": ["001"], "_row": [2]})
    files = write_frames(tmp_path, ACCEPTED, {"attendance": older})
    found = read_frame(tmp_path, f"{ACCEPTED}/attendance.parquet", files)
    assert set(found.columns) == {*TABLES["attendance"].columns(), "_row"}
    assert found.select("session_id", "person_id", "status").row(0) == ("s1", "001", None)
