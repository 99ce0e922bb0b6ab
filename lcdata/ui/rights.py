"""What each open page may send and take along, as its last run found it.

Streamlit's own addresses for uploads and downloads know a session by its id alone. What a session
may do is kept here, in the session itself: it goes when the session goes, and whether its sign-in
still counts is asked anew each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakValueDictionary

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcdata.access import Scope
from lcdata.config import read_settings
from lcdata.errors import AccessDenied
from lcdata.signin.identity import Identity
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.sessions import Standing
from lcdata.signin.setup import read_setup
from lcdata.ui.cookies import browser_in, identity_in
from lcdata.ui.visitor import Visitor, sessions

_KEY = "_rights"


@dataclass(eq=False)
class Rights:
    """The rights of one session.

    Attributes:
        session_id: Streamlit's id of the session.
        browser: the token of the browser it is open in.
        identity: the sign-in it is open for; None where nobody signs in.
        own: the roles that person had.
        scope: the role they act in; None where the door is not open.
        may_deliver: whether a delivery may be sent from it.
        taken: digests of the files made for it.
    """

    session_id: str
    browser: bytes | None = None
    identity: Identity | None = None
    own: tuple[Scope, ...] = ()
    scope: Scope | None = None
    may_deliver: bool = False
    taken: set[str] = field(default_factory=set)

    def still_count(self) -> bool:
        """Whether the session is open, the sign-in not over, and the person's roles the same."""
        if not runtime.exists() or not runtime.get_instance().is_active_session(self.session_id):
            return False
        return self.identity is None or still_counts(self.identity, self.own)

    def are_of(self, cookies: Mapping[str, str]) -> bool:
        """Whether these cookies come from the browser and the sign-in of the session."""
        if self.identity:
            found = identity_in(cookies)
            return found is not None and found.sign_in == self.identity.sign_in
        return self.browser is not None and self.browser == browser_in(cookies)


_OPEN: WeakValueDictionary[str, Rights] = WeakValueDictionary()
_LOCK = Lock()


def settle(here: Visitor, scope: Scope | None, *, may_deliver: bool) -> None:
    """Remembers what the session of this run may do, in place of what it might before."""
    rights = _of_this_run()
    if rights:
        if (rights.identity, rights.own, rights.scope) != (here.identity, here.own, scope):
            rights.taken.clear()
        rights.browser = browser_in(st.context.cookies)
        rights.identity, rights.own, rights.scope = here.identity, here.own, scope
        rights.may_deliver = may_deliver


def of_session(session_id: str) -> Rights | None:
    """The rights of a session; None for one that no page has run in."""
    with _LOCK:
        return _OPEN.get(session_id)


def may_take(content: bytes, cookies: Mapping[str, str]) -> bool:
    """Whether this file was made for a session that is open, in the browser that asks for it."""
    digest = _digest(content)
    with _LOCK:
        holders = [rights for rights in _OPEN.values() if digest in rights.taken]
    return any(rights.are_of(cookies) and rights.still_count() for rights in holders)


def kept(content: Callable[[], bytes]) -> Callable[[], bytes]:
    """The content of a download, which from then on belongs to the session of this run.

    It is made for the role acted in now: once that is another one, it is not made at all.
    """
    rights = _of_this_run()
    scope = rights.scope if rights else None

    def made() -> bytes:
        if rights and rights.scope != scope:
            raise AccessDenied("the role acted in has changed")
        found = content()
        if rights:
            rights.taken.add(_digest(found))
        return found

    return made


def still_counts(identity: Identity, own: tuple[Scope, ...]) -> bool:
    """Whether the sign-in is not over and its person still has these roles, no other ones."""
    settings = read_settings()
    if sessions(settings).standing(identity) is Standing.TIMED_OUT:
        return False
    try:
        return read_setup(settings).access.scopes(identity) == own
    except SetupIncomplete:
        return False


def _of_this_run() -> Rights | None:
    """Made at the session's first run; None outside a run."""
    context = get_script_run_ctx()
    if context is None:
        return None
    found = st.session_state.get(_KEY)
    if not isinstance(found, Rights):
        found = st.session_state[_KEY] = Rights(context.session_id)
        with _LOCK:
            _OPEN[context.session_id] = found
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
