"""Additions: a few rows of some tables of one organisation, laid over its live delivery.

    <root>/<organisation>/<addition_id>/addition.json      what, when, by whom, hashes of the tables
                                        accepted/<table>.parquet
    <root>/<organisation>/<addition_id>.taken-back.json    who took it back, and why
    <root>/<organisation>/aliases.json                     whom names and accounts mean

They are made of a file of the office or typed on a page, hold what was understood of it and never
the file itself, and are kept whole: what an addition changes is worked out anew at every build.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.durable import rename, sync_all, write_whole
from lcdata.ingest.keeping.stored_files import (
    ACCEPTED,
    About,
    Files,
    read_about,
    read_frame,
    sealed,
    write_frames,
)

ABOUT = "addition.json"
ALIASES = "aliases.json"
_STAGING = ".staging-"
_TAKEN_BACK = ".taken-back.json"
_HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Addition:
    """Rows that were added to what an organisation delivered.

    Attributes:
        addition_id: hash of the rows; the same ones again are the same addition.
        organisation_id: whose rows they are.
        kind: what they were made of: `teams`, `calendar`, …
        added_at: when, in UTC.
        moment: the same on the local clock, to be held against the export of a delivery.
        by: who added it.
        told: what it was, in words of the file: a title, a day, a number of persons.
        folder: where it lies.
        files: the entries of its tables.
        taken_back_at: when it was taken back; then no figure is made of it.
    """

    addition_id: str
    organisation_id: str
    kind: str
    added_at: dt.datetime
    moment: dt.datetime
    by: str
    told: Mapping[str, str]
    folder: Path
    files: Files
    taken_back_at: dt.datetime | None = None

    @property
    def changed_at(self) -> dt.datetime:
        """When it last changed what figures are made of."""
        return self.taken_back_at or self.added_at

    def tables(self) -> dict[str, pl.DataFrame]:
        """Table → its rows, in the columns of the contract.

        Raises:
            ValueError: a table is not as it was written.
            OSError: it is not there.
        """
        return {Path(path).stem: read_frame(self.folder, path, self.files) for path in self.files}


class AdditionStore:
    """The additions of all organisations under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def all(self) -> list[Addition]:
        """Every addition that is as it was written, the latest first; `damaged` has the others."""
        found = filter(None, (_read(path) for path in self._folders()))
        return sorted(found, key=lambda one: one.added_at, reverse=True)

    def damaged(self) -> list[str]:
        """The folders of additions that cannot be read as they were written."""
        return sorted(f"{p.parent.name}/{p.name}" for p in self._folders() if _read(p) is None)

    def counted(self, organisation_id: str) -> list[Addition]:
        """The additions of an organisation that figures are made of, the oldest first."""
        own = [one for one in self.all() if one.organisation_id == organisation_id]
        return [one for one in reversed(own) if one.taken_back_at is None]

    def add(
        self,
        organisation_id: str,
        kind: str,
        tables: Mapping[str, pl.DataFrame],
        told: Mapping[str, str],
        by: str,
        now: dt.datetime,
    ) -> tuple[Addition, bool]:
        """Keeps rows as an addition; the addition, and whether it is new.

        Args:
            organisation_id: whose rows they are.
            kind: what they were made of.
            tables: in the columns of the contract.
            told: what to show of it.
            by: who adds.
            now: in UTC.
        """
        about = {
            "organisation_id": organisation_id,
            "kind": kind,
            "added_at": now.isoformat(),
            "moment": now.astimezone(_HERE).replace(tzinfo=None).isoformat(),
            "by": by,
            "told": dict(told),
        }
        return self._write(about, tables)

    def _write(self, about: About, tables: Mapping[str, pl.DataFrame]) -> tuple[Addition, bool]:
        """Gives an addition its place as a whole; whether it is new."""
        addition_id = _hash(about["organisation_id"], about["kind"], tables)
        place = self.root / about["organisation_id"] / addition_id
        known = _read(place) if place.is_dir() else None
        if known is not None and known.taken_back_at is None:
            return known, False
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        staging = place.parent / f"{_STAGING}{uuid.uuid4().hex}"
        staging.mkdir(mode=0o700)
        try:
            files = write_frames(staging, ACCEPTED, tables)
            (staging / ABOUT).write_bytes(sealed({**about, "files": files}))
            _close(staging)
            sync_all(staging)
            if place.exists():
                shutil.rmtree(place)
            rename(staging, place)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        self._mark(place).unlink(missing_ok=True)
        found = _read(place)
        if found is None:
            raise OSError(place)
        return found, True

    def take_back(self, addition: Addition, by: str, why: str, now: dt.datetime) -> None:
        """Takes an addition back; it stays and counts no longer."""
        record = {"at": now.isoformat(), "by": by, "why": why}
        write_whole(self._mark(addition.folder), json.dumps(record, ensure_ascii=False).encode())

    def purge(self, addition: Addition, kept: Mapping[str, pl.DataFrame]) -> None:
        """Keeps these rows of an addition, as an addition of the same moment, and no others."""
        filled = {name: frame for name, frame in kept.items() if frame.height}
        if filled and addition.taken_back_at is None:
            self._write(
                {k: v for k, v in read_about(addition.folder / ABOUT).items() if k != "files"},
                filled,
            )
        self._mark(addition.folder).unlink(missing_ok=True)
        shutil.rmtree(addition.folder)

    def forget(self, organisation_id: str, known: Collection[str]) -> None:
        """Forgets whom names meant, but for these persons."""
        kept = {key: one for key, one in self.aliases(organisation_id).items() if one in known}
        if kept != self.aliases(organisation_id):
            write_whole(self.root / organisation_id / ALIASES, sealed({"aliases": kept}))

    def aliases(self, organisation_id: str) -> dict[str, str]:
        """Key of an identity → person id, as it was confirmed; none where they are damaged."""
        try:
            found = read_about(self.root / organisation_id / ALIASES)["aliases"]
            return {str(key): str(person) for key, person in found.items()}
        except (ValueError, KeyError, OSError, AttributeError):
            return {}

    def confirm(self, organisation_id: str, aliases: Mapping[str, str]) -> None:
        """Remembers whom names and accounts mean."""
        if not aliases:
            return
        known = {**self.aliases(organisation_id), **aliases}
        (self.root / organisation_id).mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.root / organisation_id / ALIASES, sealed({"aliases": known}))

    def tidy(self) -> None:
        """Sets right what a killed process left; the caller holds a lock."""
        for path in self.root.glob(f"*/{_STAGING}*"):
            shutil.rmtree(path)

    def _folders(self) -> list[Path]:
        return [
            path
            for path in self.root.glob("*/*")
            if path.is_dir() and not path.name.startswith(_STAGING)
        ]

    def _mark(self, folder: Path) -> Path:
        return folder.with_name(f"{folder.name}{_TAKEN_BACK}")


