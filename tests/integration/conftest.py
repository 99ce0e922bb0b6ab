from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lcdata import release
from lcdata.cli import app
from lcdata.config import Settings

CANONICAL = Path("tests/data/consortium/canonical")


@dataclass(frozen=True)
class Done:
    returncode: int
    output: bytes
    stderr: str

    @property
    def stdout(self) -> str:
        return self.output.decode()


Lcdata = Callable[..., Done]


@pytest.fixture
def lcdata(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Lcdata:
    """The command line as a program would meet it, without the start of a process."""

    def run(*arguments: object, **environment: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["lcdata", *map(str, arguments)])
        for name, value in {"LANG": "en_GB.UTF-8", "LC_ALL": "", **environment}.items():
            monkeypatch.setenv(name, value)
        habit = os.umask(0o022)
        try:
            with pytest.raises(SystemExit) as left:
                app()
        finally:
            os.umask(habit)
        caught = capsysbinary.readouterr()
        code = left.value.code
        return Done(code if isinstance(code, int) else 0, caught.out, caught.err.decode())

    return run


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    release.deliver(sorted(CANONICAL.iterdir()), Settings(data=folder))
    return folder
