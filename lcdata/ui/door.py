"""The door of the dashboard: who may not come in sees this and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from lcdata.access_log import Event
from lcdata.config import read_settings
from lcdata.locale import DEFAULT_LANGUAGE, LANGUAGES, N_, Words, words
from lcdata.signin.setup import read_setup
from lcdata.ui import log, navigation, rights, session
from lcdata.ui.escape import plain
from lcdata.ui.visitor import Door, Visitor, sessions, visitor

LOOK_AFTER = 60.0
"""Seconds after which an open page looks whether its sign-in is over."""

_TITLES: Mapping[Door, str] = {
    Door.CLOSED: N_("The dashboard is closed"),
    Door.SIGNED_OUT: N_("Learning communities"),
    Door.TIMED_OUT: N_("You have been signed out"),
    Door.UNKNOWN: N_("You do not have access yet"),
    Door.UNGUARDABLE: N_("Your roles do not go together"),
    Door.WAITING: N_("There is nothing to show yet"),
}
_TEXTS: Mapping[Door, str] = {
    Door.CLOSED: N_("Sign-in is not set up. The administrator can read how in the documentation."),
    Door.SIGNED_OUT: N_("Please sign in with the account of your organisation."),
    Door.TIMED_OUT: N_("You were away for a while, or signed in long ago. Please sign in again."),
    Door.UNKNOWN: N_(
        "You signed in, but no role has been entered for you. "
        "Ask the consortium leader for access, and name the address you signed in with."
    ),
    Door.UNGUARDABLE: N_("Ask the consortium leader to change the roles entered for you."),
    Door.WAITING: N_("Nothing has been published yet for your company or your communities."),
}
_SIGNED_IN = (Door.UNKNOWN, Door.UNGUARDABLE, Door.WAITING)


def opens() -> bool:
    """Whether this visitor may come in; if not, the reason has been shown in both languages."""
    here = visitor(is_use=True)
    if here.door is Door.OPEN and not session.viewers(DEFAULT_LANGUAGE):
        here = replace(here, door=Door.WAITING)
    _log(here)
    if here.door is not Door.OPEN:
        rights.settle(here, None, may_deliver=False)
        navigation.show_everywhere(lambda: _show(here))
        return False
    rights.settle(here, session.current_scope(), may_deliver=session.may_deliver())
    if here.identity:
        idle = read_settings().idle_minutes * 60
        st.fragment(_look_again, run_every=min(LOOK_AFTER, idle))()
    return True


def show_way_out(said: Words) -> None:
    """Who is signed in, and the way out; or that nobody is, on this computer alone."""
    here, settings = visitor(), read_settings()
    if not here.identity:
        if settings.local_only and settings.mode == "serve":
            st.caption(said.text("on this computer alone, without sign-in"))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(here.person), width="content")
        if st.button(said.text("Sign out"), key="sign-out", type="tertiary"):
            _leave(here)


def _look_again() -> None:
    """Clear the screen of somebody who went away; looking is no use of the sign-in."""
    if visitor().door is not Door.OPEN:
        st.rerun()


def _log(here: Visitor) -> None:
    if here.is_new:
        log.record(Event.SIGNED_IN)
    if here.door is Door.UNKNOWN:
        log.record_once(Event.REFUSED, "no role")
    if here.door is Door.UNGUARDABLE:
        log.record_once(Event.REFUSED, "roles together")
    if here.door is Door.TIMED_OUT:
        log.record_once(Event.TIMED_OUT)
    said = st.query_params.get("viewer")
    if here.door is Door.OPEN and said and said not in session.viewers(DEFAULT_LANGUAGE):
        log.record_once(Event.REFUSED, f"viewer {said}")


def _show(here: Visitor) -> None:
    shown: set[str] = set()
    for language in LANGUAGES:
        title = words(language).text(_TITLES[here.door])
        if title not in shown:
            st.title(title, anchor=False)
        shown.add(title)
        if here.reason:
            st.markdown(words(language).text(here.reason))
        st.markdown(words(language).text(_TEXTS[here.door]))
    if here.door in (Door.SIGNED_OUT, Door.TIMED_OUT):
        _show_providers()
    if here.door in _SIGNED_IN and st.button(_both("Sign out"), key="sign-out"):
        _leave(here)


def _show_providers() -> None:
    said = _both(N_("Sign in"))
    for name in read_setup(read_settings()).providers:
        label = f"{said} · {name}" if name else said
        st.button(label, on_click=st.login, args=(name,) if name else (), type="primary", key=name)


def _leave(here: Visitor) -> None:
    """End the sign-in here first, so that a copy of its cookie is worth nothing."""
    if here.identity:
        sessions(read_settings()).end(here.identity)
    log.record(Event.SIGNED_OUT)
    st.logout()


def _both(message: str) -> str:
    return " / ".join(words(language).text(message) for language in LANGUAGES)
