"""Who looks and in which language: chosen in the head of the page, kept in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.pages_manager import PagesManager

from lcdata.access import Scope, parse_scope
from lcdata.config import read_settings
from lcdata.errors import AccessDenied
from lcdata.locale import DEFAULT_LANGUAGE, LANGUAGES, N_, Language, Words, language_of, words
from lcdata.ui import address, data
from lcdata.ui.escape import plain
from lcdata.ui.look import is_narrow
from lcdata.ui.persona import own_roles, who
from lcdata.ui.visitor import Door, visitor
from lcdata.view_models.view import View

_HEAD: ContextVar[DeltaGenerator | None] = ContextVar("head_slot", default=None)
"""Where the page of this run puts its title; every run has a thread of its own."""


def show_switches(show_way_out: Callable[[Words], None]) -> None:
    """The head's row: room for the title, the role looked in with the way out, the language."""
    language = current_language()
    if is_viewing_as():
        _show_banner(language)
    shares = [4.8, 3.3, 1.9] if is_narrow() else [6.2, 2.7, 1.1]
    title, role, switch = st.columns(shares, vertical_alignment="center")
    _HEAD.set(title)
    with switch:
        _language_switch()
    with role:
        named = viewers(language)
        label = words(language).text("View as")
        if len(named) > 1:
            address.select("viewer", label, list(named), named.__getitem__, hidden=True)
        else:
            st.caption(plain(next(iter(named.values()))))
        show_way_out(words(language))


def view() -> View:
    """The current viewer's look at the current release.

    Raises:
        AccessDenied: the door is not open to this visitor.
    """
    if _HEAD.get() is None:
        _run_through_app()
    scope = current_scope()
    return View(data.read_model(scope), scope, words(current_language()))


def current_scope() -> Scope:
    """The scope of this run: the chosen one if it is on offer, else the visitor's first.

    A leader who looks in a role that is not their own keeps the leader's limits: no persons, and
    no figures but the leader's.

    Raises:
        AccessDenied: the door is not open, or the release knows nothing of this visitor's roles.
    """
    offered = list(viewers(current_language()))
    if not offered:
        raise AccessDenied(N_("nothing has been published yet for your role"))
    chosen = parse_scope(address.chosen("viewer", offered, offered[0]))
    return replace(chosen, by_leader=_is_of_another(chosen))


def _is_of_another(scope: Scope) -> bool:
    """Whether a signed-in leader looks in this role without having it."""
    here = visitor()
    if here.door is not Door.OPEN or not here.is_leader:
        return False
    own = own_roles(here.own, data.read_model(Scope.leader()), words(DEFAULT_LANGUAGE))
    return str(scope) not in own


def viewers(language: Language) -> Mapping[str, str]:
    """Every viewer on offer, the default first, by what they are called.

    Raises:
        AccessDenied: the door is not open to this visitor.
    """
    here = visitor()
    if here.door is not Door.OPEN:
        raise AccessDenied(N_("the dashboard is closed: sign-in is not set up"))
    if here.may_choose_anyone:
        return data.everyone(language)
    own = dict(own_roles(here.own, data.read_model(Scope.leader()), words(language)))
    others = data.everyone(language) if here.is_leader else {}
    return own | {name: label for name, label in others.items() if name not in own}


def is_viewing_as() -> bool:
    """Whether a signed-in leader looks in a role that is not their own."""
    return visitor().door is Door.OPEN and current_scope().by_leader


def may_write() -> bool:
    """Whether this visitor may deliver and go back to a release, in a role of their own.

    Who has not signed in may look at the sample, not change it: only on this computer alone, or
    in the demo, which has a data directory of its own.
    """
    here, settings = visitor(), read_settings()
    is_known = here.identity is not None or settings.local_only or settings.mode == "demo"
    return is_known and not is_viewing_as()


def may_deliver() -> bool:
    """Whether this visitor may deliver for any organisation, in the role of this run."""
    return may_write() and current_scope().may_deliver != frozenset()


def current_language() -> Language:
    """The reader's language."""
    return language_of(address.chosen("language", LANGUAGES, DEFAULT_LANGUAGE))


def head_slot() -> DeltaGenerator:
    """Where a page puts its title, beside the switches."""
    slot = _HEAD.get()
    return slot if slot is not None else st.container()


def _run_through_app() -> None:
    """Start over with app.py, from a page that was run on its own.

    Until a server's first `st.navigation` Streamlit takes a folder `pages/` for its older kind
    of app, so that a link to a page would skip app.py.
    """
    PagesManager.uses_pages_directory = False
    st.rerun()


def _show_banner(language: Language) -> None:
    said = words(language)
    name = who(current_scope(), data.read_model(Scope.leader()), said)
    told = said.text("You are viewing as {who}.", who=name)
    with st.container(key="viewing-as", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(told)}**")
        own = next(iter(viewers(language)))
        back = said.text("Back to my own role")
        st.button(back, on_click=_go_back, args=(own,), type="tertiary")


def _go_back(own: str) -> None:
    """Look in one's own role again; set, because a browser would send what is merely forgotten."""
    st.session_state["viewer"] = own


def _language_switch() -> None:
    value = st.segmented_control(
        "Taal / Language",
        LANGUAGES,
        default=current_language(),
        required=True,
        format_func=str.upper,
        key="language",
        label_visibility="collapsed",
        width="stretch",
    )
    address.keep("language", str(value), DEFAULT_LANGUAGE)
