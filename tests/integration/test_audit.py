from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lcdata.cli.commands import commands
from lcdata.config import read_settings
from lcdata.release import deliver

DELIVERIES = {
    "canonical": Path("tests/data/consortium/canonical"),
    "defects": Path("tests/data/consortium/defects"),
    "sample": Path("sample_data/deliveries"),
}


@pytest.mark.parametrize("name", DELIVERIES)
def test_the_audit_finds_no_leak_for_anybody_and_certifies_it(name: str, tmp_path: Path) -> None:
    paths = [path for path in sorted(DELIVERIES[name].iterdir()) if path.name[0] != "."]
    settings = read_settings(data=tmp_path / "data")
    deliver(paths, settings)
    proof = tmp_path / "certificate.json"
    asked = ["audit", "--data", str(settings.data), "--lang", "en", "--certificate", str(proof)]
    done = CliRunner().invoke(commands, asked)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert all(line.endswith(" 0 leaks") for line in lines)
    alone = [line for line in lines if " + " not in line]
    assert [line for line in alone if line.startswith("leader: ")]
    assert len([line for line in alone if line.startswith("director:")]) == 8
    assert lines[-1].startswith("everybody together: ")
    certificate = json.loads(proof.read_text(encoding="utf-8"))
    live = (settings.data / "current").read_text(encoding="ascii").strip()
    file = settings.releases_dir / f"{live}.duckdb"
    assert certificate["release"] == live
    assert certificate["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert certificate["leaks"] == 0
    assert certificate["combinations"] == len(lines) - len(alone)
    assert certificate["viewers"] == len(alone) - 1


def test_the_audit_weighs_the_roles_of_one_person_together(tmp_path: Path) -> None:
    settings = read_settings(data=tmp_path)
    deliver(sorted(DELIVERIES["sample"].iterdir()), settings)
    settings.access_path.write_text(
        """
        [[grant]]
        email = "jan@example.org"
        role = "director"
        companies = ["geas"]

        [[grant]]
        email = "jan@example.org"
        role = "facilitator"
        communities = ["geas/c1"]
        """,
        encoding="utf-8",
    )
    done = CliRunner().invoke(commands, ["audit", "--data", str(tmp_path), "--format", "json"])
    viewers = [json.loads(line)["viewer"] for line in done.stdout.splitlines()]
    assert [name for name in viewers if " + " in name] == ["director:geas + facilitator:geas/c1"]
