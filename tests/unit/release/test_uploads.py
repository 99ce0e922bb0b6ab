from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.config import Settings, read_settings
from lcdata.release.uploads import Upload, UploadRefused, check_upload, deliver_upload, safe_name
from tests.unit.ingest.conftest import PLAIN

FILES = [Upload(f"{table}.csv", text.encode()) for table, text in PLAIN.items()]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(data=tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("attendance.csv", "attendance.csv"),
        ("../../etc/cron.d/x.csv", "x.csv"),
        (r"C:\Users\jan\levering.XLSX", "levering.xlsx"),
        ("aan wezig.csv", "aan_wezig.csv"),
        ("a\x00b\u202egpj.csv", "a_b_gpj.csv"),
        (".csv", "csv.csv"),
        ("x" * 300 + ".zip", "x" * 80 + ".zip"),
    ],
)
def test_a_name_from_outside_names_one_file_in_our_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_csv_files_together_are_one_delivery(settings: Settings) -> None:
    (checked,) = check_upload(FILES, settings, None)
    assert (checked.organisation_id, checked.receipt.status) == ("geas", "accepted")
    assert not settings.data.exists()


def test_what_was_delivered_before_is_said_to_be_so(settings: Settings) -> None:
    (delivered,) = deliver_upload(FILES, settings, None)
    assert delivered.status == "accepted"
    (again,) = check_upload(FILES, settings, None)
    assert again.receipt.status == "unchanged"


@pytest.mark.parametrize("allowed", [frozenset[str](), frozenset({"nijhof"})])
def test_one_delivers_only_for_the_own_organisation(
    settings: Settings, allowed: frozenset[str]
) -> None:
    (receipt,) = deliver_upload(FILES, settings, allowed)
    assert receipt.status == "refused"
    assert [issue.code for issue in receipt.issues] == ["organisation_not_yours"]


@pytest.mark.parametrize(
    "files",
    [
        [Upload("a.exe", b"MZ")],
        [Upload("a", b"")],
        [Upload("x/a.csv", b"1"), Upload("y/a.csv", b"2")],
        [Upload("a.csv", b"x" * 600_000), Upload("b.csv", b"x" * 600_000)],
    ],
    ids=["kind", "no kind", "same name", "size"],
)
def test_files_that_are_no_delivery_are_not_looked_into(
    settings: Settings, files: list[Upload]
) -> None:
    with pytest.raises(UploadRefused):
        check_upload(files, settings.model_copy(update={"max_upload_mb": 1}), None)
