"""Releases: immutable files with names of their own, and a pointer to the one that is live.

    releases/<release_id>.duckdb           what pages read
    releases/<release_id>.raw.duckdb       figures before disclosure control; no page opens it
    releases/<release_id>.persons.duckdb   names and registers, for a facilitator's own communities
    releases/<release_id>.published        once the pointer has named it; size and hash of each file
    current                                the id of the live release
    aside/                                 what was found damaged or foreign among the releases

A release is written under temporary names, renamed as a whole and only then pointed at, so a
crash at any moment leaves the old one live. `clean` removes what a crash left behind, and
`release_healing` sets aside what cannot be read: a release can be made anew from the deliveries.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lcdata.contracts.registry import CONTRACT_VERSION
from lcdata.durable import rename, sync, write_whole
from lcdata.errors import ConfigurationError
from lcdata.locale import N_
from lcdata.warehouse import release_files
from lcdata.warehouse.database import (
    CANNOT_OPEN,
    CANNOT_WRITE,
    Damaged,
    open_new,
    open_published,
    store_frame,
)
from lcdata.warehouse.release_files import PAGES, PERSONS, PUBLISHED, RAW

Frames = Mapping[str, pl.DataFrame]

__all__ = ["PAGES", "PERSONS", "RAW", "Release", "ReleaseContent", "Releases"]

POINTER = "current"
"""The file beside the releases that names the live one; replaced whole, never changed."""

ASIDE = "aside"
"""The folder beside the releases for what was damaged or foreign; `purge` empties it."""

_UNFINISHED = "unfinished-"
_OWNERS_FILE = 0o600
_RELEASE_ID = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{8}")
_MOMENT = "%Y%m%dT%H%M%S%fZ"

NO_SUCH_RELEASE = N_("there is no such release; `lcdata releases` lists them")

SOURCES = {
    "organisation_id": pl.String(),
    "delivery_id": pl.String(),
    "exported_at": pl.Datetime("us"),
}


@dataclass(frozen=True)
class ReleaseContent:
    """What goes into a release.

    Attributes:
        pages: the tables of the read model without persons.
        raw: the figures before disclosure control.
        persons: the tables about persons.
        sources: organisation_id, delivery_id and exported_at of the live deliveries.
        is_sample: whether all of it comes from the sample deliveries.
        program: a hash of the program that built it.
    """

    pages: Frames
    raw: Frames
    persons: Frames
    sources: pl.DataFrame
    is_sample: bool
    program: str


@dataclass(frozen=True)
class Release:
    """One release in the history."""

    release_id: str
    created_at: dt.datetime
    is_live: bool
    is_sample: bool
    program: str
    organisations: tuple[str, ...]
    deliveries: frozenset[str]


class Releases:
    """The releases of one data directory. Writing needs the writers' lock (`lock.py`).

    Args:
        folder: `releases` of the data directory; the pointer lies beside it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder.with_name(POINTER)

    def live_id(self) -> str | None:
        """The id of the live release, None before the first and where the pointer is damaged."""
        try:
            release_id = self.pointer.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
        return release_id if _RELEASE_ID.fullmatch(release_id) else None

    def path(self, release_id: str, part: str = PAGES) -> Path:
        """The file of one part of a release.

        Raises:
            ConfigurationError: not the id of a release.
        """
        if not _RELEASE_ID.fullmatch(release_id):
            raise ConfigurationError(NO_SUCH_RELEASE)
        return self.folder / f"{release_id}.{part}"

    def published(self) -> list[Release]:
        """Every release that has been live and can be read, newest first."""
        return [
            self._described(release_id) for release_id in self.marked() if self.is_sound(release_id)
        ]

    def damaged(self, *, thorough: bool = False) -> list[str]:
        """The ids of releases that have been live and cannot be read any more, newest first."""
        return [one for one in self.marked() if not self.is_sound(one, thorough=thorough)]

    def is_sound(self, release_id: str, *, thorough: bool = False) -> bool:
        """Whether a release can be read; see `release_files.is_sound`."""
        return release_files.is_sound(self.folder, release_id, thorough=thorough)

    def live(self) -> Release | None:
        """The live release; None before the first, and where it cannot be read."""
        live_id = self.live_id()
        return self._described(live_id) if live_id and self.is_sound(live_id) else None

    def newest(self) -> Release | None:
        """The release published last, live or rolled back; None before the first."""
        sound = (one for one in self.marked() if self.is_sound(one))
        newest = next(sound, None)
        return self._described(newest) if newest else None

    def next_moment(self) -> dt.datetime:
        """Now, or just after the newest release: a clock set back turns no order round."""
        now = dt.datetime.now(dt.UTC)
        if not (marked := self.marked()):
            return now
        last = dt.datetime.strptime(marked[0].split("-")[0], _MOMENT).replace(tzinfo=dt.UTC)
        return max(now, last + dt.timedelta(microseconds=1))

    def publish(self, content: ReleaseContent) -> str:
        """Writes a release and makes it live; returns its id.

        Raises:
            ConfigurationError: it could not be written; the old one stays live.
        """
        created_at = self.next_moment()
        release_id = f"{created_at:{_MOMENT}}-{_fingerprint(content.sources)}"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = {"meta": _meta(release_id, created_at, content), "sources": content.sources}
        try:
            for part, tables in (
                (PERSONS, content.persons),
                (RAW, content.raw),
                (PAGES, content.pages),
            ):
                self._write(release_id, part, {**tables, **about})
            self.point_at(release_id)
        except (Damaged, OSError) as error:
            self.clean()
            raise ConfigurationError(CANNOT_WRITE) from error
        return release_id

    def roll_back(self, release_id: str) -> None:
        """Makes an earlier release live again.

        Raises:
            ConfigurationError: no such release has been published, or it is damaged.
        """
        if release_id not in self.marked():
            raise ConfigurationError(NO_SUCH_RELEASE)
        if not self.is_sound(release_id, thorough=True):
            raise ConfigurationError(CANNOT_OPEN)
        self.point_at(release_id)

    def remove(self, release_ids: Collection[str]) -> None:
        """Deletes releases for good; the live one is left."""
        for release_id in set(release_ids) - {self.live_id()}:
            self.path(release_id, PUBLISHED).unlink(missing_ok=True)
        self.clean()

    def clean(self) -> None:
        """Removes what a crash left behind: unfinished files and releases never published."""
        if not self.folder.is_dir():
            return
        live_id = self.live_id()
        if live_id is not None and live_id not in self.marked() and self.is_sound(live_id):
            self.mark(live_id)
        published = set(self.marked())
        for path in list(self.folder.iterdir()):
            if is_ours(path) and _owner(path) not in published:
                path.unlink()

    def marked(self) -> list[str]:
        """The ids of all releases that have been live, newest first."""
        marks = (path for path in self.folder.glob(f"*.{PUBLISHED}") if is_ours(path))
        return sorted((_owner(path) for path in marks), reverse=True)

    def _described(self, release_id: str) -> Release:
        try:
            with open_published(self.path(release_id)) as con:
                meta = con.sql("select created_at, is_sample, program from meta").pl().row(0)
                sources = con.sql("select * from sources order by organisation_id").pl()
        except Damaged as error:
            raise ConfigurationError(CANNOT_OPEN) from error
        return Release(
            release_id=release_id,
            created_at=meta[0].replace(tzinfo=dt.UTC),
            is_live=release_id == self.live_id(),
            is_sample=meta[1],
            program=meta[2],
            organisations=tuple(sources["organisation_id"]),
            deliveries=frozenset(sources["delivery_id"]),
        )

    def _write(self, release_id: str, part: str, tables: Frames) -> None:
        unfinished = self.folder / f"{_UNFINISHED}{release_id}.{part}"
        with open_new(unfinished) as con:
            for name, frame in tables.items():
                store_frame(con, name, frame)
            con.execute("checkpoint")
        unfinished.chmod(_OWNERS_FILE)
        sync(unfinished)
        rename(unfinished, self.path(release_id, part))

    def point_at(self, release_id: str) -> None:
        """Makes a release live."""
        write_whole(self.pointer, f"{release_id}\n".encode("ascii"))
        self.mark(release_id)

    def mark(self, release_id: str) -> None:
        """Notes that a release has been live, and what its files are."""
        mark = self.path(release_id, PUBLISHED)
        write_whole(mark, release_files.entries(self.folder, release_id))


def is_ours(path: Path) -> bool:
    """Whether it is a file that this program writes among the releases."""
    name = path.name.removeprefix(".").removeprefix(_UNFINISHED)
    return bool(_RELEASE_ID.fullmatch(name.split(".", 1)[0])) and path.is_file()


def _owner(path: Path) -> str:
    """The release a file among the releases belongs to; an unfinished file to none."""
    return path.name.split(".", 1)[0]


def _meta(release_id: str, created_at: dt.datetime, content: ReleaseContent) -> pl.DataFrame:
    """What a release says about itself; one row, `created_at` in UTC."""
    return pl.DataFrame(
        {
            "release_id": [release_id],
            "created_at": [created_at.replace(tzinfo=None)],
            "is_sample": [content.is_sample],
            "program": [content.program],
            "contract_version": [CONTRACT_VERSION],
        }
    )


def _fingerprint(sources: pl.DataFrame) -> str:
    """Eight hexadecimal digits that differ between different sets of deliveries."""
    ids = "\n".join(sorted(sources["delivery_id"].to_list()))
    return hashlib.sha256(ids.encode()).hexdigest()[:8]
