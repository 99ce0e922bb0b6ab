from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from lcdata.config import read_settings
from lcdata.release import prepare_demo

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("browser")
    prepare_demo(read_settings(data=data))
    with serving(data, free_port(), "--local-only") as address:
        yield address


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(
    data: Path, port: int, *options: str, variables: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The dashboard as `lcdata serve` starts it, with these variables besides our own."""
    command = (sys.executable, "-c", "from lcdata.cli import app; app()", "serve")
    arguments = ("--data", str(data), "--port", str(port), *options)
    environment = {**os.environ, **(variables or {})}
    with running([*command, *arguments], data / "server.log", environment):
        wait_for(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"


@contextmanager
def running(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> Iterator[None]:
    with log.open("a") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.3)
    pytest.fail(f"{url} does not answer")
