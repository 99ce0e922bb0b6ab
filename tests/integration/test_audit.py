from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lcdata.build import deliver
from lcdata.cli.commands import commands
from lcdata.config import read_settings

DELIVERIES = {
    "canonical": Path("tests/data/consortium/canonical"),
    "defects": Path("tests/data/consortium/defects"),
    "sample": Path("sample_data/deliveries"),
}


@pytest.mark.parametrize("name", DELIVERIES)
def test_the_full_audit_finds_no_leak_and_counts_per_viewer(name: str, tmp_path: Path) -> None:
    paths = [path for path in sorted(DELIVERIES[name].iterdir()) if path.name[0] != "."]
    deliver(paths, read_settings(data=tmp_path))
    done = CliRunner().invoke(commands, ["audit", "--data", str(tmp_path), "--lang", "en"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("leader: ")]
    assert len([line for line in lines if line.startswith("director:")]) == 8
    assert all(line.endswith(" 0 leaks") for line in lines)
