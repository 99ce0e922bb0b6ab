"""The sections of the attendance page; they read the same on a phone."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import Words
from lcdata.screens.attendance.chart_register import legend, register_matrix
from lcdata.screens.attendance.model_attendance import Gaps
from lcdata.screens.attendance.model_call_list import Call, CallList
from lcdata.screens.attendance.model_next_session import NextSession
from lcdata.screens.attendance.model_register import Register
from lcdata.ui import exhibit
from lcdata.ui.escape import plain
from lcdata.ui.look import is_narrow
from lcdata.ui.markup import Cell, line, quiet, show_rows, strong
from lcdata.ui.section import section

WIDE, NARROW = 18, 5
"""Newest sessions shown on a wide and on a narrow screen; the table holds all."""

COLUMN = 52
"""Pixels per session on a wide screen."""


def show_calls(part: CallList, words: Words) -> None:
    """Name, service and reason of whom to call."""
    with section("calls", words.text("Whom to call?")):
        if part.calls:
            show_rows([[_call(call)] for call in part.calls])
        st.caption(plain(part.note))


def _call(call: Call) -> Cell:
    return [
        line(strong(call.name), quiet(f"· {call.service}" if call.service else "")),
        line(call.reason),
    ]


def show_next(part: NextSession | None, words: Words) -> None:
    """The next session with who is expected."""
    if part is None:
        with section("next", words.text("Next time")):
            st.markdown(words.text("No session is planned."))
        return
    with section("next", part.title):
        st.markdown(plain(part.where))
        exhibit.show_table(part.exhibit.table, words, part.title)
        exhibit.show_foot(part.exhibit, words, with_twin=False)


def show_register(part: Register, look: Look, words: Words) -> None:
    """The matrix with its legend directly below."""
    with section("register", part.exhibit.title):
        if not part.columns:
            st.markdown(words.text("No session has been held yet."))
            return
        sessions, name_room = (NARROW, 3.4) if is_narrow() else (WIDE, 3.8)
        shown = part.latest(sessions)
        width = round((len(shown.columns) + name_room + 1.3) * COLUMN)
        with st.container(width="stretch" if is_narrow() else width):
            drawn = register_matrix(shown, look, words, name_room=name_room)
            exhibit.show_chart(drawn, part.exhibit.alt, "register")
        names = ", ".join(f"{letter} = {name}" for _, letter, name in part.legend)
        with st.container(width=380):
            exhibit.show_chart(legend(part, look), names, "register-legend")
        exhibit.show_foot(part.exhibit, words)


def show_gaps(part: Gaps, words: Words) -> None:
    """What is still to fill in."""
    with section("gaps", words.text("To fill in")):
        lines = [f"**{plain(day)}** · {plain(names)}" for day, names in part.dates]
        st.markdown("  \n".join([plain(part.sentence), *lines]))
