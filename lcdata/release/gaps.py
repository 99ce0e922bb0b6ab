"""An organisation that had figures keeps them, or somebody has said that it should not."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.errors import CheckFailure
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.locale import N_
from lcdata.warehouse.releases import Releases

LOST = N_(
    "a delivery is lost or damaged and nothing stands in its place; deliver it again, "
    "put it back from a backup or withdraw it (`lcdata verify` names it)"
)


def gaps(store: DeliveryStore, live: Mapping[str, StoredDelivery], releases: Releases) -> set[str]:
    """Organisations without a live delivery though they had one that nobody took back.

    A release without them would say "not measured" of figures that were measured and lost.
    """
    newest = releases.newest()
    taken_back = {one.organisation_id for one in store.withdrawals().values()}
    shown = set(newest.organisations) - taken_back if newest else set()
    damaged = {
        str(one.organisation_id)
        for one in store.deliveries()
        if one.damage and one.folder and one.organisation_id and not one.withdrawal
    }
    return (shown | damaged) - set(live)


def refuse_gaps(
    store: DeliveryStore, live: Mapping[str, StoredDelivery], releases: Releases
) -> None:
    """Lets no organisation go missing unsaid.

    Raises:
        CheckFailure: one would; the old release stays live.
    """
    if gaps(store, live, releases):
        raise CheckFailure(LOST)
