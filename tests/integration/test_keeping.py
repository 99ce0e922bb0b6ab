"""The commands that keep a data directory sound, as an operator meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lcdata.config import bundled
from tests.faults.broken import cut
from tests.faults.small import write_export
from tests.integration.conftest import Lcdata


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from lcdata import release
    from lcdata.config import Settings

    root = tmp_path_factory.mktemp("keeping")
    for day in ("16", "17"):
        path = write_export(root / day, "geas", f"2026-11-{day} 10:00", {})
        release.deliver([path], Settings(data=root / "data"))
    return root / "data"


@pytest.fixture
def data(delivered: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(delivered, tmp_path / "data"))


def export(tmp_path: Path, **changed: str | None) -> Path:
    return write_export(tmp_path / "export", "geas", "2026-11-18 10:00", changed)


def test_verify_finds_repair_mends_and_verify_is_content(lcdata: Lcdata, data: Path) -> None:
    assert lcdata("verify", "--data", data).stdout == "Everything is as it was written.\n"
    cut(next(data.glob("deliveries/*/accepted/session.parquet")))
    found = lcdata("verify", "--data", data)
    assert (found.returncode, found.stdout) == (1, "")
    assert "accepted/session.parquet" in found.stderr
    assert "lcdata verify --repair" in found.stderr
    mended = lcdata("verify", "--repair", "--data", data)
    assert (mended.returncode, mended.stdout) == (0, "Everything is mended.\n")
    assert lcdata("verify", "--data", data).returncode == 0


def test_what_needs_a_hand_is_exit_1_of_a_build_that_went_on(lcdata: Lcdata, data: Path) -> None:
    listed = lcdata("withdraw", "--data", data, "--format", "json").stdout.splitlines()
    newest = data / "deliveries" / json.loads(listed[0])["delivery_id"]
    cut(newest / "accepted" / "session.parquet")
    cut(newest / "original" / "session.csv")
    done = lcdata("build", "--data", data)
    assert done.returncode == 1
    assert done.stdout.startswith("Published release")
    assert "the delivery of 2026-11-16 10:00 is used" in done.stderr
    assert "damaged on the disk" in lcdata("withdraw", "--data", data).stdout


def test_withdraw_lists_takes_back_and_undoes(lcdata: Lcdata, data: Path) -> None:
    newest, oldest = (
        line.split()[0] for line in lcdata("withdraw", "--data", data).stdout.splitlines()
    )
    done = lcdata("withdraw", newest, "--why", "wrong", "--data", data)
    assert (done.returncode, done.stdout[:9]) == (0, "Delivery ")
    assert "withdrawn" in lcdata("withdraw", "--data", data).stdout.splitlines()[0]
    refused = lcdata("withdraw", oldest, "--why", "wrong", "--data", data)
    assert refused.returncode == 2
    assert lcdata("withdraw", newest, "--undo", "--data", data).returncode == 0
    assert "withdrawn" not in lcdata("withdraw", "--data", data).stdout


def test_much_less_is_refused_until_a_reason_is_given(
    lcdata: Lcdata, data: Path, tmp_path: Path
) -> None:
    less = export(tmp_path, attendance=None)
    refused = lcdata("deliver", less, "--data", data)
    assert refused.returncode == 2
    assert "Table attendance is missing or empty" in refused.stdout
    assert lcdata("deliver", less, "--accept-shrink", "--data", data).returncode == 2
    taken = lcdata("deliver", less, "--accept-shrink", "--why", "none kept", "--data", data)
    assert taken.returncode == 1
    assert "It is in the figures that are shown." in taken.stdout
    assert "none kept" in taken.stdout


def test_stored_and_not_published_is_exit_4_and_stands_in_the_receipt(
    lcdata: Lcdata, data: Path, tmp_path: Path
) -> None:
    shutil.copytree(bundled("sql"), tmp_path / "sql")
    broken = tmp_path / "sql" / "checks" / "dim_community__none.sql"
    broken.write_text("select * from marts.dim_community", encoding="utf-8")
    path = export(tmp_path)
    arguments = ("deliver", path, "--data", data, "--format", "json")
    done = lcdata(*arguments, LCDATA_SQL_DIR=str(tmp_path / "sql"))
    assert done.returncode == 4
    assert json.loads(done.stdout)["published"] is False
    assert "stored, but not published" in done.stderr
    again = lcdata(*arguments, LCDATA_SQL_DIR="")
    told = json.loads(again.stdout)
    assert (told["status"], told["published"]) == ("unchanged", True)


def test_an_older_delivery_says_that_it_is_not_live(
    lcdata: Lcdata, data: Path, tmp_path: Path
) -> None:
    older = write_export(tmp_path / "older", "geas", "2026-11-15 10:00", {})
    for command in ("check", "deliver"):
        done = lcdata(command, older, "--data", data)
        assert done.returncode == 1
        assert "Kept, not live: the delivery of 2026-11-17 10:00 is newer." in done.stdout


def test_a_backup_is_restored_with_the_same_figures(
    lcdata: Lcdata, data: Path, tmp_path: Path
) -> None:
    archive, new = tmp_path / "b.tar.gz", tmp_path / "new"
    assert lcdata("backup", archive, "--data", data).returncode == 0
    done = lcdata("restore", archive, "--data", new)
    assert done.returncode == 0
    assert "Made anew and equal" in done.stdout
    seen = [lcdata("indicators", "--data", one).output for one in (data, new)]
    assert seen[0] == seen[1] != b""


def test_a_backup_that_is_none_is_one_line(lcdata: Lcdata, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("no archive", encoding="utf-8")
    for name in ("x", "missing"):
        done = lcdata("restore", tmp_path / name, "--data", tmp_path / "new")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
