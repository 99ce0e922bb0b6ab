"""State in the address: a choice can be shared as a link and survives a reload.

Streamlit's own binding writes the label of an option, which changes with the language and holds
names; here the address holds the option itself, and what it says is checked before it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

WIDTH = 380
"""Pixels of a select box on a page."""


WHOLE_VISIT = ("viewer", "language")
"""Choices that hold on every page. A click to the next page empties the address, and a browser that
is quick enough has not sent its widgets back by then; so these are remembered here too.
"""


def chosen(name: str, options: Sequence[str], default: str) -> str:
    """The choice: the widget's once it is there, before that the address's, else the default."""
    kept = f"{name}-kept"
    state = st.session_state
    for said in (state.get(name), st.query_params.get(name), state.get(kept)):
        if said in options:
            if name in WHOLE_VISIT:
                state[kept] = said
            return str(said)
    return default


def keep(name: str, value: str, default: str) -> None:
    """Write a choice to the address; the default leaves it clean."""
    if value == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def select(
    name: str,
    label: str,
    options: Sequence[str],
    say: Callable[[str], str],
    *,
    hidden: bool = False,
) -> str:
    """A select box whose choice stands in the address; the first option is the default."""
    value = chosen(name, options, options[0])
    picked = st.selectbox(
        label,
        options,
        index=list(options).index(value),
        format_func=say,
        key=name,
        label_visibility="collapsed" if hidden else "visible",
        width="stretch" if hidden else WIDTH,
    )
    keep(name, picked, options[0])
    return picked
