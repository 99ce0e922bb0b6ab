from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from lcdata.config import Settings
from lcdata.ingest.store import DeliveryStore
from lcdata.warehouse.releases import Releases
from tests.faults.test_kill import Moment, delivering, one_release, settings, staging, writing

__all__ = ["one_release", "settings"]


def terminated(settings: Settings, moment: Moment, name: str) -> int:
    process = delivering(settings, name)
    until = time.monotonic() + 60
    while not moment(settings.data) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.0005)
    process.send_signal(signal.SIGTERM)
    return process.wait()


@pytest.mark.parametrize("moment", [staging, writing], ids=lambda m: m.__name__)
def test_a_delivery_that_is_told_to_end_is_stored_and_published_first(
    settings: Settings, moment: Moment
) -> None:
    assert terminated(settings, moment, "loohuis") == 128 + signal.SIGTERM
    live = DeliveryStore(settings.deliveries_dir).live()
    assert set(live) == {"engberink", "loohuis"}
    newest = Releases(settings.releases_dir).newest()
    assert newest
    assert newest.deliveries == {str(one.delivery_id) for one in live.values()}
    assert not list(Path(settings.releases_dir).glob("unfinished-*"))
