"""What is not there, and why: the four empties beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.ui.escape import plain
from lcdata.ui.section import section
from lcdata.view_models.absent import Absence


def show(absences: Sequence[Absence], words: Words) -> None:
    """Per kind of empty which figures it holds and what to do."""
    with section("absent", words.text("What is not (yet) here, and why")):
        for column, absence in zip(st.columns(len(absences)), absences, strict=True):
            with column, st.container(gap="xsmall"):
                st.markdown(f"**{plain(absence.title)}**")
                for line in absence.lines:
                    st.markdown(plain(line))
                st.caption(plain(absence.remedy))
