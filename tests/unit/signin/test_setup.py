from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.config import Settings
from lcdata.locale import words
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import is_begun, is_open_to_others, read_setup

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


BOTH = f"{HEAD}[auth.entra]\n{PROVIDER}[auth.surfconext]\n{PROVIDER}"


def test_several_providers_are_offered_by_name(tmp_path: Path) -> None:
    given = settings(tmp_path, BOTH, f'{ACCESS}provider = "entra"\n')
    assert read_setup(given).providers == ("entra", "surfconext")


@pytest.mark.parametrize(
    ("secrets", "provider", "said"),
    [
        (BOTH, "", "access.toml, entry 1: provider is missing: with several providers each entry "
         "names one of entra, surfconext"),
        (BOTH, 'provider = "google"', "access.toml, entry 1: provider is none of the providers"),
        (HEAD + PROVIDER, 'provider = "entra"', "access.toml, entry 1: provider is none of"),
    ],
)  # fmt: skip
def test_an_entry_that_any_provider_or_none_could_fill_is_refused(
    tmp_path: Path, secrets: str, provider: str, said: str
) -> None:
    assert said in complaints(settings(tmp_path, secrets, f"{ACCESS}{provider}\n"))


@pytest.mark.parametrize(("mode", "is_open"), [(0o600, False), (0o640, True), (0o604, True)])
def test_a_file_that_others_can_read_is_seen(tmp_path: Path, mode: int, is_open: bool) -> None:
    path = tmp_path / "secrets.toml"
    path.touch()
    path.chmod(mode)
    assert is_open_to_others(path) is is_open


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
