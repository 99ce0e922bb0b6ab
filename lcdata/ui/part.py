"""A part of a page that runs again on its own, so that a choice in it leaves the rest alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from lcdata.access import Scope
from lcdata.errors import LcdataError
from lcdata.ui import session
from lcdata.ui.visitor import Door, visitor

P = ParamSpec("P")
Roles = tuple[tuple[Scope, ...], Scope] | None
"""Those of the visitor, and the one looked in; None where the door is not open."""


def part(show: Callable[P, None]) -> Callable[P, None]:
    """A Streamlit fragment that asks at the door first.

    A fragment runs without app.py and with what it was given when the page ran: once the sign-in
    is over or the roles have changed, the page runs as a whole instead.
    """

    @st.fragment
    @wraps(show)
    def run(given: Roles, *args: P.args, **kwargs: P.kwargs) -> None:
        if given is None or _roles() != given:
            st.rerun()
        show(*args, **kwargs)

    @wraps(show)
    def begin(*args: P.args, **kwargs: P.kwargs) -> None:
        run(_roles(), *args, **kwargs)

    return begin


def _roles() -> Roles:
    """Both, since a leader who is no facilitator any more may view as one, without persons."""
    try:
        here = visitor(is_use=True)
        return (here.own, session.current_scope()) if here.door is Door.OPEN else None
    except LcdataError:
        return None
