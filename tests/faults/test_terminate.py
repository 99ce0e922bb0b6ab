from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lcdata.config import Settings, environment
from lcdata.ingest.keeping.store import DeliveryStore
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


SERVER = """
import threading, time
from pathlib import Path
import streamlit as st
from lcdata.release.ending import in_progress
from lcdata.ui.lifetime import lifetime

def deliver():
    with in_progress():
        Path({begun!r}).touch()
        while not Path({told!r}).exists():
            time.sleep(0.05)
        time.sleep(1)
        Path({ended!r}).touch()

threading.Thread(target=deliver, daemon=True).start()
app = st.App({app!r}, lifespan=lifetime)
"""


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def answers(port: int) -> bool:
    """Whether the server listens, which it does once its lifespan has begun."""
    with socket.socket() as opened:
        return opened.connect_ex(("127.0.0.1", port)) == 0


def test_a_server_that_is_told_to_end_waits_for_the_delivery_in_progress(tmp_path: Path) -> None:
    begun, told, ended = (tmp_path / name for name in ("begun", "told", "ended"))
    script, app = tmp_path / "server.py", tmp_path / "app.py"
    app.write_text("")
    paths = {"begun": begun, "told": told, "ended": ended, "app": app}
    script.write_text(SERVER.format(**{name: str(path) for name, path in paths.items()}))
    port = free_port()
    options = [f"--server.port={port}", "--server.headless=true"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        env=environment(LCDATA_DATA=str(tmp_path / "data")),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while not (begun.exists() and answers(port)) and time.monotonic() < until:
        time.sleep(0.05)
    server.send_signal(signal.SIGTERM)
    told.touch()
    server.wait(60)
    assert ended.exists()
