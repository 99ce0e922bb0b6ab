"""A part of a page that runs again on its own, so that a choice in it leaves the rest alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from lcdata.access import Scope
from lcdata.errors import LcdataError
from lcdata.ui import data, session
from lcdata.ui.visitor import Door, visitor

P = ParamSpec("P")
Ground = tuple[tuple[Scope, ...], Scope, str] | None
"""What a part was drawn on: the visitor's roles, the one looked in, the release; None where the
door is not open."""


def part(show: Callable[P, None]) -> Callable[P, None]:
    """A Streamlit fragment that asks at the door first.

    A fragment runs without app.py and with what it was given when the page ran: once the sign-in
    is over, or the roles or the release have changed, the page runs as a whole instead.
    """

    @st.fragment
    @wraps(show)
    def run(given: Ground, *args: P.args, **kwargs: P.kwargs) -> None:
        if given is None or _ground() != given:
            st.rerun()
        show(*args, **kwargs)

    @wraps(show)
    def begin(*args: P.args, **kwargs: P.kwargs) -> None:
        run(_ground(), *args, **kwargs)

    return begin


def _ground() -> Ground:
    """All roles too: a leader who is no facilitator any more may view as one, without persons."""
    try:
        here = visitor(is_use=True)
        if here.door is not Door.OPEN:
            return None
        scope = session.current_scope()
        return here.own, scope, data.read_model(scope).release_id
    except LcdataError:
        return None
