"""Deliveries that the disk has damaged are taken in anew from the bytes that were delivered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from lcdata.domain import CONSORTIUM_ID
from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.ingest.keeping.stored_files import ORIGINAL, QUARANTINED, originals_of
from lcdata.ingest.reading.archives import ZIP_MAGIC
from lcdata.ingest.reading.opening import Handed


@dataclass(frozen=True)
class Damage:
    """What was wrong with one delivery.

    Attributes:
        delivery: as it was found.
        files: what of it could not be read as it was written.
        is_healed: whether it was taken in anew.
        is_spare: whether only parts were damaged that no figure is made of.
        was_tried: whether taking it in anew was tried.
    """

    delivery: StoredDelivery
    files: tuple[str, ...]
    is_healed: bool
    is_spare: bool = False
    was_tried: bool = False

    @property
    def can_be_healed(self) -> bool:
        """Whether the delivered bytes are there, and `heal` has not found them refused."""
        folder = self.delivery.folder
        return not self.was_tried and folder is not None and originals_of(folder) is not None


def heal(store: DeliveryStore, now: dt.datetime, *, thorough: bool = False) -> list[Damage]:
    """Takes damaged deliveries in anew and gives those of lcdata 0.1.0 their hashes.

    Args:
        store: the caller holds the writers' lock.
        now: when a delivery that is taken in anew was healed.
        thorough: whether quarantine and delivered bytes are looked at as well.
    """
    if not store.root.is_dir():
        return []
    store.tidy()
    found: list[Damage] = []
    for one in sorted(store.deliveries(), key=lambda d: d.organisation_id != CONSORTIUM_ID):
        damage = find(one, thorough=thorough) or _sealed(store, one)
        if damage is not None:
            found.append(_healed(store, damage, now))
    return found


def find(delivery: StoredDelivery, *, thorough: bool) -> Damage | None:
    """What is wrong with a delivery; None when nothing is."""
    if delivery.folder is None:
        return Damage(delivery, delivery.damage, is_healed=False) if delivery.damage else None
    spare = delivery.spare_damage() if thorough and not delivery.damage else ()
    files = delivery.damage or spare
    return Damage(delivery, files, is_healed=False, is_spare=bool(spare)) if files else None


def _sealed(store: DeliveryStore, one: StoredDelivery) -> Damage | None:
    """Gives a delivery of lcdata 0.1.0 its hashes; where its quarantine cannot be read, says so."""
    try:
        store.seal(one)
    except ValueError:
        return Damage(one, (QUARANTINED,), is_healed=False, is_spare=True)
    return None


def _healed(store: DeliveryStore, damage: Damage, now: dt.datetime) -> Damage:
    one = damage.delivery
    if one.folder is None:
        return damage
    checked = _taken_in_anew(one.folder, store)
    if checked is not None:
        store.heal(checked, one, now)
    return replace(damage, is_healed=checked is not None, was_tried=True)


def _taken_in_anew(folder: Path, store: DeliveryStore) -> Checked | None:
    """The delivery from its bytes; None when they are damaged too, or refused by this program."""
    originals = originals_of(folder)
    if originals is None:
        return None
    is_file = len(originals) == 1 and next(iter(originals.values())).startswith(ZIP_MAGIC)
    label = f"{ORIGINAL}/{next(iter(originals))}" if is_file else ORIGINAL
    (checked,) = check([Handed(label, originals, not is_file)], store.live())
    return None if checked.is_refused or checked.delivery_id != folder.name else checked
