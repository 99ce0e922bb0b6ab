"""`organisations.toml`: who is expected to deliver, before anybody has.

Once the consortium has delivered, its own table of organisations counts; until then the page that
opens an empty dashboard and its templates go by this file.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lcdata.domain import CONSORTIUM_ID, ORGANISATION_ID, RESERVED_IDS
from lcdata.errors import ConfigurationError
from lcdata.locale import N_

FILE = "organisations.toml"
WRONG = N_(
    "organisations.toml cannot be used: give every [[organisation]] an id and a name; "
    "an id is in small letters, digits and hyphens"
)


@dataclass(frozen=True)
class Expected:
    """An organisation that is expected to deliver; `organisation_id` as in its deliveries."""

    organisation_id: str
    name: str


def read_expected(path: Path) -> tuple[Expected, ...]:
    """The companies of the file in its order; empty where there is no file.

    Raises:
        ConfigurationError: the file cannot be used.
    """
    if not path.is_file():
        return ()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(expected(one["id"], one["name"]) for one in told.get("organisation", ()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(WRONG) from error


def expected(organisation_id: object, name: object) -> Expected:
    """One organisation.

    Raises:
        ConfigurationError: an id that no delivery could have, or no name.
    """
    usable = isinstance(organisation_id, str) and re.fullmatch(ORGANISATION_ID, organisation_id)
    if not usable or not isinstance(name, str) or not name.strip():
        raise ConfigurationError(WRONG)
    if organisation_id in {*RESERVED_IDS, CONSORTIUM_ID}:
        raise ConfigurationError(
            N_("the consortium delivers anyway, and words of roles are no ids: choose another id")
        )
    return Expected(str(organisation_id), name.strip())


def parse_expected(text: str) -> Expected:
    """`id=Name`, or a name alone, from which an id is made.

    Raises:
        ConfigurationError: an id that no delivery could have, or no name.
    """
    before, equals, after = text.partition("=")
    return expected(before.strip(), after) if equals else expected(id_of(text), text)


def id_of(name: str) -> str:
    """A name as an id: `De Groot Installatiegroep` is `de-groot-installatiegroep`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def as_toml(organisations: Sequence[Expected]) -> str:
    """The file."""
    parts = ["# Who is expected to deliver; the id as in access.toml and in the deliveries.\n"]
    parts += [
        f"[[organisation]]\nid = {json.dumps(one.organisation_id)}\nname = {_quoted(one.name)}\n"
        for one in organisations
    ]
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """A text as TOML has it: what JSON escapes, TOML reads."""
    return json.dumps(text, ensure_ascii=False)
