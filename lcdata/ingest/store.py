"""The delivery store: delivered bytes by their hash, accepted and quarantined rows, receipts.

    <root>/<delivery_id>/delivery.json          who, when, receipt
                         original/…             the delivered bytes
                         accepted/<table>.parquet
                         quarantined/<table>.parquet
    <root>/refused/<delivery_id>.json           receipt of a refused delivery, nothing else of it

A delivery is staged in a hidden folder and then renamed, so it is there as a whole or not at all.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
from filelock import FileLock

from lcdata.ingest.checked import Checked
from lcdata.ingest.discretion import told_to_others
from lcdata.ingest.receipt import Receipt

_ABOUT = "delivery.json"
_STAGING = ".staging-"
_OWNER_ONLY, _OWNERS_FILE = 0o700, 0o600


@dataclass(frozen=True)
class StoredDelivery:
    """A delivery in the store.

    Attributes:
        organisation_id: who delivered; None when nobody could tell.
        delivery_id: sha256 over the delivered bytes; None when nothing could be read.
        exported_at: local time of the export; None for a refused delivery without one.
        received_at: when the store took it in.
        receipt: what the deliverer was told.
        folder: where it lies; None for a refused delivery.
        purged_at: when rows were last taken out of it for good; None while it is whole.
    """

    organisation_id: str | None
    delivery_id: str | None
    exported_at: dt.datetime | None
    received_at: dt.datetime
    receipt: Receipt
    folder: Path | None
    purged_at: dt.datetime | None = None

    @property
    def bytes_kept(self) -> list[Path]:
        """The folders that still hold delivered text: the original files and the quarantine."""
        parts = ("original", "quarantined")
        found = [self.folder / part for part in parts] if self.folder else []
        return [path for path in found if path.exists()]

    def table(self, name: str) -> pl.DataFrame | None:
        """The rows of one table that stand by themselves, with `_row`; None when absent."""
        path = self.folder / "accepted" / f"{name}.parquet" if self.folder else None
        return pl.read_parquet(path) if path and path.exists() else None

    def tables(self) -> dict[str, pl.DataFrame]:
        """Every delivered table; see `Checked.tables`."""
        frames = {name: self.table(name) for name in self.receipt.tables}
        return {name: frame for name, frame in frames.items() if frame is not None}


class DeliveryStore:
    """Deliveries under one folder; nothing in it is edited in place, `purge` only deletes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, checked: Checked, received_at: dt.datetime) -> Receipt:
        """Keeps a delivery; the same bytes again change nothing."""
        self.root.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        with FileLock(self.root / ".lock"):
            self._remove_leftovers()
            if checked.is_refused or checked.delivery_id is None:
                self._keep_refusal(checked, received_at)
            elif self.holds(checked.delivery_id):
                return replace(checked.receipt, status="unchanged")
            else:
                self._keep(checked, checked.delivery_id, received_at)
        return checked.receipt

    def holds(self, delivery_id: str | None) -> bool:
        """Whether these bytes were taken in before."""
        return delivery_id is not None and (self.root / delivery_id).exists()

    def deliveries(self) -> list[StoredDelivery]:
        """Every delivery, refused ones too, the latest received first."""
        found = [_stored(path) for path in self.root.glob(f"*/{_ABOUT}") if not _is_staged(path)]
        found += [_stored(path) for path in self.root.glob("refused/*.json")]
        return sorted(found, key=lambda delivery: delivery.received_at, reverse=True)

    def live(self) -> dict[str, StoredDelivery]:
        """Organisation → its delivery exported last; of equal ones the later received."""
        live: dict[str, StoredDelivery] = {}
        taken_in = [
            d for d in self.deliveries() if d.folder and d.organisation_id and d.exported_at
        ]
        for delivery in sorted(taken_in, key=lambda d: (d.exported_at, d.received_at)):
            live[str(delivery.organisation_id)] = delivery
        return live

    def purge(
        self, delivery: StoredDelivery, kept: Mapping[str, pl.DataFrame], purged_at: dt.datetime
    ) -> None:
        """Keeps these tables of a delivery and deletes its originals and quarantine.

        Hash, moments and receipt stay, the receipt without what it quotes about persons. A crash
        on the way leaves less than before; the same call again finishes it.
        """
        if delivery.folder is None:
            return
        with FileLock(self.root / ".lock"):
            _write_purged(delivery.folder / _ABOUT, delivery, purged_at)
            for path in delivery.bytes_kept:
                shutil.rmtree(path)
            for path in (delivery.folder / "accepted").glob("*.parquet"):
                if path.stem in kept:
                    _replace_frame(path, kept[path.stem])
                else:
                    path.unlink()

    def _remove_leftovers(self) -> None:
        """Clears what a killed process left in mid-delivery; the caller holds the lock."""
        for path in self.root.glob(f"{_STAGING}*"):
            shutil.rmtree(path)

    def _keep(self, checked: Checked, delivery_id: str, received_at: dt.datetime) -> None:
        staging = self.root / f"{_STAGING}{uuid.uuid4().hex}"
        staging.mkdir(mode=_OWNER_ONLY)
        _write_frames(staging / "accepted", checked.tables)
        _write_frames(staging / "quarantined", checked.quarantined)
        (staging / "original").mkdir()
        for name, content in checked.originals.items():
            (staging / "original" / name).write_bytes(content)
        _write_about(staging / _ABOUT, checked, received_at)
        _close(staging)
        staging.rename(self.root / delivery_id)

    def _keep_refusal(self, checked: Checked, received_at: dt.datetime) -> None:
        """Keeps the receipt only: refused bytes may hold what must not be stored."""
        folder = self.root / "refused"
        folder.mkdir(mode=_OWNER_ONLY, exist_ok=True)
        staging = self.root / f"{_STAGING}{uuid.uuid4().hex}"
        staging.mkdir(mode=_OWNER_ONLY)
        _write_about(staging / _ABOUT, checked, received_at)
        _close(staging)
        (staging / _ABOUT).replace(folder / f"{checked.delivery_id or uuid.uuid4().hex}.json")
        staging.rmdir()


