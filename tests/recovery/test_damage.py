from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from lcdata import release
from lcdata.access import Role, Scope
from lcdata.access_log import Event, entries
from lcdata.config import Settings
from lcdata.errors import CheckFailure, ConfigurationError
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.warehouse.reader import Reader
from lcdata.warehouse.releases import Releases
from tests.faults.broken import a_folder, cut, one_bit
from tests.faults.oracle import hold, stored
from tests.faults.small import Export, Told


def folder_of(settings: Settings, organisation: str = "geas") -> Path:
    folder = DeliveryStore(settings.deliveries_dir).live()[organisation].folder
    assert folder is not None
    return folder


@pytest.fixture
def cells(settings: Settings) -> object:
    return Reader(settings.releases_dir).read(Scope(Role.UNGUARDED)).cells


@pytest.mark.parametrize("which", ["old", "live"])
def test_a_damaged_release_never_stops_who_writes(
    settings: Settings, told: Told, which: str
) -> None:
    newest, oldest = (one.release_id for one in release.releases(settings))
    damaged = newest if which == "live" else oldest
    accepted = stored(settings)
    cut(settings.releases_dir / f"{damaged}.raw.duckdb")
    release.verify(settings, repair=True, tell=told)
    assert damaged in {note.params.get("release") for note in told.notes}
    assert not told.needs_a_hand
    assert damaged not in {one.release_id for one in release.releases(settings)}
    hold(settings, accepted)


def test_a_damaged_pointer_never_stops_a_delivery(
    settings: Settings, told: Told, export: Export
) -> None:
    a_folder(settings.data / "current")
    (receipt,) = release.deliver([export("geas", "2026-11-18 10:00")], settings, tell=told)
    assert receipt.published
    hold(settings, stored(settings))


def test_files_that_do_not_belong_are_set_aside_and_kept(settings: Settings, told: Told) -> None:
    (settings.releases_dir / "notes.txt").write_text("mine", encoding="utf-8")
    (settings.releases_dir / "folder").mkdir()
    release.build(settings, tell=told)
    assert {note.params.get("name") for note in told.notes} == {"notes.txt", "folder"}
    assert "mine" in {p.read_text("utf-8") for p in settings.aside_dir.glob("*-notes.txt")}


def test_releases_lists_what_can_be_read_and_names_what_cannot(settings: Settings) -> None:
    newest, oldest = release.releases(settings)
    cut(settings.releases_dir / f"{oldest.release_id}.duckdb")
    assert release.releases(settings) == [newest]
    assert release.damaged_releases(settings) == [oldest.release_id]


def test_a_damaged_live_release_does_not_keep_from_going_back(settings: Settings) -> None:
    newest, oldest = release.releases(settings)
    cut(settings.releases_dir / f"{newest.release_id}.raw.duckdb")
    release.rollback(oldest.release_id, settings)
    assert Reader(settings.releases_dir).current() == oldest.release_id


def test_going_back_to_a_damaged_release_is_refused_and_nothing_switched(
    settings: Settings,
) -> None:
    newest, oldest = release.releases(settings)
    one_bit(settings.releases_dir / f"{oldest.release_id}.raw.duckdb")
    with pytest.raises(ConfigurationError):
        release.rollback(oldest.release_id, settings)
    assert Reader(settings.releases_dir).current() == newest.release_id


@pytest.mark.parametrize("name", ["accepted/attendance.parquet", "delivery.json"])
def test_a_damaged_delivery_is_taken_in_anew_from_its_bytes(
    settings: Settings, told: Told, cells: object, name: str
) -> None:
    accepted = stored(settings)
    cut(folder_of(settings) / name)
    release.build(settings, tell=told)
    assert "taken in anew" in told.notes[0].text
    assert not told.needs_a_hand
    assert Reader(settings.releases_dir).read(Scope(Role.UNGUARDED)).cells == cells
    hold(settings, accepted)


