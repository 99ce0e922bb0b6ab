"""What must hold of a data directory after any fault, whatever was killed, cut or exchanged."""

from __future__ import annotations

from lcdata.access import Scope
from lcdata.config import Settings
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.locale import words
from lcdata.release import catch_up
from lcdata.release.mending import inspect
from lcdata.warehouse.reader import Reader
from lcdata.warehouse.releases import Releases


def stored(settings: Settings) -> set[str]:
    """The ids of the deliveries that can be read and were not withdrawn."""
    deliveries = DeliveryStore(settings.deliveries_dir).deliveries()
    return {str(one.delivery_id) for one in deliveries if one.is_usable}


def hold(settings: Settings, accepted: set[str]) -> None:
    """Every accepted delivery is in the store and in the next release, and rows add up."""
    catch_up(settings)
    store, releases = DeliveryStore(settings.deliveries_dir), Releases(settings.releases_dir)
    assert accepted <= stored(settings)
    assert [note.said(words("en")) for note in inspect(settings)] == []
    newest = releases.newest()
    live = {str(one.delivery_id) for one in store.live().values()}
    assert newest is None or newest.deliveries == live
    assert not [
        *settings.deliveries_dir.glob(".staging-*"),
        *settings.deliveries_dir.glob(".repl*"),
    ]
    assert not [*settings.releases_dir.glob("unfinished-*")]
    if newest is not None:
        reader = Reader(settings.releases_dir)
        reader.try_out(newest.release_id)
        lines = reader.read(Scope.leader()).delivery_lines
        assert all(x.read == x.accepted + x.quarantined + x.skipped for x in lines)
    assert not (settings.data / "faults.log").exists()
