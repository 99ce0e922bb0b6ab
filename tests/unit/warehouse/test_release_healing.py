from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lcdata.warehouse.release_healing import heal
from lcdata.warehouse.releases import Releases
from tests.faults.broken import Fault, emptied, faults, gone
from tests.unit.warehouse.released import content


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("two")
    for delivery_id in ("d1", "d2"):
        Releases(data / "releases").publish(content(delivery_id))
    return data


@pytest.fixture
def releases(two: Path, tmp_path: Path) -> Releases:
    return Releases(Path(shutil.copytree(two, tmp_path / "data")) / "releases")


@faults
@pytest.mark.parametrize(
    ("part", "is_live"),
    [("duckdb", True), ("raw.duckdb", True), ("persons.duckdb", True), ("raw.duckdb", False)],
)
def test_a_damaged_release_is_set_aside_and_the_other_one_is_live(
    releases: Releases, fault: Fault, part: str, *, is_live: bool
) -> None:
    newest, oldest = releases.marked()
    damaged, sound = (newest, oldest) if is_live else (oldest, newest)
    fault(releases.path(damaged, part))
    heal(releases, thorough=True)
    assert [release.release_id for release in releases.published()] == [sound]
    assert releases.live_id() == sound
    assert {path.name.split(".")[0] for path in releases.folder.iterdir()} == {sound}


@pytest.mark.parametrize("fault", [emptied, gone])
def test_the_live_release_gets_a_lost_mark_back(releases: Releases, fault: Fault) -> None:
    newest, oldest = releases.marked()
    fault(releases.path(newest, "published"))
    heal(releases)
    assert releases.marked() == [newest, oldest]
    assert releases.path(newest, "published").stat().st_size


@faults
def test_a_damaged_pointer_comes_to_name_the_newest(releases: Releases, fault: Fault) -> None:
    fault(releases.pointer)
    assert heal(releases).pointer
    assert releases.live_id() == releases.marked()[0]


@pytest.mark.parametrize("named", ["20260101T000000000000Z-00000000", "../../etc", "é", ""])
def test_a_dangling_pointer_comes_to_name_the_newest(releases: Releases, named: str) -> None:
    releases.pointer.write_text(named, encoding="utf-8")
    assert heal(releases).pointer
    assert releases.live_id() == releases.marked()[0]


def test_the_pointer_of_who_went_back_is_left(releases: Releases) -> None:
    newest, oldest = releases.marked()
    releases.roll_back(oldest)
    assert not heal(releases).pointer
    assert releases.live_id() == oldest
    assert releases.marked() == [newest, oldest]


def test_without_any_release_left_nothing_is_pointed_at(releases: Releases) -> None:
    for release_id in releases.marked():
        releases.path(release_id).unlink()
    heal(releases)
    assert not releases.pointer.exists()
    assert releases.newest() is None


def test_foreign_files_and_folders_are_set_aside(releases: Releases) -> None:
    (releases.folder / "notes.txt").write_text("mine", encoding="utf-8")
    (releases.folder / "folder").mkdir()
    assert set(heal(releases).foreign) == {"notes.txt", "folder"}
    kept = {path.name.split("-", 1)[1] for path in (releases.folder.parent / "aside").iterdir()}
    assert kept == {"notes.txt", "folder"}


def test_a_file_in_the_place_of_the_folder_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "releases").write_text("a file", encoding="utf-8")
    releases = Releases(tmp_path / "releases")
    assert heal(releases).foreign == ("releases",)
    assert releases.publish(content("d1")) == releases.live_id()


def test_after_a_clock_went_back_the_newest_is_still_the_last_published(
    releases: Releases,
) -> None:
    newest = releases.marked()[0]
    ahead = f"2062{newest[4:]}"
    for path in releases.folder.glob(f"{newest}.*"):
        path.rename(path.with_name(path.name.replace(newest, ahead)))
    assert releases.publish(content("d3")) == releases.marked()[0]
