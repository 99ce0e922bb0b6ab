"""What a provider says about the person who signed in, as far as it counts here."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MARKS = ("iss", "sub", "iat", "nonce", "sid", "jti")
"""Claims that together name one sign-in: every sign-in has a nonce of its own."""


@dataclass(frozen=True)
class Identity:
    """One person's sign-in.

    Attributes:
        email: the address in small letters; None unless it may be relied on.
        groups: the groups the provider lists.
        provider: what `secrets.toml` calls the provider that says so.
        name: what the access log calls the person.
        sign_in: an id of this one sign-in, from which nothing can be read back.
        since: when it was made; None where the provider does not say, which is too old.
    """

    email: str | None
    groups: frozenset[str]
    provider: str
    name: str
    sign_in: str
    since: dt.datetime | None


def identify(claims: Mapping[str, Any], group_claim: str) -> Identity:
    """The person behind the claims of a signed token."""
    email = _email(claims)
    marks = json.dumps([str(claims.get(mark)) for mark in _MARKS])
    return Identity(
        email=email,
        groups=_groups(claims.get(group_claim)),
        provider=str(claims.get("provider", "")),
        name=email or f"sub {claims.get('sub')}",
        sign_in=hashlib.sha256(marks.encode()).hexdigest(),
        since=_moment(claims.get("iat")),
    )


def _email(claims: Mapping[str, Any]) -> str | None:
    """The address, unless the provider says anything but that it verified it.

    A provider that says nothing vouches for its addresses. Only plain letters count: some others
    turn into plain ones when made small, so that somebody else's address would look like the one
    that was entered.
    """
    said = claims.get("email")
    if not isinstance(said, str) or not said.isascii():
        return None
    if claims.get("email_verified", True) is not True:
        return None
    return said.strip().lower() or None


def _groups(said: object) -> frozenset[str]:
    if isinstance(said, str):
        return frozenset({said})
    if isinstance(said, list | tuple):
        return frozenset(one for one in said if isinstance(one, str))
    return frozenset()


def _moment(said: object) -> dt.datetime | None:
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    try:
        return dt.datetime.fromtimestamp(said, dt.UTC)
    except (OverflowError, ValueError, OSError):
        return None
