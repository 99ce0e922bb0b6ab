"""Purge: rows about persons go when their term is over, and old releases with them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from lcdata.access_log import CONSOLE, Event, record
from lcdata.config import Settings
from lcdata.ingest.keeping.additions import Addition, AdditionStore
from lcdata.ingest.keeping.overlay import with_rows
from lcdata.ingest.keeping.retention import Terms, expired, without_expired
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.office.questions import NOBODY
from lcdata.release.mending import Tell, ready, unheard
from lcdata.release.publishing import publish
from lcdata.release.spool import clear_uploads
from lcdata.warehouse.lock import writing
from lcdata.warehouse.releases import Release, Releases


@dataclass(frozen=True)
class Purge:
    """What goes, or would go.

    Attributes:
        rows: table → rows deleted, over all deliveries; rows of which a person is taken out
            count too.
        deliveries: how many deliveries lose rows or bytes.
        folders: how many folders with original bytes or quarantined rows.
        releases: the ids of the releases that go.
        additions: how many additions lose rows.
    """

    rows: Mapping[str, int]
    deliveries: int
    folders: int
    releases: tuple[str, ...]

    additions: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to delete."""
        return not self.deliveries and not self.releases and not self.additions


@dataclass(frozen=True)
class _Due:
    """One delivery of which something goes, and the tables that stay."""

    delivery: StoredDelivery
    kept: Mapping[str, pl.DataFrame]
    rows: Mapping[str, int]


def purge(settings: Settings, today: dt.date, *, is_real: bool, tell: Tell = unheard) -> Purge:
    """Deletes what is past its term, builds anew and removes old releases; or only counts it.

    Releases go that were made before rows were taken out of one of their deliveries, and those
    beyond the number to keep, and what was set aside as damaged. Whatever a crash left undone is
    done by the next purge.

    Raises:
        CheckFailure: the rows are deleted, but no release could be made of the rest; the old one
            stays live until it can.
    """
    store, releases = DeliveryStore(settings.deliveries_dir), Releases(settings.releases_dir)
    if not is_real:
        counted = _counted(list(_due(store, settings, today)), store, releases, settings)
        return replace(counted, additions=len(list(_due_additions(store, settings, today))))
    with writing(settings.data):
        store, releases = ready(settings, CONSOLE, tell)
        clear_uploads(settings)
        due = list(_due(store, settings, today))
        added = list(_due_additions(store, settings, today))
        counted = replace(_counted(due, store, releases, settings), additions=len(added))
        now = releases.next_moment()
        for one in due:
            store.purge(one.delivery, one.kept, now)
        _purge_additions(store, settings, added)
        if due or added or releases.live_id() in counted.releases:
            publish(store, releases, settings)
        releases.remove(counted.releases)
        shutil.rmtree(settings.aside_dir, ignore_errors=True)
        if not counted.is_empty:
            told = f"{counted.deliveries} deliveries, {len(counted.releases)} releases"
            record(settings.log_path, CONSOLE, Event.PURGED, told)
    return counted


def _due(store: DeliveryStore, settings: Settings, today: dt.date) -> Iterator[_Due]:
    terms = Terms(settings.keep_registers_months, settings.keep_surveys_months)
    for delivery in store.deliveries():
        if delivery.folder is None or delivery.exported_at is None or delivery.damage:
            continue
        tables = delivery.tables()
        past = expired(tables, delivery.exported_at, today, terms)
        kept = without_expired(tables, past)
        rows = {name: _changed(frame, kept.get(name)) for name, frame in tables.items()}
        if any(rows.values()) or (past.is_any and delivery.bytes_kept):
            yield _Due(delivery, kept, rows)


def _due_additions(
    store: DeliveryStore, settings: Settings, today: dt.date
) -> Iterator[tuple[Addition, Mapping[str, pl.DataFrame]]]:
    """Additions of which something is past its term, and what of them stays.

    Whose rows they are, and whether their time is over, stands in the delivery they were added to;
    where that says nothing of communities, all of an addition goes when its own time is over.
    """
    terms = Terms(settings.keep_registers_months, settings.keep_surveys_months)
    live = store.live()
    for addition in AdditionStore(settings.additions_dir).all():
        tables, delivery = addition.tables(), live.get(addition.organisation_id)
        around = delivery.tables() if delivery else {}
        exported_at = delivery.exported_at if delivery else None
        past = expired(around, exported_at or addition.moment, today, terms)
        if past.is_bare:
            yield addition, {}
        if not past.registers and not past.surveys:
            continue
        stays = without_expired(with_rows(around, tables), past)
        kept = {
            name: rows.join(stays[name], on=rows.columns, how="semi", nulls_equal=True)
            for name, rows in tables.items()
            if name in stays
        }
        if any(_changed(rows, kept.get(name)) for name, rows in tables.items()):
            yield addition, kept


def _purge_additions(
    store: DeliveryStore,
    settings: Settings,
    due: list[tuple[Addition, Mapping[str, pl.DataFrame]]],
) -> None:
    """Takes what is past its term out of additions, and forgets the names of who is gone."""
    additions = AdditionStore(settings.additions_dir)
    for addition, kept in due:
        additions.purge(addition, kept)
    for organisation_id, delivery in store.live().items():
        members = delivery.table("membership")
        persons = set(members["person_id"]) if members is not None else set()
        additions.forget(organisation_id, {*persons, NOBODY})


def _changed(before: pl.DataFrame, after: pl.DataFrame | None) -> int:
    """Rows of a table that go or lose something."""
    if after is before:
        return 0
    if after is None:
        return before.height
    return before.join(after, on=before.columns, how="anti", nulls_equal=True).height


def _counted(
    due: list[_Due], store: DeliveryStore, releases: Releases, settings: Settings
) -> Purge:
    rows: Counter[str] = Counter()
    for one in due:
        rows.update(one.rows)
    published = releases.published()
    ids = {str(one.delivery.delivery_id) for one in due}
    purged = {str(d.delivery_id): d.purged_at for d in store.deliveries() if d.purged_at}
    stale = [release for release in published if _is_stale(release, ids, purged)]
    is_new_made = bool(due) or any(release.is_live for release in stale)
    fresh = [release for release in published if release not in stale]
    room = settings.keep_releases - is_new_made
    beyond = [release for release in fresh[room:] if not release.is_live]
    return Purge(
        rows={name: count for name, count in rows.items() if count},
        deliveries=len(due),
        folders=sum(len(one.delivery.bytes_kept) for one in due),
        releases=tuple(release.release_id for release in (*stale, *beyond)),
    )


def _is_stale(release: Release, due: set[str], purged: Mapping[str, dt.datetime | None]) -> bool:
    """Whether it holds rows that are deleted from the deliveries it was made of."""
    moments = (purged.get(delivery_id) for delivery_id in release.deliveries)
    return bool(release.deliveries & due) or any(
        moment is not None and moment > release.created_at for moment in moments
    )
