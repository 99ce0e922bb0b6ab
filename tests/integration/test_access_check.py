from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.integration.conftest import Lcdata
from tests.unit.signin.test_setup import HEAD, PROVIDER

RIGHT = """
[[grant]]
email = "d@nijhof.example"
role = "director"
companies = ["nijhof"]

[[grant]]
email = "f@geas.example"
role = "facilitator"
communities = ["geas/c1"]
"""
WRONG = """
[[grant]]
email = "d@nijhof.example"
role = "director"
companies = ["geas", "elders"]
"""


@pytest.fixture
def installation(data: Path, tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(data, tmp_path / "data"))
    (copied / "secrets.toml").write_text(HEAD + PROVIDER, encoding="utf-8")
    (copied / "access.toml").write_text(RIGHT, encoding="utf-8")
    return copied


def test_right_roles_are_told_and_fine(lcdata: Lcdata, installation: Path) -> None:
    done = lcdata("access", "check", "--data", installation)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "d@nijhof.example: director:nijhof",
        "f@geas.example: facilitator:geas/c1",
        "Nothing to mend.",
    ]


def test_what_is_wrong_is_said_with_its_entry(lcdata: Lcdata, installation: Path) -> None:
    (installation / "access.toml").write_text(RIGHT + WRONG, encoding="utf-8")
    done = lcdata("access", "check", "--data", installation, "--lang", "nl")
    assert done.returncode == 1
    assert "! regel 3 (d@nijhof.example): onbekend in de huidige publicatie" in done.stdout
    assert "! regel 1, 3 (d@nijhof.example): krijgt geen enkele rol. Wie een" in done.stdout


def test_a_program_reads_it_as_json(lcdata: Lcdata, installation: Path) -> None:
    (installation / "access.toml").write_text(RIGHT + WRONG, encoding="utf-8")
    done = lcdata("access", "check", "--data", installation, "--format", "json")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records[1]["roles"] == ["facilitator:geas/c1"]
    assert [record["wrong"] for record in records if "said" in record] == [True, True]


def test_a_set_up_that_is_not_complete_is_said(lcdata: Lcdata, tmp_path: Path) -> None:
    done = lcdata("access", "check", "--data", tmp_path)
    assert done.returncode == 1
    assert "access.toml: is missing" in done.stdout


def test_before_the_first_release_companies_are_not_checked(
    lcdata: Lcdata, installation: Path
) -> None:
    (installation / "current").unlink()
    done = lcdata("access", "check", "--data", installation)
    assert done.returncode == 0
    assert "Nothing has been published yet" in done.stdout