def beyond_healing(folder: Path) -> None:
    cut(folder / "accepted/attendance.parquet")
    cut(folder / "original/attendance.csv")


def test_what_cannot_be_healed_is_named_and_its_predecessor_counts(
    settings: Settings, told: Told
) -> None:
    beyond_healing(folder_of(settings))
    release.build(settings, tell=told)
    assert told.needs_a_hand
    assert told.notes[0].params["organisation"] == "geas"
    model = Reader(settings.releases_dir).read(Scope.leader())
    geas = [line for line in model.delivery_lines if line.organisation_id == "geas"]
    assert {str(line.exported_at) for line in geas if line.is_live} == {"2026-11-16 10:00:00"}
    assert {line.status for line in geas if not line.is_live} == {"damaged"}
    assert "delivery_damaged" in {issue.code for issue in model.delivery_issues}
    assert Event.DAMAGED in {entry.event for entry in entries(settings.log_path)}


def test_the_same_files_again_mend_what_could_not_be_healed(
    settings: Settings, export: Export, told: Told
) -> None:
    folder = folder_of(settings)
    beyond_healing(folder)
    (receipt,) = release.deliver([export("geas", "2026-11-17 10:00")], settings)
    assert (receipt.delivery_id, receipt.status) == (folder.name, "accepted")
    assert receipt.published
    release.verify(settings, repair=False, tell=told)
    assert told.notes == []


@pytest.mark.parametrize("lost", [True, False])
def test_an_organisation_without_a_sound_delivery_never_turns_into_not_measured(
    settings: Settings, told: Told, export: Export, *, lost: bool
) -> None:
    before = Reader(settings.releases_dir).current()
    for one in DeliveryStore(settings.deliveries_dir).deliveries():
        if one.organisation_id == "geas" and one.folder:
            if lost:
                shutil.rmtree(one.folder)
            else:
                beyond_healing(one.folder)
    with pytest.raises(CheckFailure):
        release.build(settings, tell=told)
    assert told.needs_a_hand
    with pytest.raises(release.NotPublished) as failure:
        release.deliver([export("nijhof", "2026-11-18 10:00")], settings)
    assert [receipt.published for receipt in failure.value.receipts] == [False]
    assert Reader(settings.releases_dir).current() == before
    (receipt,) = release.deliver([export("geas", "2026-11-19 10:00")], settings)
    assert receipt.published


def test_damage_beside_the_figures_is_told_by_verify_alone(
    settings: Settings, told: Told, export: Export
) -> None:
    cut(folder_of(settings) / "original/session.csv")
    release.build(settings, tell=told)
    assert told.notes == []
    release.verify(settings, repair=True, tell=told)
    assert [note.needs_a_hand for note in told.notes] == [True]
    release.deliver([export("geas", "2026-11-17 10:00")], settings)
    after = Told()
    release.verify(settings, repair=False, tell=after)
    assert after.notes == []


def test_a_damaged_receipt_of_a_refused_delivery_is_set_aside(
    settings: Settings, told: Told, export: Export
) -> None:
    release.deliver([export("geas", "2062-11-16 10:00")], settings)
    (path,) = (settings.deliveries_dir / "refused").glob("*.json")
    cut(path)
    release.catch_up(settings, tell=told)
    assert len(told.notes) == 1
    assert not path.exists()


def test_the_release_is_made_of_a_delivery_that_came_in_but_was_not_published(
    settings: Settings, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as broken:
        broken.setattr("lcdata.release.use_cases.publish", full)
        with pytest.raises(release.NotPublished) as failure:
            release.deliver([export("geas", "2026-11-18 10:00")], settings)
    (receipt,) = failure.value.receipts
    assert (receipt.status, receipt.published) == ("accepted", False)
    release.catch_up(settings)
    newest = Releases(settings.releases_dir).newest()
    assert newest is not None
    assert receipt.delivery_id in newest.deliveries
