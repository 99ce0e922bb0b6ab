"""What a figure means, one click away from every figure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.ui.escape import plain
from lcdata.view_models.definition import DefinitionText


def show_popover(meanings: Sequence[DefinitionText], words: Words) -> None:
    """A quiet link that opens the definitions."""
    with st.popover(words.text("What this means"), type="tertiary"):
        for meaning in meanings:
            st.markdown(f"**{plain(meaning.name)}**")
            show(meaning, words)


def show(meaning: DefinitionText, words: Words) -> None:
    """Formula, denominator, source and the rest, one line each."""
    for label, text in meaning.lines(words):
        st.markdown(f":gray[{plain(label)}]  \n{plain(text)}")
