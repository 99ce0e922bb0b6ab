"""What needs attention, as rows of text."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.ui.markup import Cell, line, quiet, show_rows, strong
from lcdata.ui.section import section
from lcdata.view_models.attention import Attention

WIDTHS = [11, 36, 9, 36]


def show(lines: Sequence[Attention], words: Words) -> None:
    """Per line the unit, what there is to see, the mechanism and what might help."""
    note = words.text("What there is to see, and what the publication offers for it.")
    with section("attention", words.text("What needs attention"), note):
        if not lines:
            st.markdown(words.text("Nothing stands out in the delivered data."))
        show_rows([_row(item) for item in lines], WIDTHS)


def _row(item: Attention) -> list[Cell]:
    return [
        [line(strong(item.unit))],
        [line(reason) for reason in item.reasons],
        [line(quiet(item.mechanism))],
        [line(item.advice)],
    ]
