"""`StoredDelivery`: a delivery in the store, checked against what was written of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from lcdata.errors import ConfigurationError
from lcdata.ingest.issues import Issue
from lcdata.ingest.keeping import stored_files
from lcdata.ingest.keeping.stored_files import ABOUT, ACCEPTED, ORIGINAL, QUARANTINED, Files
from lcdata.ingest.keeping.withdrawals import Withdrawal
from lcdata.ingest.receipt import Receipt
from lcdata.locale import N_

DAMAGED = N_("a delivery in the store is damaged: run `lcdata verify --repair`")


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
        healed_at: when it was last taken in anew from its bytes.
        files: the entries of its tables; None for one of lcdata 0.1.0.
        damage: what of it cannot be read as it was written; then none of it is used.
        withdrawal: who took it back; then none of it is used either.
    """

    organisation_id: str | None
    delivery_id: str | None
    exported_at: dt.datetime | None
    received_at: dt.datetime
    receipt: Receipt
    folder: Path | None
    purged_at: dt.datetime | None = None
    healed_at: dt.datetime | None = None
    files: Files | None = None
    damage: tuple[str, ...] = ()
    withdrawal: Withdrawal | None = None

    @property
    def is_usable(self) -> bool:
        """Whether figures can be made of it."""
        known = self.folder and self.organisation_id and self.exported_at
        return bool(known) and not self.damage and self.withdrawal is None

    @property
    def rewritten_at(self) -> dt.datetime | None:
        """When its rows were last changed in the store: by a purge, or taken in anew."""
        return max(filter(None, (self.purged_at, self.healed_at)), default=None)

    @property
    def order(self) -> tuple[dt.datetime, dt.datetime, str]:
        """What is live has the greatest: exported last, of equal ones received last."""
        return self.exported_at or dt.datetime.min, self.received_at, str(self.delivery_id)

    @property
    def bytes_kept(self) -> list[Path]:
        """The folders that still hold delivered text: the original files and the quarantine."""
        found = [self.folder / part for part in (ORIGINAL, QUARANTINED)] if self.folder else []
        return [path for path in found if path.exists()]

    @property
    def told(self) -> Receipt:
        """The receipt as the deliveries page tells it now: damage and withdrawal come first."""
        if self.damage:
            issue = Issue("delivery_damaged", params={"files": ", ".join(self.damage)})
            return replace(self.receipt, status="damaged", issues=(issue, *self.receipt.issues))
        if self.withdrawal:
            issue = Issue("delivery_withdrawn", params=self.withdrawal.told)
            return replace(self.receipt, status="withdrawn", issues=(issue, *self.receipt.issues))
        return self.receipt

    def table(self, name: str) -> pl.DataFrame | None:
        """The rows of one table that stand by themselves, with `_row`; None when absent.

        Raises:
            ConfigurationError: the table is not as it was written.
        """
        path = f"{ACCEPTED}/{name}.parquet"
        if self.folder is None or path not in self.expected():
            return None
        try:
            return stored_files.read_frame(self.folder, path, self.files)
        except (ValueError, OSError) as error:
            raise ConfigurationError(DAMAGED) from error

    def tables(self) -> dict[str, pl.DataFrame]:
        """Every delivered table; see `Checked.tables`."""
        frames = {name: self.table(name) for name in self.receipt.tables}
        return {name: frame for name, frame in frames.items() if frame is not None}

    def expected(self) -> Mapping[str, Files | None]:
        """The files of tables there should be; of lcdata 0.1.0 those that the receipt counts."""
        if self.files is not None:
            return dict.fromkeys(self.files, self.files)
        if self.folder is None:
            return {}
        if self.purged_at is None:
            names = {f"{ACCEPTED}/{name}.parquet" for name in self.receipt.tables}
        else:
            found = self.folder.glob(f"{ACCEPTED}/*.parquet")
            names = {f"{ACCEPTED}/{path.name}" for path in found}
        return dict.fromkeys(sorted(names), None)

    def spare_damage(self) -> tuple[str, ...]:
        """What is damaged of the parts that no figure is made of: quarantine, delivered bytes."""
        if self.folder is None:
            return ()
        found = list(stored_files.damaged(self.folder, QUARANTINED, self.expected()))
        if self.purged_at is None and stored_files.originals_of(self.folder) is None:
            found.append(ORIGINAL)
        return tuple(found)


def read_stored(path: Path, withdrawal: Withdrawal | None = None) -> StoredDelivery:
    """The delivery of a `delivery.json` or a refused receipt; a damaged one says so."""
    folder = path.parent if path.name == ABOUT else None
    try:
        found = _stored(path, folder, withdrawal)
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError):
        return _remains(path, folder, withdrawal)
    if folder is None:
        return found
    damage = list(stored_files.damaged(folder, ACCEPTED, found.expected()))
    if found.files is None and not damage:
        damage = [name for name in found.expected() if not _counts_fit(found, name)]
    return replace(found, damage=tuple(damage))


def _stored(path: Path, folder: Path | None, withdrawal: Withdrawal | None) -> StoredDelivery:
    about = stored_files.read_about(path)
    receipt = Receipt.from_record(about["receipt"])
    return StoredDelivery(
        receipt.organisation_id,
        folder.name if folder else receipt.delivery_id,
        _moment(about["exported_at"]),
        dt.datetime.fromisoformat(about["received_at"]),
        receipt,
        folder,
        _moment(about.get("purged_at")),
        _moment(about.get("healed_at")),
        about.get("files"),
        withdrawal=withdrawal,
    )


def _remains(path: Path, folder: Path | None, withdrawal: Withdrawal | None) -> StoredDelivery:
    """What can still be told of a delivery whose `delivery.json` is damaged or gone."""
    organisation_id = exported_at = None
    delivery_id = folder.name if folder else path.stem
    if folder is not None:
        try:
            frame = stored_files.read_frame(folder, f"{ACCEPTED}/delivery.parquet", None)
            organisation_id, exported_at = frame.select("organisation_id", "exported_at").row(0)
        except (ValueError, OSError, pl.exceptions.PolarsError):
            organisation_id = withdrawal.organisation_id if withdrawal else None
    place = folder if folder is not None else path
    received_at = dt.datetime.fromtimestamp(place.stat().st_mtime, dt.UTC)
    receipt = Receipt(organisation_id, delivery_id, "damaged", {}, (), ())
    return StoredDelivery(
        organisation_id,
        delivery_id,
        exported_at,
        received_at,
        receipt,
        folder,
        damage=(path.name,),
        withdrawal=withdrawal,
    )


def _counts_fit(found: StoredDelivery, path: str) -> bool:
    """Whether a table of lcdata 0.1.0 can have the rows that its receipt counts."""
    counts = found.receipt.tables.get(Path(path).stem)
    if found.folder is None or counts is None or found.purged_at is not None:
        return True
    rows = stored_files.read_frame(found.folder, path, None).height
    return counts.accepted <= rows <= counts.read


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
