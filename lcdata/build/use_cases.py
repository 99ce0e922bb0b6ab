"""Use-cases of the operator: check, deliver, build, roll back, look at the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path

from lcdata.access_log import CONSOLE, Actor, Event, record
from lcdata.build.publishing import is_published, program_id, publish
from lcdata.build.samples import sample_ids, sample_paths, stored_ids
from lcdata.config import Settings
from lcdata.errors import CheckFailure, ConfigurationError, DataError
from lcdata.ingest.check import check
from lcdata.ingest.opening import Handed
from lcdata.ingest.receipt import Receipt
from lcdata.ingest.store import DeliveryStore
from lcdata.locale import N_
from lcdata.warehouse.lock import writing
from lcdata.warehouse.releases import Release, Releases

TAKEN_IN = ("accepted", "accepted_with_errors")


class NotPublished(DataError):
    """Deliveries are stored, but no release could be made of them; the old one stays live."""

    def __init__(self, receipts: Sequence[Receipt], reason: str) -> None:
        super().__init__(reason)
        self.receipts = list(receipts)


def check_only(
    sources: Sequence[Path | Handed],
    settings: Settings,
    *,
    may_deliver: Collection[str] | None = None,
) -> list[Receipt]:
    """The receipts these deliveries would get; writes nothing.

    They are held against the live deliveries where a data directory has been named, and
    against each other. For the other arguments see `ingest.check`.
    """
    has_data = "data" in settings.model_fields_set
    live = DeliveryStore(settings.deliveries_dir).live() if has_data else {}
    checked = check(sources, live, may_deliver=may_deliver)
    return [one.receipt for one in checked]


def deliver(
    sources: Sequence[Path | Handed],
    settings: Settings,
    *,
    may_deliver: Collection[str] | None = None,
    by: Actor = CONSOLE,
) -> list[Receipt]:
    """Checks deliveries, stores what can be taken in and publishes; one receipt per source.

    Several deliveries are one release. A refused one leaves everything as it was, an unchanged
    one does not build anew.

    Raises:
        NotPublished: the deliveries are stored, the release failed; carries the receipts.
    """
    with writing(settings.data):
        releases = _releases(settings)
        store = DeliveryStore(settings.deliveries_dir)
        received_at = dt.datetime.now(dt.UTC)
        checked = check(sources, store.live(), may_deliver=may_deliver)
        receipts = [store.add(one, received_at) for one in checked]
        for receipt in receipts:
            told = f"{receipt.organisation_id or 'unknown organisation'}: {receipt.status}"
            record(settings.log_path, by, Event.DELIVERED, told)
        taken_in = any(receipt.status in TAKEN_IN for receipt in receipts)
        if taken_in or not is_published(store, releases):
            try:
                publish(store, releases, settings)
            except CheckFailure as error:
                raise NotPublished(receipts, str(error)) from error
    return receipts


def build(settings: Settings, by: Actor = CONSOLE) -> str:
    """Publishes a release of what the store holds; returns its id.

    Raises:
        ConfigurationError: the store holds no delivery.
        CheckFailure: the marts break a promise; the old release stays live.
    """
    with writing(settings.data):
        release_id = publish(DeliveryStore(settings.deliveries_dir), _releases(settings), settings)
    if release_id is None:
        raise ConfigurationError(N_("there is nothing to build from: deliver something first"))
    record(settings.log_path, by, Event.BUILT, release_id)
    return release_id


def rollback(release_id: str, settings: Settings, by: Actor = CONSOLE) -> None:
    """Makes an earlier release live again; the next delivery publishes a new one.

    Raises:
        ConfigurationError: there is no such release.
    """
    with writing(settings.data):
        _releases(settings).roll_back(release_id)
    record(settings.log_path, by, Event.ROLLED_BACK, release_id)


def releases(settings: Settings) -> list[Release]:
    """Every release that has been live, newest first."""
    return Releases(settings.releases_dir).published()


def prepare_demo(settings: Settings) -> None:
    """Sees to it that the newest release holds the sample deliveries, built by this program."""
    paths = sample_paths(settings)
    newest = Releases(settings.releases_dir).newest()
    if newest is None or not sample_ids(settings) <= stored_ids(settings):
        deliver(paths, settings)
    elif newest.program != program_id(settings):
        build(settings)


def _releases(settings: Settings) -> Releases:
    """The releases, without what a crash left behind; the caller holds the lock."""
    found = Releases(settings.releases_dir)
    found.clean()
    return found
