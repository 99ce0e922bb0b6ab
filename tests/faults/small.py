"""Small deliveries, a data directory made of them, and an ear for what is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lcdata import release
from lcdata.config import Settings
from lcdata.release.mending import Note
from tests.unit.ingest.conftest import PLAIN

Export = Callable[..., Path]


class Told:
    """The notes of one command, in English."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def __call__(self, note: Note) -> None:
        self.notes.append(note)

    @property
    def needs_a_hand(self) -> bool:
        return any(note.needs_a_hand for note in self.notes)


def write_export(
    folder: Path, organisation: str, moment: str, changed: Mapping[str, str | None]
) -> Path:
    """A small delivery as CSV files; a table that is None is left out."""
    folder.mkdir(parents=True)
    for table, text in {**PLAIN, **changed}.items():
        if text is not None:
            told = text.replace("geas", organisation).replace("2026-11-16 10:00", moment)
            (folder / f"{table}.csv").write_text(told, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def export(tmp_path: Path) -> Export:
    def export(
        organisation: str = "geas", moment: str = "2026-11-16 10:00", **changed: str | None
    ) -> Path:
        number = len(list((tmp_path / "exports").glob("*")))
        folder = tmp_path / "exports" / f"{number}-{organisation}"
        return write_export(folder, organisation, moment, changed)

    return export


@pytest.fixture(scope="session")
def two_of_each(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two organisations that delivered twice, and the releases of that."""
    root = tmp_path_factory.mktemp("two")
    settings = Settings(data=root / "data")
    for day in ("16", "17"):
        exports = [
            write_export(root / f"{name}-{day}", name, f"2026-11-{day} 10:00", {})
            for name in ("geas", "nijhof")
        ]
        release.deliver(exports, settings)
    return settings.data


@pytest.fixture
def settings(two_of_each: Path, tmp_path: Path) -> Settings:
    return Settings(data=Path(shutil.copytree(two_of_each, tmp_path / "data")))


@pytest.fixture
def told() -> Told:
    return Told()
