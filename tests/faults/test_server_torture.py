from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lcdata.config import Settings
from lcdata.warehouse.lock import writing
from tests.faults.leftovers import leftovers
from tests.faults.server_torture import ENDS_WITHIN, STALLING, Place, Survived, kept_as, place
from tests.faults.visit import Stage, Visit, handed


@pytest.fixture(scope="module")
def here() -> Iterator[Place]:
    with place(seed=3, survived=Survived()) as made:
        yield made


@pytest.mark.parametrize("name", ["KILL", "TERM"])
def test_a_server_that_ends_amid_uploads_loses_nothing_and_leaves_nothing(
    here: Place, name: str
) -> None:
    here.kill(name)


def test_a_server_that_is_told_to_end_does_not_wait_for_an_upload_that_stalls(here: Place) -> None:
    with here.serving() as (server, address):
        visit = Visit(address, handed("geas", "2026-11-18 10:00", as_archive=True), STALLING)
        visit.wait_for(Stage.SENDING, 60)
        assert ended_in_time(server)


def test_a_server_that_is_told_to_end_undoes_a_delivery_that_waits_for_another_writer(
    here: Place,
) -> None:
    waiting = handed("geas", "2026-11-19 10:00", as_archive=True)
    stalling = handed("nijhof", "2026-11-19 10:00", as_archive=True)
    with here.serving() as (server, address), writing(here.settings.data):
        Visit(address, stalling, STALLING).wait_for(Stage.SENDING, 60)
        Visit(address, waiting, 0).wait_for(Stage.DELIVERING, 60)
        assert ended_in_time(server)
    assert kept_as(here.settings, waiting) is None


def ended_in_time(server: subprocess.Popen[bytes]) -> bool:
    """Whether the server ends within the bound after SIGTERM."""
    time.sleep(1)  # so that what was just begun is under way
    server.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        server.wait(ENDS_WITHIN)
    return server.returncode == -signal.SIGTERM


@pytest.mark.parametrize("place", ["data/uploads/a", "temporary/a", "everybodys/new/a"])
def test_a_file_with_a_delivered_person_is_found_wherever_it_is_left(
    tmp_path: Path, place: str
) -> None:
    left = tmp_path / place
    left.parent.mkdir(parents=True)
    left.write_text("s1,p17,present")
    settings, new = Settings(data=tmp_path / "data"), [tmp_path / "everybodys" / "new"]
    assert leftovers(settings, tmp_path / "temporary", new, [b"p17"]) == [left]
