from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

LOCKED = set(
    re.findall(r"^([a-z0-9._-]+)==([^ \\;]+)", Path("requirements.lock").read_text(), re.MULTILINE)
)


def test_the_bill_of_materials_covers_every_locked_package() -> None:
    bill = json.loads(Path("docs/sbom.cdx.json").read_text(encoding="utf-8"))
    assert {(one["name"], one["version"]) for one in bill["components"]} == LOCKED


def test_every_locked_package_is_in_the_licence_list_with_its_licence() -> None:
    rows = re.findall(
        r"^\| ([^ |]+) \| ([^ |]+) \| ([^|]+) \|",
        Path("docs/licences.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert {(name, version) for name, version, licence in rows if licence.strip()} >= LOCKED


def test_an_installation_gets_what_runs_with_its_hashes_and_nothing_that_tests() -> None:
    installed = Path("deploy/requirements.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9._-]+)==", installed, re.MULTILINE)
    assert {"streamlit", "duckdb", "polars", "uvicorn"} <= set(names)
    assert not {"pytest", "playwright", "hatchling", "oidc-provider-mock"} & set(names)
    hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}", installed)
    assert len(hashes) >= len(names)
    assert set(hashes) <= set(re.findall(r"--hash=\S+", Path("requirements.lock").read_text()))


def test_every_file_is_what_the_lock_gives_now(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "docs/bill_of_materials.py", str(tmp_path)], check=True)
    for name in ("docs/sbom.cdx.json", "docs/licences.md", "deploy/requirements.txt"):
        assert (tmp_path / name).read_bytes() == Path(name).read_bytes(), "run make sbom"