def _close(folder: Path) -> None:
    """Leaves what is in it to this account alone, whatever the account's own habit is."""
    for path in folder.rglob("*"):
        path.chmod(_OWNER_ONLY if path.is_dir() else _OWNERS_FILE)


def _is_staged(path: Path) -> bool:
    return path.parent.name.startswith(_STAGING)


def _write_frames(folder: Path, frames: Mapping[str, pl.DataFrame]) -> None:
    folder.mkdir()
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")


def _write_about(path: Path, checked: Checked, received_at: dt.datetime) -> None:
    about = {
        "exported_at": checked.exported_at.isoformat() if checked.exported_at else None,
        "received_at": received_at.isoformat(),
        "receipt": checked.receipt.to_record(),
    }
    path.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_purged(path: Path, delivery: StoredDelivery, purged_at: dt.datetime) -> None:
    told = tuple(told_to_others(issue) for issue in delivery.receipt.issues)
    about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    about |= {
        "purged_at": purged_at.isoformat(),
        "receipt": replace(delivery.receipt, issues=told).to_record(),
    }
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
    unfinished.chmod(_OWNERS_FILE)
    unfinished.replace(path)


def _replace_frame(path: Path, frame: pl.DataFrame) -> None:
    unfinished = path.with_suffix(".unfinished")
    frame.write_parquet(unfinished)
    unfinished.chmod(_OWNERS_FILE)
    unfinished.replace(path)


def _stored(path: Path) -> StoredDelivery:
    about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    receipt = Receipt.from_record(about["receipt"])
    exported_at, purged_at = about["exported_at"], about.get("purged_at")
    return StoredDelivery(
        receipt.organisation_id,
        receipt.delivery_id,
        dt.datetime.fromisoformat(exported_at) if exported_at else None,
        dt.datetime.fromisoformat(about["received_at"]),
        receipt,
        path.parent if path.name == _ABOUT else None,
        dt.datetime.fromisoformat(purged_at) if purged_at else None,
    )
