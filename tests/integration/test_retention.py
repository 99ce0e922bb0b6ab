"""Purge on real stores: what is past its term is nowhere in the data directory any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from lcdata.access import Scope
from lcdata.access_log import Event, entries
from lcdata.config import Settings, read_settings
from lcdata.contracts.registry import TABLES
from lcdata.domain import Grain
from lcdata.ingest.keeping.additions import AdditionStore
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.release import deliver, purge, releases
from lcdata.warehouse.reader import Reader
from tests.unit.ingest.conftest import PLAIN

LONG_AGO, LATER = dt.date(2027, 5, 29), dt.date(2027, 5, 30)
NAMES = "person_id,display_name\n001,Quintijn Zevenhuizen\n002,Xaviera Yperlaan\n"
GONE = ("person", "membership", "attendance")
SECRET = (b"Zevenhuizen", b"Yperlaan")
Export = Callable[..., Path]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(data=tmp_path / "data")


@pytest.fixture
def export(tmp_path: Path) -> Export:
    def export(moment: str = "2026-11-16 10:00", **changed: str) -> Path:
        folder = tmp_path / moment.replace(":", "")
        folder.mkdir()
        delivery = PLAIN["delivery"].replace("2026-11-16 10:00", moment)
        tables = {**PLAIN, "person": NAMES, "delivery": delivery, **changed}
        for table, text in tables.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        return folder

    return export


def files(settings: Settings) -> dict[str, bytes]:
    found = (path for path in settings.data.rglob("*") if path.is_file())
    return {str(p.relative_to(settings.data)): p.read_bytes() for p in found if p.suffix != ".lock"}


def holding(settings: Settings, words: tuple[bytes, ...]) -> set[str]:
    return {name for name, content in files(settings).items() if any(w in content for w in words)}


def test_without_yes_everything_stays(settings: Settings, export: Export) -> None:
    deliver([export()], settings)
    before = files(settings)
    counted = purge(settings, LATER, is_real=False)
    assert counted.rows == {"person": 2, "membership": 2, "attendance": 3}
    assert (counted.deliveries, counted.folders, len(counted.releases)) == (1, 2, 1)
    assert files(settings) == before


def test_before_the_term_there_is_nothing_to_delete(settings: Settings, export: Export) -> None:
    deliver([export()], settings)
    assert purge(settings, LONG_AGO, is_real=True).is_empty


def test_no_byte_of_a_name_is_left(settings: Settings, export: Export) -> None:
    wrong = NAMES + "002,Wendela Yperlaan\n"
    deliver([export()], settings)
    deliver([export("2026-11-17 10:00", person=wrong)], settings)
    assert len(holding(settings, SECRET)) > 2
    purge(settings, LATER, is_real=True)
    assert holding(settings, SECRET) == set()
    assert not list(settings.deliveries_dir.glob("*/original"))
    assert not list(settings.deliveries_dir.glob("*/quarantined"))


def test_process_figures_stay_and_attendance_is_not_measured(
    settings: Settings, export: Export
) -> None:
    deliver([export()], settings)
    reader = Reader(settings.releases_dir)
    before = reader.read(Scope.leader())
    purge(settings, LATER, is_real=True)
    after = reader.read(Scope.leader())
    for id_ in ("sessions_held", "sprints_in_time_box"):
        cells = [model.cell(id_, Grain.COMMUNITY, "geas/c1") for model in (before, after)]
        assert cells[0] == cells[1]
    attendance = after.cell("attendance_rate", Grain.COMMUNITY, "geas/c1")
    assert attendance is not None
    assert attendance.status == "not_measured"


def test_hash_and_receipt_stay_so_that_the_same_bytes_change_nothing(
    settings: Settings, export: Export
) -> None:
    folder = export()
    (first,) = deliver([folder], settings)
    purge(settings, LATER, is_real=True)
    (again,) = deliver([folder], settings)
    assert (again.delivery_id, again.status) == (first.delivery_id, "unchanged")
    assert holding(settings, SECRET) == set()


def test_a_running_community_keeps_its_rows(settings: Settings, export: Export) -> None:
    community = PLAIN["community"].replace(
        "c2,geas,Koel,Hoe?,2026-09-01,2026-11-30", "c2,geas,Koel,Hoe?,2026-09-01,2027-05-01"
    )
    membership = PLAIN["membership"] + "c2,001,geas,employee,2026-09-01,\n"
    deliver([export(community=community, membership=membership)], settings)
    purge(settings, LATER, is_real=True)
    tables = DeliveryStore(settings.deliveries_dir).live()["geas"].tables()
    assert tables["membership"]["community_id"].to_list() == ["c2"]
    assert tables["person"]["person_id"].to_list() == ["001"]
    assert {b"Yperlaan" in content for content in files(settings).values()} == {False}


def test_every_release_with_deleted_rows_goes_and_a_new_one_is_live(
    settings: Settings, export: Export
) -> None:
    deliver([export()], settings)
    deliver([export("2026-11-17 10:00")], settings)
    old = {release.release_id for release in releases(settings)}
    counted = purge(settings, LATER, is_real=True)
    assert set(counted.releases) == old
    (left,) = releases(settings)
    assert left.is_live
    assert left.release_id not in old


def test_a_purge_that_was_cut_short_is_finished_by_the_next(
    settings: Settings, export: Export
) -> None:
    deliver([export()], settings)
    store = DeliveryStore(settings.deliveries_dir)
    (delivery,) = store.deliveries()
    kept = {name: frame for name, frame in delivery.tables().items() if name not in GONE}
    store.purge(delivery, kept, dt.datetime.now(dt.UTC))
    assert holding(settings, SECRET)
    purge(settings, LATER, is_real=True)
    assert holding(settings, SECRET) == set()
    assert purge(settings, LATER, is_real=True).is_empty


def test_the_receipt_no_longer_quotes_a_person(settings: Settings, export: Export) -> None:
    strange = PLAIN["attendance"] + "s1,Zevenhuizen-001,present,,\n"
    deliver([export(attendance=strange)], settings)
    purge(settings, LATER, is_real=True)
    assert holding(settings, SECRET) == set()


def test_only_so_many_releases_are_kept_and_the_live_one_always(
    settings: Settings, export: Export
) -> None:
    from lcdata.release import build, rollback

    deliver([export()], settings)
    first = releases(settings)[0].release_id
    for _ in range(3):
        build(settings)
    rollback(first, settings)
    few = settings.model_copy(update={"keep_releases": 2})
    newest = [release.release_id for release in releases(settings)][:2]
    purge(few, LONG_AGO, is_real=True)
    assert {release.release_id for release in releases(settings)} == {*newest, first}


def test_a_purge_is_in_the_access_log_and_a_count_is_not(
    settings: Settings, export: Export
) -> None:
    deliver([export()], settings)
    purge(settings, LATER, is_real=False)
    purge(settings, LATER, is_real=True)
    told = [(entry.event, entry.what) for entry in entries(settings.log_path)]
    assert [what for event, what in told if event == Event.PURGED] == ["1 deliveries, 1 releases"]


def test_an_addition_loses_its_register_with_the_delivery_it_was_added_to(
    settings: Settings, export: Export
) -> None:
    deliver([export()], settings)
    additions = AdditionStore(settings.additions_dir)
    row = {"session_id": "s2", "person_id": "002", "status": "present"}
    marks = pl.DataFrame([row], schema=TABLES["attendance"].frame_schema())
    now = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    additions.add("geas", "teams", {"attendance": marks}, {}, "console", now)
    additions.confirm("geas", {"name:zevenhuizen": "001"})
    assert purge(settings, LONG_AGO, is_real=True).additions == 0
    assert purge(settings, LATER, is_real=False).additions == 1
    assert purge(settings, LATER, is_real=True).additions == 1
    assert additions.all() == []
    assert additions.aliases("geas") == {}
