from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from lcdata.config import read_settings
from lcdata.release import deliver, prepare_demo

ROOT = Path(__file__).parents[2]

LEADER = "leader"
DIRECTOR = "director:nijhof"
FACILITATOR = "facilitator:alferink/c1,alferink/c2,alferink/c3"

Files = dict[str, Callable[[], bytes]]


def unfold(app: AppTest) -> AppTest:
    """Opens all that a click on the page would open."""
    for key in list(app.session_state._state.filtered_state):
        if str(key).startswith("twin-"):
            app.session_state[key] = True
    return app.run()


def tables(shown: AppTest | Block) -> list[list[list[str]]]:
    """Each table as a browser would read it: its heads, then its rows."""
    bodies = [element.proto.body for element in shown.get("html")]
    return [_table(body) for body in bodies if "<table " in body]


def _table(body: str) -> list[list[str]]:
    lines = re.findall(r"<tr>(.*?)</tr>", body)
    return [
        [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]
        for line in lines
    ]


def in_rows(app: AppTest) -> str:
    """The texts of rows and tables, as a browser would read them."""
    bodies = [element.proto.body for element in app.get("html")]
    said = [body for body in bodies if not body.startswith("<style>")]
    return unescape(re.sub(r"<[^>]*>", "\n", "\n".join(said)))


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("sample")
    prepare_demo(read_settings(data=data))
    return data


@pytest.fixture(scope="session")
def outside_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("outside")
    deliveries = ROOT / "tests" / "data" / "consortium" / "canonical"
    deliver(sorted(deliveries.iterdir()), read_settings(data=data))
    return data


@pytest.fixture
def app(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("LCDATA_DATA", str(sample_data))
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What the pages offer to download, by file name."""
    offered: Files = {}
    keep = MediaFileManager.add_deferred

    def add(
        self: MediaFileManager,
        data: Callable[[], bytes],
        mimetype: str | None,
        coordinates: str,
        file_name: str,
        *,
        element_id: str = "",
    ) -> str:
        offered[file_name] = data
        return keep(self, data, mimetype, coordinates, file_name, element_id=element_id)

    monkeypatch.setattr(MediaFileManager, "add_deferred", add)
    return offered
