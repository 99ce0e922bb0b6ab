"""A row of plain key figures."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.ui.escape import plain
from lcdata.view_models.figure import Figure


def show(figures: Sequence[Figure], *, small: bool = False) -> None:
    """Label, value, second line and remark per figure; the question mark opens the definition."""
    for column, figure in zip(st.columns(len(figures)), figures, strict=True):
        with column, st.container(gap=None):
            help_text = plain(figure.help) if figure.help else None
            if small or not figure.said.is_ok:
                st.caption(plain(figure.label), help=help_text)
                st.markdown(_strong(figure))
            else:
                st.metric(plain(figure.label), figure.said.headline, help=help_text)
            below = [plain(text) for text in (figure.said.second, figure.said.remark) if text]
            if below:
                st.caption("  \n".join(below))


def _strong(figure: Figure) -> str:
    """The value; words in its place are not bold."""
    headline = plain(figure.said.headline)
    return f"**{headline}**" if figure.said.is_ok else f":gray[{headline}]"
