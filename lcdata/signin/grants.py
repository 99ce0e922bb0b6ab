"""`access.toml`: which e-mail address or group has which role, and over what."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from lcdata.access import Scope
from lcdata.domain import CONSORTIUM_ID, ORGANISATION_ID, RESERVED_IDS
from lcdata.locale import N_
from lcdata.signin.combined import merged
from lcdata.signin.identity import Identity
from lcdata.signin.problems import Problem, SetupIncomplete

_SAID = {
    "missing": N_("{field} is missing"),
    "literal_error": N_("{field} must be leader, director or facilitator"),
    "extra_forbidden": N_(
        "{field} is not a setting; use email, group, provider, role, companies, communities"
    ),
}
_UNUSABLE = N_("{field} cannot be used")
_ID = re.compile(r"[^\s,:/]+")


def _refusal(message: str) -> PydanticCustomError:
    return PydanticCustomError("entry", "{said}", {"said": message})


def _address(value: str) -> str:
    """In small letters; plain ones only, since others can fall together when made small."""
    address = value.strip().lower()
    if not value.isascii() or address.count("@") != 1:
        raise _refusal(N_("email is not one address in plain letters: write name@company.nl"))
    return address


def _company(value: str) -> str:
    if not re.fullmatch(ORGANISATION_ID, value) or value in {*RESERVED_IDS, CONSORTIUM_ID}:
        raise _refusal(N_("a company is written as in its deliveries, as in engberink"))
    return value


def _community(value: str) -> str:
    company, _, local = value.partition("/")
    if not re.fullmatch(ORGANISATION_ID, company) or not _ID.fullmatch(local):
        raise _refusal(N_("a community is written company/community, as in engberink/c1"))
    return value


class Grant(BaseModel):
    """One entry: who it is for, by address or by group, and the role that comes with it.

    Attributes:
        email: the address it is for.
        group: the group it is for, where there is no address.
        provider: whose word on either counts; None where there is one provider.
        role: what the person may be.
        companies: a director's.
        communities: a facilitator's, qualified.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    email: Annotated[str, AfterValidator(_address)] | None = None
    group: Annotated[str, Field(min_length=1)] | None = None
    provider: Annotated[str, Field(min_length=1)] | None = None
    role: Literal["leader", "director", "facilitator"]
    companies: tuple[Annotated[str, AfterValidator(_company)], ...] = ()
    communities: tuple[Annotated[str, AfterValidator(_community)], ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Grant:
        if (self.email is None) == (self.group is None):
            raise _refusal(N_("give either email or group, one of the two"))
        needed = {"leader": (), "director": ("companies",), "facilitator": ("communities",)}
        given = tuple(name for name in ("companies", "communities") if getattr(self, name))
        if given != needed[self.role]:
            raise _refusal(
                N_(
                    "a director has companies, a facilitator has communities, "
                    "a leader has neither: add or remove them"
                )
            )
        return self

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What the role reaches: one scope per company, one over all communities."""
        if self.role == "leader":
            return (Scope.leader(),)
        if self.role == "director":
            return tuple(Scope.director(company) for company in self.companies)
        return (Scope.facilitator(*self.communities),)

    def is_for(self, identity: Identity) -> bool:
        """Whether this person is meant."""
        if self.provider is not None and self.provider != identity.provider:
            return False
        if self.email is not None:
            return self.email == identity.email
        return self.group in identity.groups


class Access(BaseModel):
    """The whole file.

    Attributes:
        group_claim: the claim in which the provider lists a person's groups.
        grant: the entries, in the order in which a person's roles are offered.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    group_claim: str = "groups"
    grant: tuple[Grant, ...] = Field(min_length=1)

    def scopes(self, identity: Identity) -> tuple[Scope, ...]:
        """Every scope of a person, each once and merged; empty for somebody nobody entered."""
        return merged(
            scope for entry in self.grant if entry.is_for(identity) for scope in entry.scopes
        )


def read_access(path: Path) -> Access:
    """The file as it is now; read again only after a change.

    Raises:
        SetupIncomplete: the file is missing or wrong; names each entry and its remedy.
    """
    return _read(path, stamp(path))


def stamp(path: Path) -> tuple[int, int]:
    """What changes when a file changes; zeros where there is none."""
    if not path.is_file():
        return (0, 0)
    found = path.stat()
    return (found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: tuple[int, int]) -> Access:
    try:
        return Access.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        missing = N_("is missing: write who has which role, see docs/sign-in.md")
        raise SetupIncomplete([Problem(missing, path.name)]) from error
    except ValidationError as error:
        raise SetupIncomplete([_problem(path, part) for part in error.errors()]) from error
    except ValueError as error:
        broken = Problem(N_("is not TOML: {reason}"), path.name, reason=str(error))
        raise SetupIncomplete([broken]) from error


def _problem(path: Path, part: ErrorDetails) -> Problem:
    """One complaint of pydantic as the entry it is about and what to do."""
    entries = [place + 1 for place in part["loc"] if isinstance(place, int)]
    names = [str(place) for place in part["loc"] if not isinstance(place, int)]
    message = part.get("ctx", {}).get("said") or _SAID.get(part["type"], _UNUSABLE)
    return Problem(message, path.name, entries[0] if entries else 0, names[-1])
