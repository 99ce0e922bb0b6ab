"""Use-cases of the operator: deliver, build, roll back, look at the history.

The one room that joins ingest, warehouse and pipelines: raw tables come from the delivery
store, marts from SQL, published tables from the pipelines, and a release holds the result.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from lcdata.config import PACKAGE, Settings
from lcdata.contracts.marts import Marts
from lcdata.errors import CheckFailure, ConfigurationError, DataError
from lcdata.ingest.check import check
from lcdata.ingest.opening import delivery_hash, read_originals
from lcdata.ingest.receipt import Counts, Receipt
from lcdata.ingest.references import judge
from lcdata.ingest.store import DeliveryStore, StoredDelivery
from lcdata.locale import N_
from lcdata.warehouse.checks import check_marts
from lcdata.warehouse.database import open_scratch
from lcdata.warehouse.load import load
from lcdata.warehouse.lock import writing
from lcdata.warehouse.marts import read_marts
from lcdata.warehouse.releases import SOURCES, Release, ReleaseContent, Releases
from lcdata.warehouse.transform import transform

LOCAL_TIME = ZoneInfo("Europe/Amsterdam")

_BUILDING_ROOMS = ("contracts", "pipelines", "statistics", "warehouse")
_TAKEN_IN = ("accepted", "accepted_with_errors")
_PERSON_TABLES = ("members", "marks", "person_signals")
_NO_COUNTS = ((None, Counts(0, 0, 0, 0)),)

_LINES = {
    "organisation_id": pl.String(),
    "delivery_id": pl.String(),
    "exported_at": pl.Datetime("us"),
    "received_at": pl.Datetime("us"),
    "status": pl.String(),
    "is_live": pl.Boolean(),
    "table_name": pl.String(),
    "read": pl.Int64(),
    "accepted": pl.Int64(),
    "quarantined": pl.Int64(),
    "skipped": pl.Int64(),
}
_ISSUES = {
    "organisation_id": pl.String(),
    "delivery_id": pl.String(),
    "severity": pl.String(),
    "code": pl.String(),
    "file": pl.String(),
    "sheet": pl.String(),
    "row": pl.Int64(),
    "column": pl.String(),
    "params": pl.String(),
}


class NotPublished(DataError):
    """Deliveries are stored, but no release could be made of them; the old one stays live."""

    def __init__(self, receipts: Sequence[Receipt], reason: str) -> None:
        super().__init__(reason)
        self.receipts = list(receipts)


def check_only(
    paths: Sequence[Path],
    settings: Settings,
    *,
    may_deliver: Collection[str] | None = None,
    relative_to: Path | None = None,
) -> list[Receipt]:
    """The receipts these deliveries would get; writes nothing.

    They are held against the live deliveries where a data directory has been named, and
    against each other. For the other arguments see `ingest.check`.
    """
    has_data = "data" in settings.model_fields_set
    live = DeliveryStore(settings.deliveries_dir).live() if has_data else {}
    checked = check(paths, live, may_deliver=may_deliver, relative_to=relative_to)
    return [one.receipt for one in checked]


def deliver(
    paths: Sequence[Path],
    settings: Settings,
    *,
    may_deliver: Collection[str] | None = None,
    relative_to: Path | None = None,
) -> list[Receipt]:
    """Checks deliveries, stores what can be taken in and publishes; one receipt per path.

    Several deliveries are one release. A refused one leaves everything as it was, an unchanged
    one does not build anew.

    Raises:
        NotPublished: the deliveries are stored, the release failed; carries the receipts.
    """
    with writing(settings.data):
        releases = _releases(settings)
        store = DeliveryStore(settings.deliveries_dir)
        received_at = dt.datetime.now(dt.UTC)
        checked = check(paths, store.live(), may_deliver=may_deliver, relative_to=relative_to)
        receipts = [store.add(one, received_at) for one in checked]
        taken_in = any(receipt.status in _TAKEN_IN for receipt in receipts)
        if taken_in or not is_published(store, releases):
            try:
                _publish(store, releases, settings)
            except CheckFailure as error:
                raise NotPublished(receipts, str(error)) from error
    return receipts


def build(settings: Settings) -> str:
    """Publishes a release of what the store holds; returns its id.

    Raises:
        ConfigurationError: the store holds no delivery.
        CheckFailure: the marts break a promise; the old release stays live.
    """
    with writing(settings.data):
        release_id = _publish(DeliveryStore(settings.deliveries_dir), _releases(settings), settings)
    if release_id is None:
        raise ConfigurationError(N_("there is nothing to build from: deliver something first"))
    return release_id


def rollback(release_id: str, settings: Settings) -> None:
    """Makes an earlier release live again; the next delivery publishes a new one.

    Raises:
        ConfigurationError: there is no such release.
    """
    with writing(settings.data):
        _releases(settings).roll_back(release_id)


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


def holds_only_samples(settings: Settings) -> bool:
    """Whether the store holds deliveries, and each of them is a sample delivery."""
    stored = stored_ids(settings)
    return bool(stored) and stored <= sample_ids(settings)


def is_published(store: DeliveryStore, releases: Releases) -> bool:
    """Whether the newest release was made of the deliveries that are live now."""
    live = {str(delivery.delivery_id) for delivery in store.live().values()}
    newest = releases.newest()
    return live == (newest.deliveries if newest else set())


def sample_paths(settings: Settings) -> list[Path]:
    """The sample deliveries that come along."""
    if not settings.sample_dir.is_dir():
        raise ConfigurationError(N_("the sample deliveries are missing from this installation"))
    return [path for path in sorted(settings.sample_dir.iterdir()) if path.name[0] != "."]


def sample_ids(settings: Settings) -> set[str]:
    """The delivery ids of the sample deliveries; none where they do not come along."""
    if not settings.sample_dir.is_dir():
        return set()
    return {delivery_hash(read_originals(path)) for path in sample_paths(settings)}


def stored_ids(settings: Settings) -> set[str]:
    """The ids of all deliveries in the store but refused ones."""
    deliveries = DeliveryStore(settings.deliveries_dir).deliveries()
    return {str(delivery.delivery_id) for delivery in deliveries if delivery.folder}


def program_id(settings: Settings) -> str:
    """A hash of the code and SQL that make a release: a changed program builds anew."""
    code = [path for room in _BUILDING_ROOMS for path in (PACKAGE / room).rglob("*.py")]
    sources = [*code, *settings.sql_dir.rglob("*.sql")]
    content = hashlib.sha256()
    for path in sorted(sources):
        content.update(path.read_bytes())
    return content.hexdigest()


def _releases(settings: Settings) -> Releases:
    """The releases, without what a crash left behind; the caller holds the lock."""
    found = Releases(settings.releases_dir)
    found.clean()
    return found


def _publish(store: DeliveryStore, releases: Releases, settings: Settings) -> str | None:
    """Builds and publishes from the live deliveries; None when there are none."""
    live = store.live()
    if not live:
        return None
    # Imported here, because the statistics take seconds to load and most commands need none.
    from lcdata.pipelines.release import build_cells

    tables = build_cells(_marts(live, settings))
    ids = {str(delivery.delivery_id) for delivery in live.values()}
    everything = [one for one in store.deliveries() if one.organisation_id and one.delivery_id]
    tables["delivery_lines"] = pl.DataFrame(
        list(_lines(everything, ids)), schema=_LINES, orient="row"
    )
    tables["delivery_issues"] = pl.DataFrame(
        list(_issues(everything)), schema=_ISSUES, orient="row"
    )
    return releases.publish(
        ReleaseContent(
            pages={name: frame for name, frame in tables.items() if name not in _PERSON_TABLES},
            raw={"cells": tables["cells"]},
            persons={name: tables[name] for name in _PERSON_TABLES},
            sources=_sources(live),
            is_sample=ids <= sample_ids(settings),
            program=program_id(settings),
        )
    )


def _marts(live: Mapping[str, StoredDelivery], settings: Settings) -> Marts:
    """The marts of the live deliveries, judged against the consortium's and checked."""
    accepted = judge({name: delivery.tables() for name, delivery in live.items()})
    with open_scratch() as con:
        load(con, accepted)
        transform(con, settings.sql_dir)
        check_marts(con, settings.sql_dir)
        return read_marts(con)


