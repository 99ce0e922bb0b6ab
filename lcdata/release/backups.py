"""A backup: everything that cannot be made anew, in one archive that says what must be in it.

A `.tar.gz` with the files of the data directory under `data/` and, last, `manifest.json` with the
sha256 of each. Made under the writers' lock, so it is of one moment, while pages go on reading.
Left out are the sign-in's secret, sessions, what was set aside, and all releases but the live and
the newest one; what figures are shown as depends on those, beside the deliveries.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from lcdata.access_log import CONSOLE, Event, record
from lcdata.config import Settings
from lcdata.durable import sync
from lcdata.errors import ConfigurationError
from lcdata.locale import N_
from lcdata.release.mending import Tell, inspect
from lcdata.warehouse.layout import layout_of
from lcdata.warehouse.lock import writing
from lcdata.warehouse.releases import Releases

DATA, MANIFEST = "data", "manifest.json"
_LEFT_OUT = frozenset(
    {"aside", "demo", "faults.log", "lock", "logs", "secrets.toml", "sessions", "uploads"}
)
_UNFINISHED = (".", "unfinished-")


def backup(out: BinaryIO, settings: Settings, tell: Tell) -> int:
    """Writes a backup into a stream; returns how many files are in it.

    Damage is told, and what is damaged is in the backup as it is.

    Raises:
        ConfigurationError: there is no data directory, or the archive cannot be written.
    """
    if not settings.deliveries_dir.is_dir():
        raise ConfigurationError(N_("there is no delivery in this data directory to back up"))
    with writing(settings.data):
        for note in inspect(settings):
            tell(note)
        record(settings.log_path, CONSOLE, Event.BACKED_UP)
        hashes: dict[str, str] = {}
        with tarfile.open(fileobj=out, mode="w|gz") as archive:
            for path in _kept(settings):
                content = path.read_bytes()
                name = path.relative_to(settings.data).as_posix()
                hashes[name] = hashlib.sha256(content).hexdigest()
                _add(archive, f"{DATA}/{name}", content)
            manifest = {
                "lcdata": version("lcdata"),
                "layout": layout_of(settings.data),
                "made_at": dt.datetime.now(dt.UTC).isoformat(),
                "files": hashes,
            }
            _add(archive, MANIFEST, json.dumps(manifest, indent=1).encode())
    return len(hashes)


def backup_file(path: Path, settings: Settings, tell: Tell) -> int:
    """Writes a backup as a file that is there as a whole or not at all; returns its files.

    Raises:
        ConfigurationError: it would lie inside the data directory, or cannot be written.
    """
    if path.resolve().is_relative_to(settings.data.resolve()):
        raise ConfigurationError(N_("put the backup outside the data directory"))
    unfinished = path.with_name(f".unfinished-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=0o600)
        with unfinished.open("wb") as out:
            count = backup(out, settings, tell)
        sync(unfinished)
        unfinished.replace(path)
        sync(path.parent)
    except OSError as error:
        raise ConfigurationError(N_("the backup cannot be written there")) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _kept(settings: Settings) -> Iterator[Path]:
    """The files that go into the backup."""
    releases = Releases(settings.releases_dir)
    wanted = {releases.live_id(), *releases.marked()[:1]}
    for path in sorted(settings.data.rglob("*")):
        parts = path.relative_to(settings.data).parts
        if parts[0] in _LEFT_OUT or any(part.startswith(_UNFINISHED) for part in parts):
            continue
        if parts[0] == settings.releases_dir.name and path.name.split(".")[0] not in wanted:
            continue
        if path.is_file():
            yield path


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))
