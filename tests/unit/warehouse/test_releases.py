from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.access import Scope
from lcdata.errors import ConfigurationError
from lcdata.warehouse.reader import Reader
from lcdata.warehouse.releases import Releases
from tests.unit.warehouse.released import content, publish


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "releases")


def files(data: Path) -> set[str]:
    return {path.name for path in (data / "releases").iterdir()}


def test_there_is_no_release_before_the_first(releases: Releases) -> None:
    assert releases.live_id() is None
    assert releases.newest() is None
    assert releases.published() == []


def test_a_published_release_is_live(releases: Releases) -> None:
    release_id = releases.publish(content())
    assert releases.live_id() == release_id
    assert [release.is_live for release in releases.published()] == [True]


def test_a_release_is_three_files_of_its_own_and_its_mark(tmp_path: Path) -> None:
    release_id = publish(tmp_path)
    parts = ("duckdb", "raw.duckdb", "persons.duckdb", "published")
    assert files(tmp_path) == {f"{release_id}.{part}" for part in parts}


def test_ids_sort_by_the_moment_of_publishing(releases: Releases) -> None:
    ids = [releases.publish(content(f"d{number}")) for number in range(5)]
    assert ids == sorted(ids)
    assert [release.release_id for release in releases.published()] == ids[::-1]


def test_the_history_says_who_is_in_a_release(releases: Releases) -> None:
    releases.publish(content("d1"))
    newest = releases.newest()
    assert newest is not None
    assert newest.organisations == ("alpha",)
    assert newest.deliveries == {"d1"}


def test_rolling_back_makes_the_earlier_release_live_and_keeps_the_later(
    releases: Releases,
) -> None:
    first, second = releases.publish(content("d1")), releases.publish(content("d2"))
    releases.roll_back(first)
    assert releases.live_id() == first
    assert {(r.release_id, r.is_live) for r in releases.published()} == {
        (first, True),
        (second, False),
    }


@pytest.mark.parametrize("release_id", ["", "nonsense", "../current"])
def test_rolling_back_to_nothing_known_is_refused(releases: Releases, release_id: str) -> None:
    live = releases.publish(content())
    with pytest.raises(ConfigurationError):
        releases.roll_back(release_id)
    assert releases.live_id() == live


def test_cleaning_removes_what_never_became_a_release(tmp_path: Path, releases: Releases) -> None:
    publish(tmp_path)
    sound = files(tmp_path)
    for leftover in (
        "unfinished-20260101T000000000000Z-00000000.duckdb",
        "unfinished-20260101T000000000000Z-00000000.duckdb.wal",
        "20260101T000000000000Z-00000000.persons.duckdb",
        "20260101T000000000000Z-00000000.duckdb",
    ):
        (tmp_path / "releases" / leftover).write_bytes(b"half")
    releases.clean()
    assert files(tmp_path) == sound


def test_cleaning_keeps_a_release_that_was_rolled_back(tmp_path: Path, releases: Releases) -> None:
    first = publish(tmp_path, "d1")
    second = publish(tmp_path, "d2")
    releases.roll_back(first)
    releases.clean()
    assert {release.release_id for release in releases.published()} == {first, second}


def test_a_crash_right_after_the_pointer_moved_keeps_the_release(
    tmp_path: Path, releases: Releases
) -> None:
    release_id = publish(tmp_path)
    (tmp_path / "releases" / f"{release_id}.published").unlink()
    releases.clean()
    assert [release.release_id for release in releases.published()] == [release_id]


def test_a_damaged_pointer_reads_as_no_release(tmp_path: Path, releases: Releases) -> None:
    publish(tmp_path)
    (tmp_path / "current").write_text("", encoding="ascii")
    assert releases.live_id() is None


def test_an_open_reader_keeps_its_release_and_the_next_read_sees_the_new_one(
    tmp_path: Path,
) -> None:
    first = publish(tmp_path, "d1")
    reader = Reader(tmp_path / "releases")
    second = publish(tmp_path, "d2")
    assert reader.read(Scope.leader(), first).release_id == first
    assert reader.read(Scope.leader()).release_id == second


def test_no_one_else_may_enter_the_folder_of_releases(tmp_path: Path) -> None:
    publish(tmp_path)
    assert (tmp_path / "releases").stat().st_mode & 0o077 == 0
