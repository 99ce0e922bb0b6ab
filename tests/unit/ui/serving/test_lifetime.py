from __future__ import annotations

import asyncio
import gc
import tomllib
import weakref
from pathlib import Path

import pytest
from streamlit import config

from lcdata.ui.serving import lifetime

ROOT = Path(__file__).parents[4]


class Circle:
    def __init__(self) -> None:
        self.itself = self


def test_streamlit_still_knows_the_option_that_saves_a_collection_per_rerun() -> None:
    ours = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert ours["runner"]["postScriptGC"] is False
    assert isinstance(config.get_option("runner.postScriptGC"), bool)


def test_the_server_collects_from_time_to_time_and_starts_without_a_release(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(tmp_path))
    monkeypatch.setattr(lifetime, "COLLECT_EVERY", 0.01)

    async def lives() -> None:
        async with lifetime.lifetime(None):
            gc.disable()
            left = weakref.ref(Circle())
            assert left() is not None
            await asyncio.sleep(0.2)
            assert left() is None

    try:
        asyncio.run(lives())
    finally:
        gc.enable()
        gc.unfreeze()
