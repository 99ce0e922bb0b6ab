"""What the tests run in is what is locked."""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def test_the_environment_is_the_lock_and_lcdata_and_nothing_else() -> None:
    lines = Path("requirements.lock").read_text(encoding="utf-8")
    locked = {
        (_name(name), version)
        for name, version in re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^ ;\\]+)", lines, re.MULTILINE)
    }
    held = {(_name(one.metadata["Name"]), one.version) for one in distributions()}
    strange = {(name, version) for name, version in held - locked if name != "lcdata"}
    assert len(held) > 50
    assert strange == set()
