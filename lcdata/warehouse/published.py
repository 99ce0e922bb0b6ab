"""Whole tables of a release, for the build and the operator's console; never for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lcdata.errors import ConfigurationError
from lcdata.warehouse.database import Damaged, open_published
from lcdata.warehouse.reader import OTHER_VERSION, Reader
from lcdata.warehouse.releases import PAGES, PERSONS, RAW, Releases


@dataclass(frozen=True)
class Audited:
    """What the audit reads: the operator's console only.

    Attributes:
        release_id: the live release.
        pages: its file that pages read.
        tables: its tables; the raw figures are `raw_cells`.
        before: policy, marks and observations of the release published before it; empty if there
            is none.
    """

    release_id: str
    pages: Path
    tables: Mapping[str, pl.DataFrame]
    before: Mapping[str, pl.DataFrame]


_AUDITED = {
    "cells": (PAGES, "cells"),
    "reach": (PAGES, "reach"),
    "weeks": (PAGES, "weeks"),
    "signals": (PAGES, "signals"),
    "communities": (PAGES, "communities"),
    "policy": (PAGES, "policy"),
    "published_marks": (RAW, "published_marks"),
    "published_observations": (RAW, "published_observations"),
    "raw_cells": (RAW, "cells"),
    "members": (PERSONS, "members"),
}


def read_for_audit(releases_dir: Path) -> Audited:
    """The live release and the one before it.

    Raises:
        ConfigurationError: nothing has been published yet, or by another version.
    """
    release_id = Reader(releases_dir).current()
    releases = Releases(releases_dir)
    try:
        tables = {
            name: _table(releases.path(release_id, part), table)
            for name, (part, table) in _AUDITED.items()
        }
    except Damaged as error:
        raise ConfigurationError(OTHER_VERSION) from error
    earlier = [one.release_id for one in releases.published() if one.release_id < release_id]
    before = _published(releases, earlier[0]) if earlier else {}
    return Audited(release_id, releases.path(release_id, PAGES), tables, before)


_LAST = {"policy": PAGES, "published_marks": RAW, "published_observations": RAW}


def read_cells(releases_dir: Path, release_id: str) -> set[tuple[object, ...]]:
    """Every figure of a release, as it was computed and as each viewer sees it; to compare.

    Raises:
        ConfigurationError: by another version.
    """
    releases = Releases(releases_dir)
    try:
        return {
            (part, *row)
            for part in (RAW, PAGES)
            for row in _table(releases.path(release_id, part), "cells").iter_rows()
        }
    except Damaged as error:
        raise ConfigurationError(OTHER_VERSION) from error


def read_published_last(releases_dir: Path) -> dict[str, pl.DataFrame]:
    """What the newest release published its figures about persons of, and its policy.

    Empty before the first release, and after one of a version that did not remember it.
    """
    releases = Releases(releases_dir)
    newest = releases.newest()
    return _published(releases, newest.release_id) if newest else {}


def _published(releases: Releases, release_id: str) -> dict[str, pl.DataFrame]:
    try:
        return {name: _table(releases.path(release_id, part), name) for name, part in _LAST.items()}
    except Damaged:
        return {}


def _table(path: Path, name: str) -> pl.DataFrame:
    with open_published(path) as con:
        found: pl.DataFrame = con.table(name).pl()
        return found
