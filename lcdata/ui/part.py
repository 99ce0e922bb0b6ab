"""A part of a page that runs again on its own, so that a choice in it leaves the rest alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from lcdata.access import Scope
from lcdata.ui import session
from lcdata.ui.visitor import Door, visitor

P = ParamSpec("P")


def part(show: Callable[P, None]) -> Callable[P, None]:
    """A Streamlit fragment that asks at the door first.

    A fragment runs without app.py and with what it was given when the page ran: once the sign-in
    is over or the role has changed, the page runs as a whole instead.
    """

    @st.fragment
    @wraps(show)
    def run(scope: Scope, *args: P.args, **kwargs: P.kwargs) -> None:
        if visitor(is_use=True).door is not Door.OPEN or session.current_scope() != scope:
            st.rerun()
        show(*args, **kwargs)

    @wraps(show)
    def begin(*args: P.args, **kwargs: P.kwargs) -> None:
        run(session.current_scope(), *args, **kwargs)

    return begin
