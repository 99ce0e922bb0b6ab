from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lcdata.config import read_settings
from lcdata.release import deliver
from lcdata.warehouse.reader import Reader
from tests.attacks import altered

ROOT = Path(__file__).parents[2]


def delivered(folder: Path, data: Path) -> Path:
    deliver(sorted(path for path in folder.iterdir() if path.is_dir()), read_settings(data=data))
    return data


@pytest.fixture(scope="session")
def consortium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("consortium")
    return delivered(altered.deliveries(folder / "deliveries"), folder / "data")


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twin")
    return delivered(altered.traded(folder / "deliveries"), folder / "data")


@pytest.fixture(scope="session")
def reader(consortium: Path) -> Reader:
    return Reader(consortium / "releases")


@pytest.fixture
def app(consortium: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("LCDATA_DATA", str(consortium))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    monkeypatch.chdir(ROOT)
    yield AppTest.from_file(os.fspath(ROOT / "app.py"), default_timeout=60)
    st.cache_resource.clear()
