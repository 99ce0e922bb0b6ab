from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest

from lcdata.config import Settings
from lcdata.release import keep_uploads_here, purge


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(tempfile, "tempdir", None)
    return Settings(data=tmp_path / "data")


def left_over(settings: Settings) -> Path:
    path = settings.uploads_dir / "upload-1" / "persoon.csv"
    path.parent.mkdir(parents=True)
    path.write_text("Jansen")
    return path


def test_large_uploads_come_in_inside_the_data_directory_for_its_owner_alone(
    settings: Settings,
) -> None:
    keep_uploads_here(settings)
    with tempfile.TemporaryFile() as upload:
        upload.write(b"Jansen")
        assert list(settings.uploads_dir.iterdir()) == []
    assert Path(tempfile.gettempdir()) == settings.uploads_dir
    assert settings.uploads_dir.stat().st_mode & 0o777 == 0o700


def test_what_an_interrupted_upload_left_is_gone_at_the_next_start(settings: Settings) -> None:
    path = left_over(settings)
    keep_uploads_here(settings)
    assert not path.parent.exists()


def test_purge_takes_what_an_interrupted_upload_left(settings: Settings) -> None:
    path = left_over(settings)
    purge(settings, dt.date(2026, 11, 30), is_real=True)
    assert not path.parent.exists()
