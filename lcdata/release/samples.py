"""The sample deliveries, and whether anything else is in the store."""

from __future__ import annotations

from pathlib import Path

from lcdata.config import Settings
from lcdata.errors import ConfigurationError
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.ingest.reading.opening import delivery_hash, read_originals
from lcdata.locale import N_


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


def holds_only_samples(settings: Settings) -> bool:
    """Whether the store holds deliveries, and each of them is a sample delivery."""
    stored = stored_ids(settings)
    return bool(stored) and stored <= sample_ids(settings)
