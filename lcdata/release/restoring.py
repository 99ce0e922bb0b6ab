"""A restore: the archive is held against its own hashes, then its figures are made anew.

Nothing is put in place before both are right. The trial is made on a copy, so that the data
directory is afterwards what it was when the backup was made.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from lcdata.access_log import CONSOLE, Event, record
from lcdata.config import Settings
from lcdata.durable import rename, sync_all
from lcdata.errors import ConfigurationError, DataError
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.locale import N_
from lcdata.release.backups import DATA, MANIFEST
from lcdata.release.publishing import is_published, program_id
from lcdata.release.use_cases import build
from lcdata.warehouse.layout import LAYOUT
from lcdata.warehouse.published import read_cells
from lcdata.warehouse.releases import Releases

NO_BACKUP = N_("this is no backup of lcdata, or it is cut or changed: take another one")


@dataclass(frozen=True)
class Restored:
    """What a restore found.

    Attributes:
        files: how many files were put in place.
        cells: figures that were made anew and compared; None where nothing was published yet or
            deliveries waited to be published.
        differing: figures that came out otherwise; only where another program made the backup.
    """

    files: int
    cells: int | None
    differing: int


def restore(source: BinaryIO, settings: Settings) -> Restored:
    """Puts a backup in place as the data directory of these settings.

    Raises:
        ConfigurationError: the data directory is not empty, this is no whole backup, or a newer
            program made it.
        DataError: the figures made anew are not those of the backup; nothing is put in place.
    """
    target = settings.data
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ConfigurationError(N_("restore into an empty data directory: name another --data"))
    with _workshop(target) as workshop:
        files = _unpacked(source, workshop)
        found = workshop / DATA
        cells, differing = _made_anew(found, workshop / "trial", settings)
        sync_all(found)
        if target.exists():
            target.rmdir()
        rename(found, target)
    record(settings.log_path, CONSOLE, Event.RESTORED)
    return Restored(files, cells, differing)


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target, on the same disk, that is gone afterwards.

    Its name is the target's, so that the next restore clears what a killed one left.
    """
    folder = target.absolute().with_name(f".restoring-{target.absolute().name}")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700, parents=True)
        yield folder
    except OSError as error:
        raise ConfigurationError(N_("the backup cannot be restored there")) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpacked(source: BinaryIO, workshop: Path) -> int:
    """Unpacks into the workshop and holds every file against the manifest."""
    hashes: dict[str, str] = {}
    manifest: Mapping[str, Any] | None = None
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as archive:
            for entry in archive:
                file = archive.extractfile(entry) if entry.isreg() else None
                if file is None or not _is_inside(entry.name):
                    raise ConfigurationError(NO_BACKUP)
                content = file.read()
                if entry.name == MANIFEST:
                    manifest = json.loads(content)
                    continue
                name = entry.name.removeprefix(f"{DATA}/")
                hashes[name] = hashlib.sha256(content).hexdigest()
                _write(workshop / entry.name, content)
    except (tarfile.TarError, zlib.error, EOFError, ValueError) as error:
        raise ConfigurationError(NO_BACKUP) from error
    if manifest is None or manifest.get("files") != hashes:
        raise ConfigurationError(NO_BACKUP)
    if manifest["layout"] > LAYOUT:
        raise ConfigurationError(
            N_("this backup was made by a newer version of lcdata: use that version")
        )
    return len(hashes)


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name == MANIFEST or (parts[:1] == (DATA,) and ".." not in parts and "\\" not in name)


def _write(path: Path, content: bytes) -> None:
    for folder in reversed(path.parents):
        folder.mkdir(mode=0o700, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)


def _made_anew(found: Path, trial: Path, settings: Settings) -> tuple[int | None, int]:
    """How many figures came out, and how many of them otherwise than in the backup."""
    shutil.copytree(found, trial)
    tried = settings.model_copy(update={"data": trial})
    releases = Releases(tried.releases_dir)
    newest, store = releases.newest(), DeliveryStore(tried.deliveries_dir)
    if newest is None or not is_published(store, releases, tried):
        return None, 0
    before = read_cells(tried.releases_dir, newest.release_id)
    after = read_cells(tried.releases_dir, build(tried))
    differing = len(before ^ after)
    if differing and newest.program == program_id(settings):
        raise DataError(N_("the figures made anew are not those of the backup: take another one"))
    return len(after), differing
