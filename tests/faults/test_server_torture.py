from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lcdata.config import Settings
from lcdata.warehouse.lock import writing
from tests.faults.leftovers import leftovers, running_with
from tests.faults.server_torture import ENDS_WITHIN, STALLING, Place, Survived, kept_as, place
from tests.faults.visit import Stage, Visit, handed


@pytest.fixture(scope="module")
def here() -> Iterator[Place]:
    with place(seed=3, survived=Survived()) as made:
        yield made


@pytest.fixture
def serving(here: Place) -> Place:
    here.start()
    return here


@pytest.mark.parametrize("name", ["KILL", "TERM"])
def test_a_server_that_ends_amid_uploads_loses_nothing_and_leaves_nothing(
    here: Place, name: str
) -> None:
    here.kill(name)


def test_a_server_that_is_told_to_end_does_not_wait_for_an_upload_that_stalls(
    serving: Place,
) -> None:
    stalling = handed("geas", "2026-11-18 10:00", as_archive=True)
    Visit(serving.address, stalling, STALLING).wait_for(Stage.SENDING, 60)
    time.sleep(1)  # so that what was just begun is under way
    assert serving.end(signal.SIGTERM) <= ENDS_WITHIN


def test_a_request_that_is_broken_off_at_the_end_is_logged_and_not_printed(serving: Place) -> None:
    stalling = handed("geas", "2026-11-18 10:00", as_archive=True)
    Visit(serving.address, stalling, STALLING).wait_for(Stage.SENDING, 60)
    time.sleep(1)
    serving.end(signal.SIGTERM)
    assert "Traceback" not in serving.said
    (log,) = serving.settings.program_log.folder.glob("*.jsonl")
    assert "CancelledError" in log.read_text("ascii")


def test_a_server_that_is_told_to_end_undoes_a_delivery_that_waits_for_another_writer(
    serving: Place,
) -> None:
    waiting = handed("geas", "2026-11-19 10:00", as_archive=True)
    stalling = handed("nijhof", "2026-11-19 10:00", as_archive=True)
    with writing(serving.settings.data):
        Visit(serving.address, stalling, STALLING).wait_for(Stage.SENDING, 60)
        Visit(serving.address, waiting, 0).wait_for(Stage.DELIVERING, 60)
        time.sleep(1)
        serving.end(signal.SIGTERM)
    assert kept_as(serving.settings, waiting) is None


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not tell")
def test_the_server_and_its_reader_are_found_while_they_run(serving: Place) -> None:
    assert len(running_with(serving.temporary)) == 2


@pytest.mark.parametrize("place", ["data/uploads/a", "temporary/a", "everybodys/new/a"])
def test_a_file_with_a_delivered_person_is_found_wherever_it_is_left(
    tmp_path: Path, place: str
) -> None:
    left = tmp_path / place
    left.parent.mkdir(parents=True)
    left.write_text("s1,p17,present")
    settings, new = Settings(data=tmp_path / "data"), [tmp_path / "everybodys" / "new"]
    assert leftovers(settings, tmp_path / "temporary", new, [b"p17"]) == [left]
