from __future__ import annotations

import io
import json
import shutil
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from lcdata import release
from lcdata.access import Role, Scope
from lcdata.config import Settings
from lcdata.errors import ConfigurationError, DataError
from lcdata.warehouse.layout import LAYOUT, layout_of
from lcdata.warehouse.reader import Reader
from lcdata.warehouse.releases import Releases
from tests.faults.broken import cut
from tests.faults.oracle import hold, stored
from tests.faults.small import Told
from tests.unit.warehouse.released import content

OLD = Path("tests/data/upgrades/0.1.0.tar.xz")


def figures(settings: Settings) -> list[object]:
    reader = Reader(settings.releases_dir)
    return [reader.read(scope).cells for scope in (Scope(Role.UNGUARDED), Scope.leader())]


def put_back(archive: bytes, data: Path) -> release.Restored:
    return release.restore(io.BytesIO(archive), Settings(data=data))


@pytest.fixture
def archive(settings: Settings, tmp_path: Path, told: Told) -> bytes:
    (settings.data / "secrets.toml").write_text("cookie_secret = 'x'", encoding="utf-8")
    (settings.data / "access.toml").write_text("", encoding="utf-8")
    release.backup_file(tmp_path / "backup.tar.gz", settings, told)
    assert told.notes == []
    return (tmp_path / "backup.tar.gz").read_bytes()


def test_a_restore_gives_the_same_figures_releases_and_deliveries(
    settings: Settings, archive: bytes, tmp_path: Path
) -> None:
    restored = put_back(archive, tmp_path / "new")
    again = Settings(data=tmp_path / "new")
    assert restored.differing == 0
    assert restored.cells
    assert figures(again) == figures(settings)
    assert release.releases(again)[0] == release.releases(settings)[0]
    assert (again.data / "access.toml").is_file()
    assert not (again.data / "secrets.toml").exists()
    hold(again, stored(settings))


def test_nobody_else_can_read_a_backup_or_what_it_restores(
    settings: Settings, archive: bytes, tmp_path: Path
) -> None:
    put_back(archive, tmp_path / "new")
    found = [tmp_path / "backup.tar.gz", *(tmp_path / "new").rglob("*")]
    assert [path for path in found if path.stat().st_mode & 0o077] == []


