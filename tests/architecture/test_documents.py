"""What the documents point at is there."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

DOCUMENTS = [*Path().glob("*.md"), *Path("docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)(?:#[^)]*)?\)")
FILE = re.compile(r"`((?:tests|lcdata|deploy|docs|sample_data|benchmarks)/[\w./-]+)`")
OFFICERS = ("bio2.md", "dpia.nl.md", "or-instemming.nl.md", "toegankelijkheid.nl.md", "deploy.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


@pytest.mark.parametrize("name", OFFICERS)
def test_every_proof_an_officer_is_sent_to_exists(name: str) -> None:
    proofs = FILE.findall((Path("docs") / name).read_text(encoding="utf-8"))
    assert proofs
    installed = ("docs/", "lcdata/docs")  # as they lie in the wheel and in the folder of init
    assert not [p for p in proofs if not p.startswith(installed) and not Path(p).exists()]


def test_what_only_the_consortium_knows_is_marked_in_every_document_it_has_to_fill_in() -> None:
    for name in ("dpia.nl.md", "or-instemming.nl.md", "toegankelijkheid.nl.md", "deploy.md"):
        assert "> ✎" in (Path("docs") / name).read_text(encoding="utf-8")


def test_no_file_names_the_host_of_a_package_index() -> None:
    hosts = ("pypi" + ".org", "pythonhosted" + ".org")
    looked = [path for path in Path().iterdir() if path.is_file()]
    folders = ("docs", "deploy", "lcdata", "pages", "tests", ".ci")
    looked += [path for folder in folders for path in Path(folder).rglob("*")]
    texts = [p for p in looked if p.suffix in {"", ".md", ".py", ".toml", ".txt", ".json", ".lock"}]
    named = [p for p in texts if p.is_file() and any(h in p.read_text("utf-8") for h in hosts)]
    assert not named


def test_the_wheel_carries_documents_files_to_deploy_with_and_the_dashboard(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", str(tmp_path)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    documents = {f"lcdata/{path}" for path in DOCUMENTS if path.parts[0] == "docs"}
    deployed = {f"lcdata/{path}" for path in Path("deploy").iterdir() if path.is_file()}
    assert documents | deployed <= carried
    assert {"lcdata/dashboard/server.py", "lcdata/CHANGELOG.md", "lcdata/SECURITY.md"} <= carried