def _read(folder: Path) -> Addition | None:
    """An addition as it was written; None where it is not."""
    try:
        about = read_about(folder / ABOUT)
        files = about["files"]
        for path in files:
            read_frame(folder, path, files)
        mark = folder.with_name(f"{folder.name}{_TAKEN_BACK}")
        return Addition(
            addition_id=folder.name,
            organisation_id=str(about["organisation_id"]),
            kind=str(about["kind"]),
            added_at=dt.datetime.fromisoformat(about["added_at"]),
            moment=dt.datetime.fromisoformat(about["moment"]),
            by=str(about["by"]),
            told=about["told"],
            folder=folder,
            files=files,
            taken_back_at=_taken_back_at(mark) if mark.exists() else None,
        )
    except (ValueError, KeyError, TypeError, OSError):
        return None


def _taken_back_at(mark: Path) -> dt.datetime:
    """When an addition was taken back; a damaged mark takes it back all the same."""
    try:
        return dt.datetime.fromisoformat(json.loads(mark.read_bytes())["at"])
    except (ValueError, KeyError, TypeError, OSError):
        return dt.datetime.fromtimestamp(mark.stat().st_mtime, dt.UTC)


def _hash(organisation_id: str, kind: str, tables: Mapping[str, pl.DataFrame]) -> str:
    content = hashlib.sha256(f"{organisation_id}\n{kind}\n".encode())
    for name in sorted(tables):
        frame = tables[name].sort(list(TABLES[name].key))
        content.update(f"{name}\n{frame.write_json()}\n".encode())
    return content.hexdigest()[:16]


def _close(folder: Path) -> None:
    """Leaves what is in it to this account alone."""
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
