"""The delivery store: delivered bytes by their hash, accepted and quarantined rows, receipts.

    <root>/<delivery_id>/delivery.json          who, when, receipt, hashes of the tables
                         original/…             the delivered bytes
                         accepted/<table>.parquet
                         quarantined/<table>.parquet
    <root>/refused/<delivery_id>.json           receipt of a refused delivery, nothing else of it
    <root>/withdrawn/<delivery_id>.json         who took a delivery back, and why

A delivery is staged in a hidden folder, synced, and then renamed, so it is there as a whole or
not at all. One that is written anew takes the place of the old one in the same way; a crash
between the two renames is set right by `tidy`.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl
from filelock import FileLock

from lcdata.durable import rename, set_aside, sync, sync_all, write_whole
from lcdata.ingest.checked import Checked
from lcdata.ingest.keeping.discretion import told_to_others
from lcdata.ingest.keeping.stored import StoredDelivery, read_stored
from lcdata.ingest.keeping.stored_files import (
    ABOUT,
    ACCEPTED,
    ORIGINAL,
    QUARANTINED,
    About,
    about_of,
    entries_of,
    sealed,
    write_frames,
)
from lcdata.ingest.keeping.withdrawals import (
    Withdrawal,
    read_withdrawals,
    remove_withdrawal,
    write_withdrawal,
)
from lcdata.ingest.receipt import Receipt

__all__ = ["DeliveryStore", "StoredDelivery"]

_STAGING, _REPLACED = ".staging-", ".replaced-"
_OWNER_ONLY, _OWNERS_FILE = 0o700, 0o600
_DELIVERY_ID = re.compile(r"[0-9a-f]{64}")


class DeliveryStore:
    """Deliveries under one folder; each is written as a whole, and never edited in place."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, checked: Checked, received_at: dt.datetime) -> Receipt:
        """Keeps a delivery; the same bytes again change nothing, unless the stored are damaged."""
        self.root.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        with FileLock(self.root / ".lock"):
            self.tidy()
            if checked.is_refused or checked.delivery_id is None:
                self._keep_refusal(checked, received_at)
            elif self.holds(checked.delivery_id):
                return replace(checked.receipt, status="unchanged")
            else:
                self._keep(checked, checked.delivery_id, received_at)
        return checked.receipt

    def holds(self, delivery_id: str | None) -> bool:
        """Whether these bytes were taken in before, and are still as they were."""
        found = self.get(delivery_id) if delivery_id is not None else None
        return found is not None and not found.damage and not found.spare_damage()

    def get(self, delivery_id: str) -> StoredDelivery | None:
        """A delivery that was taken in, by its id."""
        folder = self.root / delivery_id
        if not _DELIVERY_ID.fullmatch(delivery_id) or not folder.is_dir():
            return None
        return read_stored(folder / ABOUT, read_withdrawals(self.root).get(delivery_id))

    def deliveries(self) -> list[StoredDelivery]:
        """Every delivery, refused and damaged ones too, the latest received first."""
        withdrawals = read_withdrawals(self.root)
        folders = [path for path in self.root.glob("*") if _DELIVERY_ID.fullmatch(path.name)]
        found = [read_stored(path / ABOUT, withdrawals.get(path.name)) for path in folders]
        found += [read_stored(path) for path in self.root.glob("refused/*.json")]
        return sorted(found, key=lambda delivery: delivery.received_at, reverse=True)

    def live(self) -> dict[str, StoredDelivery]:
        """Organisation → its usable delivery exported last; of equal ones the later received."""
        usable = [one for one in self.deliveries() if one.is_usable]
        return {str(one.organisation_id): one for one in sorted(usable, key=lambda d: d.order)}

    def next_moment(self, now: dt.datetime) -> dt.datetime:
        """Now, or just after the last received: a clock that is set back turns no order round."""
        last = max((one.received_at for one in self.deliveries()), default=now)
        return max(now, last + dt.timedelta(microseconds=1))

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Takes a delivery back; it stays in the store and counts no longer."""
        write_withdrawal(self.root, withdrawal)

    def drop_refusal(self, delivery_id: str, aside: Path) -> None:
        """Sets the receipt of a refused delivery aside; it cannot be read."""
        set_aside(self.root / "refused" / f"{delivery_id}.json", aside)

    def undo_withdrawal(self, delivery_id: str) -> None:
        """Lets a withdrawn delivery count again."""
        remove_withdrawal(self.root, delivery_id)

    def withdrawals(self) -> dict[str, Withdrawal]:
        """Delivery id → its withdrawal, also of a delivery that is no longer there."""
        return read_withdrawals(self.root)

    def heal(self, checked: Checked, damaged: StoredDelivery, healed_at: dt.datetime) -> None:
        """Puts a delivery that was taken in anew in the place of the damaged one."""
        with FileLock(self.root / ".lock"):
            moment = healed_at.isoformat()
            self._keep(checked, str(damaged.delivery_id), damaged.received_at, healed_at=moment)

    def seal(self, delivery: StoredDelivery) -> None:
        """Gives a sound delivery of lcdata 0.1.0 its hashes."""
        if delivery.folder is not None and delivery.files is None:
            about = _about(delivery, delivery.receipt, delivery.purged_at)
            about["files"] = entries_of(delivery.folder)
            write_whole(delivery.folder / ABOUT, sealed(about))

    def purge(
        self, delivery: StoredDelivery, kept: Mapping[str, pl.DataFrame], purged_at: dt.datetime
    ) -> None:
        """Keeps these tables of a delivery and deletes its originals and quarantine.

        Hash, moments and receipt stay, the receipt without what it quotes about persons.
        """
        if delivery.folder is None:
            return
        with FileLock(self.root / ".lock"):
            told = tuple(told_to_others(issue) for issue in delivery.receipt.issues)
            about = _about(delivery, replace(delivery.receipt, issues=told), purged_at)
            with self._staged(str(delivery.delivery_id)) as staging:
                about["files"] = write_frames(staging, ACCEPTED, kept)
                (staging / ABOUT).write_bytes(sealed(about))

    def tidy(self) -> None:
        """Sets right what a killed process left in mid-delivery; the caller holds a lock."""
        for path in self.root.glob(f"{_REPLACED}*"):
            target = self.root / path.name.removeprefix(_REPLACED)
            if target.exists():
                shutil.rmtree(path)
            else:
                rename(path, target)
        for path in self.root.glob(f"{_STAGING}*"):
            shutil.rmtree(path)

    def _keep(
        self, checked: Checked, delivery_id: str, received_at: dt.datetime, **more: str
    ) -> None:
        with self._staged(delivery_id) as staging:
            files = {
                **write_frames(staging, ACCEPTED, checked.tables),
                **write_frames(staging, QUARANTINED, checked.quarantined),
            }
            (staging / ORIGINAL).mkdir()
            for name, content in checked.originals.items():
                (staging / ORIGINAL / name).write_bytes(content)
            about = about_of(checked.receipt, checked.exported_at, received_at, files, **more)
            (staging / ABOUT).write_bytes(sealed({**about, "delivery_id": delivery_id}))
        (self.root / "refused" / f"{delivery_id}.json").unlink(missing_ok=True)

    def _keep_refusal(self, checked: Checked, received_at: dt.datetime) -> None:
        """Keeps the receipt only: refused bytes may hold what must not be stored."""
        folder = self.root / "refused"
        folder.mkdir(mode=_OWNER_ONLY, exist_ok=True)
        about = about_of(checked.receipt, checked.exported_at, received_at, {})
        write_whole(folder / f"{checked.delivery_id or uuid.uuid4().hex}.json", sealed(about))
        sync(self.root)

    @contextmanager
    def _staged(self, delivery_id: str) -> Iterator[Path]:
        """A folder to fill, that then takes its place; of a failure nothing is left."""
        staging = self.root / f"{_STAGING}{uuid.uuid4().hex}"
        staging.mkdir(mode=_OWNER_ONLY)
        try:
            yield staging
            _close(staging)
            sync_all(staging)
            self._put(staging, self.root / delivery_id)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise

    def _put(self, staging: Path, target: Path) -> None:
        """Gives a staged folder its place; what lay there is deleted."""
        replaced = self.root / f"{_REPLACED}{target.name}"
        if target.exists():
            rename(target, replaced)
        rename(staging, target)
        if replaced.exists():
            shutil.rmtree(replaced)


def _close(folder: Path) -> None:
    """Leaves what is in it to this account alone, whatever the account's own habit is."""
    for path in folder.rglob("*"):
        path.chmod(_OWNER_ONLY if path.is_dir() else _OWNERS_FILE)


def _about(delivery: StoredDelivery, receipt: Receipt, purged_at: dt.datetime | None) -> About:
    """What `delivery.json` says of a delivery that is written again, without its files."""
    about = about_of(
        receipt,
        delivery.exported_at,
        delivery.received_at,
        {},
        purged_at=purged_at.isoformat() if purged_at else None,
        healed_at=delivery.healed_at.isoformat() if delivery.healed_at else None,
    )
    return {**about, "delivery_id": delivery.delivery_id}
