"""Use-cases of the operator: check, deliver, build, roll back, withdraw, verify, look back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from lcdata.access_log import CONSOLE, Actor, Event, record
from lcdata.config import Settings
from lcdata.errors import ConfigurationError, DataError, LcdataError
from lcdata.ingest.issues import Issue
from lcdata.ingest.judging.check import check
from lcdata.ingest.judging.succession import Terms
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.ingest.reading.opening import Handed
from lcdata.ingest.receipt import Receipt
from lcdata.locale import N_
from lcdata.release.mending import Tell, inspect, ready, unheard
from lcdata.release.publishing import is_published, program_id, publish
from lcdata.release.samples import sample_ids, sample_paths, stored_ids
from lcdata.warehouse.database import CANNOT_WRITE
from lcdata.warehouse.lock import writing
from lcdata.warehouse.reader import Reader
from lcdata.warehouse.releases import Release, Releases

TAKEN_IN = ("accepted", "accepted_with_errors")
NOTHING_TO_BUILD = N_("there is nothing to build from: deliver something first")


class NotPublished(DataError):
    """What was asked is in the store, but no release could be made of it; the old one stays live.

    Attributes:
        receipts: of the deliveries that are stored; empty where something else was.
    """

    def __init__(self, receipts: Sequence[Receipt], reason: str) -> None:
        super().__init__(reason)
        self.receipts = list(receipts)


def reason(error: Exception) -> str:
    """Why nothing was published, for who asked: never what only a programmer can read."""
    if isinstance(error, OSError):
        return CANNOT_WRITE
    return str(error) if isinstance(error, LcdataError) else N_("an unexpected error")


def publish_stored(store: DeliveryStore, releases: Releases, settings: Settings) -> None:
    """Publishes what has just been stored or taken back; the caller holds the writers' lock.

    Raises:
        NotPublished: no release could be made; what was stored stays stored.
    """
    try:
        publish(store, releases, settings)
    except Exception as error:
        raise NotPublished([], reason(error)) from error


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
    checked = check(sources, live, may_deliver=may_deliver, terms=Terms())
    return [one.receipt for one in checked]


def deliver(
    sources: Sequence[Path | Handed],
    settings: Settings,
    *,
    may_deliver: Collection[str] | None = None,
    by: Actor = CONSOLE,
    terms: Terms | None = None,
    tell: Tell = unheard,
) -> list[Receipt]:
    """Checks deliveries, stores what can be taken in and publishes; one receipt per source.

    Several deliveries are one release. A refused one leaves everything as it was, an unchanged
    one does not build anew. `terms` say whether much less than before is right, and `tell` hears
    what of the data directory had to be mended.

    Raises:
        NotPublished: the deliveries are stored, the release failed; carries the receipts.
    """
    terms = terms or Terms()
    with writing(settings.data):
        store, releases = ready(settings, by, tell)
        received_at = store.next_moment(dt.datetime.now(dt.UTC))
        checked = check(sources, store.live(), may_deliver=may_deliver, terms=terms)
        receipts: list[Receipt] = []
        try:
            for number, one in enumerate(checked):  # of equal exports the later given is live
                moment = received_at + dt.timedelta(microseconds=number)
                receipts.append(_known(store.add(one, moment), store))
                _record(receipts[-1], terms, settings, by)
            if any(receipt.status in TAKEN_IN for receipt in receipts):
                publish(store, releases, settings)
            else:
                _publish_new(store, releases, settings)
        except Exception as error:
            if not receipts:
                raise
            raise NotPublished(_published(receipts, releases), reason(error)) from error
        return _published(receipts, releases)


def build(settings: Settings, by: Actor = CONSOLE, tell: Tell = unheard) -> str:
    """Publishes a release of what the store holds; returns its id.

    Raises:
        ConfigurationError: the store holds no delivery.
        CheckFailure: the marts break a promise; the old release stays live.
    """
    with writing(settings.data):
        release_id = publish(*ready(settings, by, tell), settings)
        if release_id is None:
            raise ConfigurationError(NOTHING_TO_BUILD)
        record(settings.log_path, by, Event.BUILT, release_id)
    return release_id


def catch_up(settings: Settings, tell: Tell = unheard) -> None:
    """Publishes what is stored and not published, because a process ended in between.

    So it does where this program cannot read what another version of it published.

    Raises:
        LcdataError: it cannot be published; the old release stays live.
    """
    with writing(settings.data):
        store, releases = ready(settings, CONSOLE, tell)
        if _is_readable(settings, releases):
            _publish_new(store, releases, settings)
        else:
            publish(store, releases, settings)


def _is_readable(settings: Settings, releases: Releases) -> bool:
    """Whether the live release, if there is one, can be read by this program."""
    live = releases.live_id()
    if live is None:
        return True
    try:
        Reader(settings.releases_dir).try_out(live)
    except ConfigurationError:
        return False
    return True


def verify(settings: Settings, *, repair: bool, tell: Tell) -> None:
    """Looks through every file of deliveries and releases, and tells what is wrong.

    Args:
        settings: the installation.
        repair: whether it is mended, and published anew where that is needed.
        tell: hears each thing that is wrong.
    """
    if repair:
        with writing(settings.data):
            _publish_new(*ready(settings, CONSOLE, tell, thorough=True), settings)
        return
    for note in inspect(settings):
        tell(note)


def rollback(
    release_id: str, settings: Settings, by: Actor = CONSOLE, tell: Tell = unheard
) -> None:
    """Makes an earlier release live again; the next delivery publishes a new one.

    Raises:
        ConfigurationError: there is no such release, or this program cannot read it.
    """
    with writing(settings.data):
        _, found = ready(settings, by, tell)
        if release_id in found.marked():
            Reader(settings.releases_dir).try_out(release_id)
        found.roll_back(release_id)
        record(settings.log_path, by, Event.ROLLED_BACK, release_id)


def releases(settings: Settings) -> list[Release]:
    """Every release that has been live and can be read, newest first."""
    return Releases(settings.releases_dir).published()


def damaged_releases(settings: Settings) -> list[str]:
    """The ids of releases that have been live and cannot be read any more, newest first."""
    return Releases(settings.releases_dir).damaged()


def prepare_demo(settings: Settings) -> None:
    """Sees to it that the newest release holds the sample deliveries, built by this program."""
    paths = sample_paths(settings)
    newest = Releases(settings.releases_dir).newest()
    if newest is None or not sample_ids(settings) <= stored_ids(settings):
        deliver(paths, settings, terms=_SAMPLE_TERMS)
    elif newest.program != program_id(settings):
        build(settings)


_SAMPLE_TERMS = Terms(accept_shrink="sample", now=dt.datetime.max - dt.timedelta(days=2))
"""The sample deliveries are what they are, whatever the clock says."""


def _publish_new(store: DeliveryStore, releases: Releases, settings: Settings) -> None:
    """Publishes unless the newest release is made of what is live."""
    if not is_published(store, releases, settings):
        publish(store, releases, settings)


def _known(receipt: Receipt, store: DeliveryStore) -> Receipt:
    """The receipt of bytes that were delivered before; says so where they were withdrawn."""
    withdrawal = store.withdrawals().get(str(receipt.delivery_id))
    if receipt.status != "unchanged" or withdrawal is None:
        return receipt
    issue = Issue("delivery_withdrawn", params=withdrawal.told)
    return replace(receipt, issues=(issue, *receipt.issues))


def _record(receipt: Receipt, terms: Terms, settings: Settings, by: Actor) -> None:
    told = f"{receipt.organisation_id or 'unknown organisation'}: {receipt.status}"
    if any(issue.code == "shrink_accepted" for issue in receipt.issues):
        told = f"{told}; less than before: {terms.accept_shrink}"
    record(settings.log_path, by, Event.DELIVERED, told)


def _published(receipts: Sequence[Receipt], releases: Releases) -> list[Receipt]:
    """The receipts, of what is stored with whether the live release is made of it."""
    live = releases.live()
    shown = live.deliveries if live else frozenset()
    return [
        receipt
        if receipt.status == "refused"
        else replace(receipt, published=receipt.delivery_id in shown)
        for receipt in receipts
    ]
