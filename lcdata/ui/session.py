"""Who looks and in which language: chosen in the head of the page, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar

import streamlit as st
from pydantic import BaseModel, field_validator
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.pages_manager import PagesManager

from lcdata.access import Scope, parse_scope
from lcdata.errors import AccessDenied
from lcdata.locale import LANGUAGES, N_, Language, words
from lcdata.ui import address, data
from lcdata.ui.persona import personas
from lcdata.view_models.view import View

DEFAULT_VIEWER = str(Scope.leader())
DEFAULT_LANGUAGE: Language = "nl"
_HEAD: ContextVar[DeltaGenerator | None] = ContextVar("head_slot", default=None)
"""Where the page of this run puts its title; every run has a thread of its own."""


class Choice(BaseModel):
    """Viewer and language as widgets or address say; the unknown falls back to the default."""

    viewer: str = DEFAULT_VIEWER
    language: Language = DEFAULT_LANGUAGE

    @field_validator("viewer", mode="before")
    @classmethod
    def _known_viewer(cls, value: object) -> str:
        try:
            return str(parse_scope(str(value)))
        except AccessDenied:
            return DEFAULT_VIEWER

    @field_validator("language", mode="before")
    @classmethod
    def _known_language(cls, value: object) -> object:
        return value if value in LANGUAGES else DEFAULT_LANGUAGE


def show_switches() -> None:
    """The head's row: room for the title, then persona and language."""
    title, persona, language = st.columns([6.2, 2.7, 1.1], vertical_alignment="center")
    _HEAD.set(title)
    with language:
        _language_switch()
    with persona:
        named = _personas(current_language())
        label = words(current_language()).text("View as")
        address.select("viewer", label, list(named), named.__getitem__, hidden=True)


def view() -> View:
    """The current viewer's look at the current release."""
    if _HEAD.get() is None:
        _run_through_app()
    chosen = choice()
    scope = parse_scope(chosen.viewer)
    return View(data.read_model(scope), scope, words(chosen.language))


def choice() -> Choice:
    """The viewer and the language of this run; a viewer this release does not know is nobody.

    Raises:
        AccessDenied: real data without sign-in, open to others than this computer.
    """
    if not data.is_open():
        raise AccessDenied(N_("the dashboard is closed: sign-in is not set up"))
    said: Mapping[str, object] = {
        name: st.session_state.get(name) or st.query_params.get(name)
        for name in Choice.model_fields
    }
    chosen = Choice.model_validate({name: value for name, value in said.items() if value})
    known = chosen.viewer in _personas(chosen.language)
    return chosen if known else Choice(language=chosen.language)


def current_language() -> Language:
    """The reader's language."""
    return choice().language


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


def _personas(language: Language) -> Mapping[str, str]:
    return personas(data.read_model(Scope.leader()), words(language))
