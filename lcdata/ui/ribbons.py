"""The ribbons of a page: one chart with words on a wide screen, stacked with a table below."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.charts.ribbons import Shares, ribbons, ribbons_stacked
from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.ui import exhibit
from lcdata.ui.look import is_narrow
from lcdata.view_models.exhibit import Exhibit
from lcdata.view_models.ribbon import Ribbon, told_table


def show(
    rows: Sequence[Ribbon],
    heads: Sequence[str],
    shown: Exhibit,
    shares: Shares,
    look: Look,
    words: Words,
) -> None:
    """The ribbons with what is told beside them, then their foot."""
    if not rows:
        st.markdown(words.text("No community has been delivered yet."))
        return
    if is_narrow():
        exhibit.show_chart(ribbons_stacked(rows, look, words), shown.alt, "ribbons")
        exhibit.show_table(told_table(rows, heads, words), words, shown.title)
    else:
        drawn = ribbons(rows, heads, shares, look, words)
        exhibit.show_chart(drawn, shown.alt, "ribbons")
    exhibit.show_foot(shown, words)
