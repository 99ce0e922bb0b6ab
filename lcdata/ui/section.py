"""A section under a rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lcdata.ui.escape import plain


@contextmanager
def section(key: str, title: str = "", note: str = "") -> Iterator[None]:
    """A block under an ink rule, with its heading and how to read it."""
    with st.container(key=f"section-{key}"):
        if title:
            st.header(plain(title), anchor=False)
        if note:
            st.caption(plain(note))
        yield
