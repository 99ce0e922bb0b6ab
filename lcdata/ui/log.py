"""Events of the dashboard for the access log: who they are about follows from the session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from lcdata import access_log
from lcdata.access_log import Actor, Entry
from lcdata.access_log import Event as Event
from lcdata.config import read_settings
from lcdata.errors import AccessDenied
from lcdata.locale import DEFAULT_LANGUAGE
from lcdata.ui import rights, session
from lcdata.ui.visitor import Door, visitor

SHOWN = 200
"""Events on the page of the log."""


def actor() -> Actor:
    """The person of this session and the scope they act in now."""
    here = visitor()
    has_role = here.door is Door.OPEN and session.viewers(DEFAULT_LANGUAGE)
    return Actor(here.person, str(session.current_scope()) if has_role else "")


def record(event: Event, what: str = "") -> None:
    """Logs something this person did; `what` names a page, a file, a release, never a figure."""
    access_log.record(read_settings().log_path, actor(), event, what)


def record_once(event: Event, what: str = "") -> None:
    """Logs it once an hour for each session and scope, however often the page runs."""
    by = actor()
    key = (by.scope, event, what, dt.datetime.now(dt.UTC).strftime("%Y%m%d%H"))
    done: set[object] = st.session_state.setdefault("_logged", set())
    if key not in done:
        access_log.record(read_settings().log_path, by, event, what)
        done.add(key)


def record_page(name: str) -> None:
    """Logs that a page was opened, and in whose place."""
    record_once(Event.OPENED, name)
    if session.is_viewing_as():
        record_once(Event.VIEWED_AS)


def handed_out(name: str, content: Callable[[], bytes]) -> Callable[[], bytes]:
    """The content of a download, logged when it is taken.

    A download is made when it is clicked, outside a run of the page; who it is for is settled
    here, when the button is drawn. It is refused once the sign-in is over or the roles of its
    person have changed; so is the file itself, at its address.
    """
    by, log_path, here = actor(), read_settings().log_path, visitor()

    def taken() -> bytes:
        if here.identity and not rights.still_counts(here.identity, here.own):
            raise AccessDenied("the sign-in is over, or its roles have changed")
        access_log.record(log_path, by, Event.DOWNLOADED, name)
        return content()

    return rights.kept(taken)


def newest() -> list[Entry]:
    """The newest events, newest first."""
    return access_log.newest(read_settings().log_path, SHOWN)
