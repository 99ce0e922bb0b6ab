"""Taking a delivery back, and letting it count again: logged, undoable, nothing deleted."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.access_log import CONSOLE, Actor, Event, record
from lcdata.config import Settings
from lcdata.errors import ConfigurationError
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.ingest.keeping.withdrawals import Withdrawal
from lcdata.locale import N_
from lcdata.release.mending import SHORT, Tell, ready, unheard
from lcdata.release.use_cases import publish_stored
from lcdata.warehouse.lock import writing


def withdraw(
    delivery_id: str, why: str, settings: Settings, by: Actor = CONSOLE, tell: Tell = unheard
) -> str:
    """Takes a delivery back and publishes without it; returns its whole id.

    Args:
        delivery_id: the id, or its first characters where they name one delivery.
        why: the reason, for the log and the deliveries page.
        settings: the installation.
        by: who does it.
        tell: hears what of the data directory had to be mended.

    Raises:
        ConfigurationError: no such delivery, no reason, or nothing would be left to show.
        NotPublished: it is withdrawn, the release failed; the old one stays live.
    """
    if not why.strip():
        raise ConfigurationError(N_("say why the delivery is withdrawn: --why"))
    with writing(settings.data):
        store, releases = ready(settings, by, tell)
        whole_id = _named(delivery_id, _known(store))
        organisation_id = _known(store)[whole_id]
        if not _left(store, whole_id):
            raise ConfigurationError(
                N_("without this delivery nothing is left to show: deliver another one first")
            )
        at = store.next_moment(releases.next_moment())
        store.withdraw(Withdrawal(whole_id, organisation_id, at, by.person, why.strip()))
        record(settings.log_path, by, Event.WITHDRAWN, _told(organisation_id, whole_id, why))
        publish_stored(store, releases, settings)
    return whole_id


def undo_withdrawal(
    delivery_id: str, settings: Settings, by: Actor = CONSOLE, tell: Tell = unheard
) -> str:
    """Lets a withdrawn delivery count again and publishes; returns its whole id.

    Raises:
        ConfigurationError: no such delivery was withdrawn.
        NotPublished: it counts again, the release failed; the old one stays live.
    """
    with writing(settings.data):
        store, releases = ready(settings, by, tell)
        withdrawn = {one.delivery_id: one.organisation_id for one in store.withdrawals().values()}
        whole_id = _named(delivery_id, withdrawn)
        store.undo_withdrawal(whole_id)
        told = _told(withdrawn[whole_id], whole_id)
        record(settings.log_path, by, Event.WITHDRAWAL_UNDONE, told)
        publish_stored(store, releases, settings)
    return whole_id


def stored_deliveries(settings: Settings) -> list[StoredDelivery]:
    """Every delivery that was taken in, the latest received first."""
    store = DeliveryStore(settings.deliveries_dir)
    return [one for one in store.deliveries() if one.folder is not None]


def _known(store: DeliveryStore) -> dict[str, str | None]:
    """Delivery id → organisation, of what can be withdrawn."""
    withdrawn = store.withdrawals()
    return {
        str(one.delivery_id): one.organisation_id
        for one in store.deliveries()
        if one.folder is not None and one.delivery_id not in withdrawn
    }


def _named(begin: str, known: Mapping[str, str | None]) -> str:
    found = [one for one in known if begin and one.startswith(begin.lower())]
    if len(found) != 1:
        raise ConfigurationError(
            N_("there is no such delivery; `lcdata withdraw` without a name lists them")
        )
    return found[0]


def _left(store: DeliveryStore, delivery_id: str) -> bool:
    usable = [one for one in store.deliveries() if one.is_usable]
    return any(one.delivery_id != delivery_id for one in usable)


def _told(organisation_id: str | None, delivery_id: str, why: str = "") -> str:
    told = f"{organisation_id or '?'}: {delivery_id[:SHORT]}"
    return f"{told}: {why.strip()}" if why else told
