"""What needs attention, as rows of text."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.ui.escape import plain
from lcdata.ui.section import line, section
from lcdata.view_models.attention import Attention

WIDTHS = [11, 36, 9, 36]


def show(lines: Sequence[Attention], words: Words) -> None:
    """Per line the unit, what there is to see, the mechanism and what might help."""
    note = words.text("What there is to see, and what the publication offers for it.")
    with section("attention", words.text("What needs attention"), note):
        if not lines:
            st.markdown(words.text("Nothing stands out in the delivered data."))
        for number, item in enumerate(lines):
            with line(f"attention-{number}"):
                unit, reason, mechanism, remedy = st.columns(WIDTHS)
                unit.markdown(f"**{plain(item.unit)}**" if item.unit else "")
                reason.markdown("  \n".join(plain(text) for text in item.reasons))
                mechanism.markdown(f":gray[{plain(item.mechanism)}]" if item.mechanism else "")
                remedy.markdown(plain(item.advice))