def _sources(live: Mapping[str, StoredDelivery]) -> pl.DataFrame:
    rows = [(name, one.delivery_id, one.exported_at) for name, one in sorted(live.items())]
    return pl.DataFrame(rows, schema=SOURCES, orient="row")


def _lines(deliveries: Sequence[StoredDelivery], live: set[str]) -> Iterator[tuple[object, ...]]:
    """One line per delivery and table; one without a table where nothing was counted."""
    for one in deliveries:
        received_at = one.received_at.astimezone(LOCAL_TIME).replace(tzinfo=None)
        head = (one.organisation_id, one.delivery_id, one.exported_at, received_at)
        is_live = one.folder is not None and one.delivery_id in live
        counted = one.receipt.tables.items() or _NO_COUNTS
        for table, count in counted:
            numbers = (count.read, count.accepted, count.quarantined, count.skipped)
            yield *head, one.receipt.status, is_live, table, *numbers


def _issues(deliveries: Sequence[StoredDelivery]) -> Iterator[tuple[object, ...]]:
    """One line per issue of every receipt, in the receipt's order."""
    for one in deliveries:
        for issue in one.receipt.issues:
            place = (issue.file, issue.sheet, issue.row, issue.column)
            params = json.dumps(dict(issue.params), ensure_ascii=False)
            head = (one.organisation_id, one.delivery_id, issue.severity.value, issue.code)
            yield *head, *place, params
