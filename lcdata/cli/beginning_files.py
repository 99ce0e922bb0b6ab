"""The files an installation begins with."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lcdata.config import Settings, bundled
from lcdata.domain import CONSORTIUM_ID
from lcdata.errors import ConfigurationError
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.locale import N_, Words
from lcdata.organisations import FILE, Expected, as_toml
from lcdata.reports.template import local_now, template

EXAMPLE = "lc.example.nl"
"""The name of the dashboard in the files that come along."""

ACCESS_HEAD = """# Who has which role, see docs/sign-in.md and deploy/access-example.toml.
group_claim = "groups"
"""
DIRECTOR = """
# [[grant]]
# email = "…"
# role = "director"
# companies = [{company}]
"""


@dataclass(frozen=True)
class Asked:
    """What is known at the beginning; an empty text is not known yet."""

    organisations: tuple[Expected, ...]
    leader: str
    address: str


def write(asked: Asked, settings: Settings, out: Path, words: Words) -> list[Path]:
    """Writes everything and returns the paths; nothing that is there already is touched.

    Raises:
        ConfigurationError: a file is there already, an address cannot be used, or the folder
            cannot be written.
    """
    files = dict(_files(asked, settings, out, words))
    taken = [path for path in files if path.exists()]
    if taken:
        told = N_("{path} is there already, and nothing was written: move it or choose --out")
        raise ConfigurationError(words.text(told, path=taken[0]))
    try:
        for path, content in files.items():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(content)
    except OSError as error:
        raise ConfigurationError(words.text("{path} cannot be written", path=out)) from error
    return list(files)


def _files(
    asked: Asked, settings: Settings, out: Path, words: Words
) -> Iterator[tuple[Path, bytes]]:
    yield settings.data / FILE, as_toml(asked.organisations).encode()
    where = settings.access_path if asked.leader else out / "access.toml"
    yield where, _access(asked).encode()
    live = DeliveryStore(settings.deliveries_dir).live()
    for name in (CONSORTIUM_ID, *(one.organisation_id for one in asked.organisations)):
        workbook = template(name, live.get(name), local_now(), words, asked.organisations)
        yield out / "templates" / f"{name}.xlsx", workbook
    for name, text in _deployment(asked.address).items():
        yield out / "deploy" / name, text.encode()
    for path in sorted(bundled("docs").glob("*.md")):
        yield out / "docs" / path.name, path.read_bytes()


def _access(asked: Asked) -> str:
    """The leader, and an entry per company that waits for the address of its director."""
    leader = f'\n[[grant]]\nemail = {json.dumps(asked.leader)}\nrole = "leader"\n'
    companies = (json.dumps(one.organisation_id) for one in asked.organisations)
    waiting = "".join(DIRECTOR.format(company=company) for company in companies)
    return ACCESS_HEAD + (leader if asked.leader else "") + waiting


def _deployment(address: str) -> Mapping[str, str]:
    """The files to deploy with, under the dashboard's own name and with a secret of its own.

    Raises:
        ConfigurationError: the address is none.
    """
    name = EXAMPLE
    if address:
        found = urlsplit(address)
        if found.scheme != "https" or not found.hostname or found.path.strip("/"):
            raise ConfigurationError(N_("write --address as in https://lc.company.nl"))
        name = found.netloc
    texts = {
        path.name: path.read_text(encoding="utf-8").replace(EXAMPLE, name)
        for path in sorted(bundled("deploy").iterdir())
        if path.is_file()
    }
    texts["access-example.toml"] = texts.pop("access.toml")
    fresh = f'cookie_secret = "{secrets.token_urlsafe(48)}"'
    texts["secrets.toml"] = texts["secrets.toml"].replace('cookie_secret = "" ', f"{fresh} ")
    return texts
