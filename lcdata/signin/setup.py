"""Whether sign-in is set up: the provider in `secrets.toml`, the people in `access.toml`."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lcdata.config import Settings
from lcdata.locale import N_
from lcdata.signin.grants import Access, read_access, stamp
from lcdata.signin.problems import Problem, SetupIncomplete

SHORTEST_SECRET = 32
"""Characters of the secret that signs the cookies: fewer could be guessed."""

_PROVIDER_KEYS = ("client_id", "client_secret", "server_metadata_url")


@dataclass(frozen=True)
class Setup:
    """Sign-in as it is set up.

    Attributes:
        providers: the names for `st.login`; None is the only one there is.
        origin: the address of the dashboard, as in `https://lc.example.nl`.
        access: who has which role.
    """

    providers: tuple[str | None, ...]
    origin: str
    access: Access

    @property
    def host(self) -> str:
        """The name under which browsers know the dashboard."""
        return urlsplit(self.origin).hostname or ""


def is_begun(settings: Settings) -> bool:
    """Whether anything of sign-in is there; then all of it must be, or nobody enters."""
    return settings.secrets_path.is_file() or settings.access_path.is_file()


def read_setup(settings: Settings) -> Setup:
    """Sign-in as it is set up now; both files are read again after a change.

    Raises:
        SetupIncomplete: a file is missing or wrong; carries every problem.
    """
    problems: list[Problem] = []
    secrets_path = settings.secrets_path
    providers, origin, wrong = _provider(secrets_path, stamp(secrets_path))
    problems.extend(wrong)
    try:
        access = read_access(settings.access_path)
    except SetupIncomplete as error:
        problems.extend(error.problems)
    else:
        problems.extend(_without_provider(access, providers, settings.access_path.name))
    if problems:
        raise SetupIncomplete(problems)
    return Setup(providers, origin, access)


def is_open_to_others(path: Path) -> bool:
    """Whether another account of this computer can read the file."""
    return path.is_file() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _without_provider(
    access: Access, providers: Sequence[str | None], file: str
) -> Iterator[Problem]:
    """Entries that anybody's provider could fill, or that name none there is.

    One provider vouches for its own addresses and groups alone: with several, an entry without
    a name would be open to whoever gets that address from the most careless of them.
    """
    named = [name for name in providers if name]
    for number, entry in enumerate(access.grant, start=1):
        if entry.provider is None and len(providers) > 1:
            told = N_("{field} is missing: with several providers each entry names one of {names}")
        elif entry.provider is not None and entry.provider not in named:
            told = N_("{field} is none of the providers in secrets.toml: {names}")
        else:
            continue
        yield Problem(told, file, number, "provider", names=", ".join(named) or "-")


@lru_cache(maxsize=4)
def _provider(
    path: Path, _stamp: tuple[int, int]
) -> tuple[tuple[str | None, ...], str, tuple[Problem, ...]]:
    """The providers, the dashboard's own address, and what is wrong with either."""
    try:
        auth = tomllib.loads(path.read_text(encoding="utf-8")).get("auth")
    except OSError:
        missing = N_("is missing: write the provider there, see docs/sign-in.md")
        return (), "", (Problem(missing, path.name),)
    except ValueError:
        return (), "", (Problem(N_("is not TOML"), path.name),)
    if not isinstance(auth, dict):
        return (), "", (Problem(N_("has no section [auth], see docs/sign-in.md"), path.name),)
    sections = {name: part for name, part in auth.items() if _is_provider(part)}
    named: dict[str | None, Mapping[str, Any]] = {None: auth} if not sections else dict(sections)
    problems = [
        Problem(N_("{field} is missing"), path.name, field=field)
        for name, section in named.items()
        for field in _missing(section)
    ]
    origin = urlsplit(str(auth.get("redirect_uri", "")))
    if origin.scheme not in ("http", "https") or origin.path != "/oauth2callback":
        told = N_("{field} must be the dashboard's own address with /oauth2callback behind it")
        problems.append(Problem(told, path.name, field="redirect_uri"))
    if len(str(auth.get("cookie_secret", ""))) < SHORTEST_SECRET:
        told = N_("{field} must be a secret of at least 32 characters")
        problems.append(Problem(told, path.name, field="cookie_secret"))
    return tuple(named), f"{origin.scheme}://{origin.netloc}", tuple(problems)


def _is_provider(part: object) -> bool:
    return isinstance(part, dict) and any(key in part for key in _PROVIDER_KEYS)


def _missing(section: Mapping[str, Any]) -> list[str]:
    return [key for key in _PROVIDER_KEYS if not section.get(key)]
