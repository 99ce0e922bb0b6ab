"""Releases: immutable files with names of their own, and a pointer to the one that is live.

    releases/<release_id>.duckdb           what pages read
    releases/<release_id>.raw.duckdb       figures before disclosure control; no page opens it
    releases/<release_id>.persons.duckdb   names and registers, for a facilitator's own communities
    releases/<release_id>.published        there once the pointer has named the release
    current                                the id of the live release

A release is written under temporary names, renamed as a whole and only then pointed at, so a
crash at any moment leaves the old one live. `clean` removes what a crash left behind.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lcdata.contracts.registry import CONTRACT_VERSION
from lcdata.errors import ConfigurationError
from lcdata.locale import N_
from lcdata.warehouse.database import open_new, open_published, store_frame

Frames = Mapping[str, pl.DataFrame]

PAGES = "duckdb"
RAW = "raw.duckdb"
PERSONS = "persons.duckdb"
POINTER = "current"
"""The file beside the releases that names the live one; replaced whole, never changed."""

_PUBLISHED = "published"
_UNFINISHED = "unfinished-"
_OWNERS_FILE = 0o600
_RELEASE_ID = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{8}")

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
        self._folder = folder
        self._pointer = folder.with_name(POINTER)

    def live_id(self) -> str | None:
        """The id of the live release, None before the first."""
        try:
            release_id = self._pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        return release_id if _RELEASE_ID.fullmatch(release_id) else None

    def path(self, release_id: str, part: str = PAGES) -> Path:
        """The file of one part of a release.

        Raises:
            ConfigurationError: not the id of a release.
        """
        if not _RELEASE_ID.fullmatch(release_id):
            raise ConfigurationError(NO_SUCH_RELEASE)
        return self._folder / f"{release_id}.{part}"

    def published(self) -> list[Release]:
        """Every release that has been live, newest first."""
        names = (path.name.removesuffix(f".{_PUBLISHED}") for path in self._files(_PUBLISHED))
        return [self._described(release_id) for release_id in sorted(names, reverse=True)]

    def newest(self) -> Release | None:
        """The release published last, live or rolled back; None before the first."""
        return next(iter(self.published()), None)

    def publish(self, content: ReleaseContent) -> str:
        """Writes a release and makes it live; returns its id."""
        created_at = dt.datetime.now(dt.UTC)
        release_id = f"{created_at:%Y%m%dT%H%M%S%fZ}-{_fingerprint(content.sources)}"
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = {"meta": _meta(release_id, created_at, content), "sources": content.sources}
        for part, tables in (
            (PERSONS, content.persons),
            (RAW, content.raw),
            (PAGES, content.pages),
        ):
            self._write(release_id, part, {**tables, **about})
        self._point_at(release_id)
        return release_id

    def roll_back(self, release_id: str) -> None:
        """Makes an earlier release live again.

        Raises:
            ConfigurationError: no such release has been published.
        """
        if release_id not in {release.release_id for release in self.published()}:
            raise ConfigurationError(NO_SUCH_RELEASE)
        self._point_at(release_id)

    def remove(self, release_ids: Collection[str]) -> None:
        """Deletes releases for good; the live one is left."""
        for release_id in set(release_ids) - {self.live_id()}:
            self.path(release_id, _PUBLISHED).unlink(missing_ok=True)
        self.clean()

    def clean(self) -> None:
        """Removes what a crash left behind: unfinished files and releases never published."""
        if not self._folder.is_dir():
            return
        live_id = self.live_id()
        if live_id is not None:
            self._mark_published(live_id)
        published = {path.name.removesuffix(f".{_PUBLISHED}") for path in self._files(_PUBLISHED)}
        for path in list(self._folder.iterdir()):
            if path.name.split(".", 1)[0] not in published:
                path.unlink()

    def _files(self, part: str) -> list[Path]:
        return list(self._folder.glob(f"*.{part}"))

    def _described(self, release_id: str) -> Release:
        with open_published(self.path(release_id)) as con:
            meta = con.sql("select created_at, is_sample, program from meta").pl().row(0)
            sources = con.sql("select * from sources order by organisation_id").pl()
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
        unfinished = self._folder / f"{_UNFINISHED}{release_id}.{part}"
        with open_new(unfinished) as con:
            for name, frame in tables.items():
                store_frame(con, name, frame)
            con.execute("checkpoint")
        unfinished.chmod(_OWNERS_FILE)
        _sync(unfinished)
        unfinished.replace(self.path(release_id, part))
        _sync(self._folder)

    def _point_at(self, release_id: str) -> None:
        unfinished = self._pointer.with_name(f"{_UNFINISHED}{self._pointer.name}")
        unfinished.write_text(f"{release_id}\n", encoding="ascii")
        unfinished.chmod(_OWNERS_FILE)
        _sync(unfinished)
        unfinished.replace(self._pointer)
        _sync(self._pointer.parent)
        self._mark_published(release_id)

    def _mark_published(self, release_id: str) -> None:
        self.path(release_id, _PUBLISHED).touch(mode=_OWNERS_FILE)
        _sync(self._folder)


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


def _sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
