from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.config import Settings
from lcdata.locale import words
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import is_begun, read_setup

ACCESS = '[[grant]]\ngroup = "leaders"\nrole = "leader"\n'
HEAD = (
    "[auth]\n"
    'redirect_uri = "https://lc.example.nl/oauth2callback"\n'
    'cookie_secret = "0123456789abcdef0123456789abcdef"\n'
)
PROVIDER = 'client_id = "c"\nclient_secret = "s"\nserver_metadata_url = "https://idp/x"\n'


def settings(tmp_path: Path, secrets: str | None, access: str | None = ACCESS) -> Settings:
    for name, text in (("secrets.toml", secrets), ("access.toml", access)):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
    return Settings(data=tmp_path)


def complaints(given: Settings) -> str:
    with pytest.raises(SetupIncomplete) as refused:
        read_setup(given)
    return refused.value.said(words("en"))


def test_one_provider_needs_no_name(tmp_path: Path) -> None:
    found = read_setup(settings(tmp_path, HEAD + PROVIDER))
    assert (found.providers, found.host) == ((None,), "lc.example.nl")


def test_several_providers_are_offered_by_name(tmp_path: Path) -> None:
    both = f"{HEAD}[auth.entra]\n{PROVIDER}[auth.surfconext]\n{PROVIDER}"
    assert read_setup(settings(tmp_path, both)).providers == ("entra", "surfconext")


@pytest.mark.parametrize(
    ("secrets", "said"),
    [
        (None, "secrets.toml: is missing"),
        ("", "secrets.toml: has no section [auth]"),
        ("[auth", "secrets.toml: is not TOML"),
        (HEAD, "secrets.toml: client_id is missing"),
        (HEAD + PROVIDER.replace('"s"', '""'), "secrets.toml: client_secret is missing"),
        (HEAD.replace("0123456789abcdef", "short") + PROVIDER, "cookie_secret must be"),
        (HEAD.replace("oauth2callback", "") + PROVIDER, "redirect_uri must be"),
    ],
)
def test_an_incomplete_provider_is_told(tmp_path: Path, secrets: str | None, said: str) -> None:
    assert said in complaints(settings(tmp_path, secrets))


def test_both_files_are_told_at_once(tmp_path: Path) -> None:
    told = complaints(settings(tmp_path, None, ""))
    assert "secrets.toml: " in told
    assert "access.toml: " in told


def test_one_file_alone_is_a_beginning(tmp_path: Path) -> None:
    assert not is_begun(settings(tmp_path, None, None))
    assert is_begun(settings(tmp_path, None, ACCESS))
