"""Publishing in the program log: how long it took, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from lcdata.config import Settings
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.warehouse.releases import Releases

Publish = Callable[[DeliveryStore, Releases, Settings], str | None]


def noted(publish: Publish) -> Publish:
    """The same publishing, told to the program log."""

    @wraps(publish)
    def told(store: DeliveryStore, releases: Releases, settings: Settings) -> str | None:
        with settings.program_log.timed("publish") as facts:
            release_id = publish(store, releases, settings)
            facts["release"] = release_id
        return release_id

    return told