def altered(archive: bytes, change: str) -> bytes:
    """The archive with one file cut, changed, added or led outside, its manifest as it was."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        tarfile.open(fileobj=out, mode="w:gz") as new,
    ):
        entries = [(entry.name, old.extractfile(entry)) for entry in old]
        contents = [(name, file.read()) for name, file in entries if file]
        first = contents[0][0]
        if change == "another byte":
            contents[0] = (first, b"x" + contents[0][1])
        elif change == "one file less":
            contents = contents[1:]
        elif change == "one file more":
            contents.insert(0, ("data/more.txt", b"x"))
        elif change == "no manifest":
            contents = contents[:-1]
        elif change == "leads outside":
            contents.insert(0, ("data/../../outside.txt", b"x"))
        elif change == "newer":
            manifest = {**json.loads(contents[-1][1]), "layout": LAYOUT + 1}
            contents[-1] = (contents[-1][0], json.dumps(manifest).encode())
        for name, content in contents:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize(
    "change",
    ["another byte", "one file less", "one file more", "no manifest", "leads outside", "newer"],
)
def test_an_archive_that_is_not_as_it_was_made_restores_nothing(
    archive: bytes, tmp_path: Path, change: str
) -> None:
    with pytest.raises(ConfigurationError):
        put_back(altered(archive, change), tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "outside.txt").exists()
    assert not list(tmp_path.glob(".restoring-*"))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_a_cut_archive_restores_nothing(archive: bytes, tmp_path: Path, share: float) -> None:
    with pytest.raises(ConfigurationError):
        put_back(archive[: int(len(archive) * share)], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_whose_figures_come_out_otherwise_is_not_restored(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = tmp_path / "sql"
    shutil.copytree(settings.sql_dir, sql)
    out = io.BytesIO()
    release.backup(out, settings, Told())
    mart = sql / "marts" / "dim_community.sql"
    mart.write_text(
        f"select * from ({mart.read_text('utf-8')}) where community_id not like '%c2'", "utf-8"
    )
    strange = Settings(data=tmp_path / "new", sql_dir=sql)
    monkeypatch.setattr(
        "lcdata.release.restoring.program_id", lambda _: release.releases(settings)[0].program
    )
    with pytest.raises(DataError, match="not those of the backup"):
        release.restore(io.BytesIO(out.getvalue()), strange)
    assert not strange.data.exists()


def test_a_restore_takes_no_place_that_is_taken(archive: bytes, settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="empty data directory"):
        put_back(archive, settings.data)


def test_a_backup_inside_the_data_directory_is_refused(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="outside"):
        release.backup_file(settings.data / "b.tar.gz", settings, Told())


def test_a_backup_says_what_is_damaged(settings: Settings, told: Told, tmp_path: Path) -> None:
    cut(next(settings.deliveries_dir.glob("*/original/session.csv")))
    release.backup_file(tmp_path / "b.tar.gz", settings, told)
    assert [note.params.get("files") for note in told.notes] == ["original"]


@pytest.fixture
def old(tmp_path: Path) -> Settings:
    """A data directory that lcdata 0.1.0 wrote."""
    with tarfile.open(OLD) as archive:
        archive.extractall(tmp_path / "old", filter="data")
    return Settings(data=tmp_path / "old")


def test_data_of_the_first_version_is_upgraded_by_a_build_to_the_same_figures(
    old: Settings, told: Told
) -> None:
    accepted = stored(old)
    raw = Reader(old.releases_dir).read(Scope(Role.UNGUARDED)).cells
    assert layout_of(old.data) == 1
    release.build(old, tell=told)
    assert told.notes == []
    assert layout_of(old.data) == LAYOUT
    known = {cell.indicator for cell in raw}
    now = Reader(old.releases_dir).read(Scope(Role.UNGUARDED)).cells
    assert tuple(cell for cell in now if cell.indicator in known) == raw
    hold(old, accepted)


def test_data_of_the_first_version_can_be_backed_up_and_restored(
    old: Settings, tmp_path: Path, told: Told
) -> None:
    out = io.BytesIO()
    release.backup(out, old, told)
    put_back(out.getvalue(), tmp_path / "new")
    again = Settings(data=tmp_path / "new")
    assert layout_of(again.data) == 1
    hold(again, stored(old))


def test_damage_in_data_of_the_first_version_is_noticed_by_its_counts(
    old: Settings, told: Told
) -> None:
    (folder,) = (path.parent for path in old.deliveries_dir.glob("*/delivery.json"))
    shutil.copy(folder / "accepted/sprint.parquet", folder / "accepted/attendance.parquet")
    release.build(old, tell=told)
    assert "taken in anew" in told.notes[0].text
    hold(old, {folder.name})


def test_data_of_a_newer_version_is_neither_read_nor_written(settings: Settings) -> None:
    (settings.data / "layout").write_text(f"{LAYOUT + 1}\n", encoding="ascii")
    with pytest.raises(ConfigurationError, match="newer version"):
        release.build(settings)
    with pytest.raises(ConfigurationError, match="newer version"):
        Reader(settings.releases_dir).read(Scope.leader())


def test_going_back_to_what_this_program_cannot_read_is_refused_before_it_switches(
    settings: Settings,
) -> None:
    releases = Releases(settings.releases_dir)
    made = content("d1")
    without = {name: frame for name, frame in made.pages.items() if name != "meetings"}
    live = str(releases.live_id())
    other = releases.publish(replace(made, pages=without))
    releases.roll_back(live)
    with pytest.raises(ConfigurationError, match="another version"):
        release.rollback(other, settings)
    assert releases.live_id() == live
