"""What stands in the place of a page that cannot be shown."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lcdata.errors import LcdataError
from lcdata.locale import Words
from lcdata.ui.escape import plain


def show_elsewhere(words: Words) -> None:
    """In the place of a page that another role has."""
    st.title(words.text("This page belongs to another role"), anchor=False)
    st.markdown(words.text("The pages of your role are in the navigation above."))


def show_persons_stay(words: Words) -> None:
    """In the place of a page about persons, for who views as a facilitator."""
    st.title(words.text("This page is about persons"), anchor=False)
    st.markdown(
        words.text("Names and registers are for the facilitator alone, also when you view as one.")
    )


def show_error(error: LcdataError, words: Words) -> None:
    """An error we raise on purpose, as the one line it is; never a traceback."""
    st.title(words.text("There is nothing to show yet"), anchor=False)
    st.markdown(plain(words.text(str(error))))


def say_error(act: Callable[[], object], words: Words) -> bool:
    """Does it; whether it went well. What we raise on purpose becomes one line on the page."""
    try:
        act()
    except LcdataError as error:
        st.markdown(f"**{plain(words.text(str(error)))}**")
        return False
    return True
