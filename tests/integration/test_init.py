from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from lcdata.config import bundled
from lcdata.ingest.judging.check import check
from tests.integration.conftest import Lcdata

GIVEN = ("--organisation", "geas=Geas Energiewacht", "--organisation", "De Groot")
LEADER = ("--leader", "leider@saxion.example", "--address", "https://lc.test")


@pytest.fixture
def begun(lcdata: Lcdata, tmp_path: Path) -> Path:
    done = lcdata("init", *GIVEN, *LEADER, "--data", tmp_path / "data", "--out", tmp_path / "begin")
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_everything_an_installation_begins_with_is_there(begun: Path) -> None:
    written = {str(path.relative_to(begun)) for path in begun.rglob("*") if path.is_file()}
    assert {
        "data/access.toml",
        "data/organisations.toml",
        "begin/templates/consortium.xlsx",
        "begin/templates/geas.xlsx",
        "begin/templates/de-groot.xlsx",
        "begin/deploy/lcdata.service",
        "begin/deploy/nginx.conf",
        "begin/deploy/requirements.txt",
        "begin/docs/deploy.md",
        "begin/docs/sign-in.md",
    } <= written


def test_its_files_are_for_the_account_alone(begun: Path) -> None:
    assert not [p for p in begun.rglob("*") if p.is_file() and p.stat().st_mode & 0o077]


def test_the_files_carry_the_dashboards_own_name_and_a_secret_of_their_own(begun: Path) -> None:
    auth = tomllib.loads((begun / "begin/deploy/secrets.toml").read_text("utf-8"))["auth"]
    assert auth["redirect_uri"] == "https://lc.test/oauth2callback"
    assert len(auth["cookie_secret"]) > 48
    assert "server_name lc.test;" in (begun / "begin/deploy/nginx.conf").read_text("utf-8")


def test_the_leader_has_access_and_each_company_waits_for_an_address(begun: Path) -> None:
    text = (begun / "data/access.toml").read_text("utf-8")
    assert tomllib.loads(text)["grant"] == [{"email": "leider@saxion.example", "role": "leader"}]
    waiting = "\n".join(re.findall(r"^# (.*)$", text.partition("# [[grant]]")[2], re.MULTILINE))
    assert 'companies = ["geas"]' in waiting
    assert 'companies = ["de-groot"]' in waiting


def test_the_templates_say_who_delivers_and_the_consortiums_which_companies(begun: Path) -> None:
    templates = sorted((begun / "begin/templates").iterdir())
    checked = {one.receipt.organisation_id: one for one in check(templates, {})}
    assert set(checked) == {"consortium", "geas", "de-groot"}
    named = checked["consortium"].tables["organisation"]
    assert named["organisation_id"].to_list() == ["geas", "de-groot"]


def test_nothing_that_is_there_is_touched(lcdata: Lcdata, begun: Path) -> None:
    before = (begun / "data/access.toml").read_bytes()
    again = lcdata("init", *GIVEN, "--data", begun / "data", "--out", begun / "other")
    assert again.returncode == 2
    assert "organisations.toml" in again.stderr
    assert not (begun / "other").exists()
    assert (begun / "data/access.toml").read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--organisation", "a/b=Name"),
        ("--organisation", "geas=A", "--organisation", "geas=B"),
        (*GIVEN, "--address", "http://lc.test"),
        (*GIVEN, "--address", "lc.test"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    lcdata: Lcdata, tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    done = lcdata("init", *wrong, "--data", tmp_path / "data", "--out", tmp_path / "begin")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert not list(tmp_path.rglob("*.toml"))


def test_at_a_terminal_it_asks(tmp_path: Path) -> None:
    terminal, inside = pty.openpty()
    command = [sys.executable, "-c", "from lcdata.cli import app; app()", "init"]
    command += ["--data", str(tmp_path / "data"), "--out", str(tmp_path / "begin")]
    with subprocess.Popen(command, stdin=inside, stdout=subprocess.DEVNULL) as process:
        os.write(terminal, b"Geas Energiewacht\n\nleider@saxion.example\n\n")
        assert process.wait(timeout=60) == 0
    os.close(terminal)
    os.close(inside)
    assert "geas-energiewacht" in (tmp_path / "data/organisations.toml").read_text("utf-8")


def test_the_worked_access_file_reaches_only_what_is_there_and_nothing_in_it_is_to_mend(
    lcdata: Lcdata, tmp_path: Path, data: Path
) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        """
        [auth]
        redirect_uri = "https://lc.test/oauth2callback"
        cookie_secret = "0123456789abcdef0123456789abcdef"
        client_id = "c"
        client_secret = "s"
        server_metadata_url = "https://idp.example.nl/x"
        """
    )
    secrets.chmod(0o600)
    files = {
        "LCDATA_ACCESS_FILE": str(bundled("deploy") / "access.toml"),
        "LCDATA_SECRETS_FILE": str(secrets),
    }
    done = lcdata("access", "check", "--data", data, "--lang", "en", **files)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Nothing to mend."
    assert len({line for line in done.stdout.splitlines() if ": director:" in line}) == 8
