"""What a figure means, one click away from every figure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.ui.escape import plain
from lcdata.view_models.definition import DefinitionText


def show_popover(meanings: Sequence[DefinitionText], words: Words, key: str) -> None:
    """A quiet link that opens the definitions; they are sent once it is open."""
    label = words.text("What this means")
    behind = st.popover(label, type="tertiary", key=key, on_change="rerun")
    if not behind.open:
        return
    with behind:
        st.markdown("\n\n".join(part for meaning in meanings for part in _said(meaning, words)))


def _said(meaning: DefinitionText, words: Words) -> list[str]:
    """Name, then formula, denominator, source and the rest."""
    lines = [f":gray[{plain(label)}]  \n{plain(text)}" for label, text in meaning.lines(words)]
    return [f"**{plain(meaning.name)}**", *lines]
