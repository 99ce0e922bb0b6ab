"""Who is at the door: nobody yet, somebody unknown, or a person with roles of their own.

Judged anew at every run, on the server, from the signed token and the files of the installation;
nothing a browser keeps or sends besides that token counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from lcdata.access import Role, Scope
from lcdata.config import Settings, read_settings
from lcdata.signin.combined import refusal
from lcdata.signin.identity import Identity, identify
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.sessions import Sessions, Standing
from lcdata.signin.setup import Setup, is_begun, read_setup
from lcdata.ui import data

LOCAL = "not signed in"
"""What the log calls somebody who looks where nobody signs in."""


class Door(StrEnum):
    """How the door is for this visitor."""

    OPEN = "open"
    CLOSED = "closed"
    SIGNED_OUT = "signed out"
    TIMED_OUT = "timed out"
    UNKNOWN = "unknown"
    UNGUARDABLE = "unguardable"
    WAITING = "waiting"


@dataclass(frozen=True)
class Visitor:
    """Who looks.

    Attributes:
        door: whether and why this visitor may come in.
        person: what the access log calls them.
        own: the scopes that are theirs; empty where nobody signs in.
        identity: their sign-in; None where nobody signs in.
        is_new: whether this sign-in has not been used before.
        reason: why roles that were entered are not given, where that is so.
    """

    door: Door
    person: str = LOCAL
    own: tuple[Scope, ...] = ()
    identity: Identity | None = None
    is_new: bool = False
    reason: str = ""

    @property
    def may_choose_anyone(self) -> bool:
        """Whether every viewer may be chosen: the sample, or this computer alone."""
        return self.door is Door.OPEN and self.identity is None

    @property
    def is_leader(self) -> bool:
        """Whether the leader's role is one of their own, so that they may view as others."""
        return any(scope.role is Role.LEADER for scope in self.own)


def visitor(*, is_use: bool = False) -> Visitor:
    """The visitor of this run; `is_use` keeps the sign-in from timing out.

    Raises:
        ConfigurationError: nothing has been published yet, so it cannot be told what is real.
    """
    settings = read_settings()
    if settings.local_only:
        return Visitor(Door.OPEN)
    if is_begun(settings):
        try:
            return _at_sign_in(read_setup(settings), settings, is_use)
        except SetupIncomplete:
            return Visitor(Door.CLOSED)
    return Visitor(Door.OPEN if data.is_sample() else Door.CLOSED)


def sessions(settings: Settings) -> Sessions:
    """The sign-ins of this installation."""
    return Sessions(
        settings.sessions_dir,
        idle=dt.timedelta(minutes=settings.idle_minutes),
        longest=dt.timedelta(hours=settings.session_hours),
    )


def _at_sign_in(setup: Setup, settings: Settings, is_use: bool) -> Visitor:
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return Visitor(Door.SIGNED_OUT)
    identity = identify(claims, setup.access.group_claim)
    known = sessions(settings)
    standing = known.use(identity) if is_use else known.standing(identity)
    own = setup.access.scopes(identity)
    is_new = standing is Standing.NEW
    if standing is Standing.TIMED_OUT:
        return Visitor(Door.TIMED_OUT, identity.name, identity=identity)
    if reason := refusal(own):
        return Visitor(Door.UNGUARDABLE, identity.name, (), identity, is_new, reason)
    door = Door.OPEN if own else Door.UNKNOWN
    return Visitor(door, identity.name, own, identity, is_new)
