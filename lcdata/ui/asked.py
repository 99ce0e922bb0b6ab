"""What is asked of the management, and the sessions to come, as rows of text."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.ui.escape import plain
from lcdata.ui.section import line, section
from lcdata.view_models.asked import Ask, Asked, Coming, Heed


def show_asked(part: Asked, words: Words) -> None:
    """How much is open, each open action; in a section of its own what else asks attention."""
    with section("asked", part.title):
        st.markdown(f"**{plain(part.lead)}** {plain(part.after)}")
        for number, ask in enumerate(part.actions):
            with line(f"ask-{number}"):
                st.markdown(_ask(ask))
    if part.heeds:
        rows = [_heed(heed) for heed in part.heeds]
        _show_rows("heed", words.text("Also asking attention"), rows)


def show_coming(sessions: Sequence[Coming], words: Words) -> None:
    """Day and time in bold, then what, where and of which community."""
    none = words.text("No session is planned: ask the facilitator for the planning.")
    rows = [f"**{plain(one.when)}**  \n:gray[{plain(one.what)}]" for one in sessions]
    _show_rows("coming", words.text("Next sessions"), rows or [none])


def _show_rows(key: str, title: str, rows: Sequence[str]) -> None:
    """Rows under a title, a hairline between them."""
    with section(key, title):
        st.markdown(rows[0])
        for number, row in enumerate(rows[1:]):
            with line(f"{key}-{number}"):
                st.markdown(row)


def _ask(ask: Ask) -> str:
    return f"**{plain(ask.what)}** · {plain(ask.where)}  \n:gray[{plain(ask.told)}]"


def _heed(heed: Heed) -> str:
    reasons = "  \n".join(plain(reason) for reason in heed.reasons)
    return f"{reasons}  \n:gray[{plain(heed.advice)}]" if heed.advice else reasons
