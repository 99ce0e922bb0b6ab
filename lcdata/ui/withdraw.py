"""Taking a delivery back, for the leader: which one and why, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from lcdata.config import read_settings
from lcdata.locale import Words
from lcdata.release import undo_withdrawal, withdraw
from lcdata.ui import log, session
from lcdata.ui.address import WIDTH
from lcdata.ui.escape import plain
from lcdata.ui.notice import say_error
from lcdata.ui.section import section
from lcdata.view_models.view import View
from lcdata.view_models.withdrawing import withdrawing


def show(view: View) -> None:
    """The choice of a delivery to withdraw, and of one to let count again."""
    if not view.is_leader or not session.may_write():
        return
    words, found = view.words, withdrawing(view)
    note = words.text(
        "A withdrawn delivery stays stored and counts no longer; the one before it does. "
        "Who withdrew it and why is kept, and it can be undone."
    )
    with section("withdraw", words.text("Withdraw a delivery"), note):
        if found.standing:
            _take_back(found.standing, words)
        if found.withdrawn:
            _let_count_again(found.withdrawn, words)


def _take_back(standing: Mapping[str, str], words: Words) -> None:
    label = words.text("Delivery that is wrong")
    chosen = _choice(label, standing, "withdraw-choice")
    why = st.text_input(words.text("Why?"), key="withdraw-why", max_chars=200, width=WIDTH)
    if not st.button(words.text("Withdraw this delivery"), key="withdraw"):
        return
    if not why.strip():
        told = words.text("Write first why it is withdrawn.")
        st.markdown(f"**{plain(told)}**")
        return
    _do(lambda: withdraw(chosen, why, read_settings(), log.actor()), words)


def _let_count_again(withdrawn: Mapping[str, str], words: Words) -> None:
    chosen = _choice(words.text("Withdrawn delivery"), withdrawn, "withdrawn-choice")
    if st.button(words.text("Let it count again"), key="withdraw-undo"):
        _do(lambda: undo_withdrawal(chosen, read_settings(), log.actor()), words)


def _choice(label: str, named: Mapping[str, str], key: str) -> str:
    chosen = st.selectbox(label, list(named), format_func=named.__getitem__, key=key, width=WIDTH)
    return str(chosen)


def _do(act: Callable[[], object], words: Words) -> None:
    """Does it and draws the page anew; what went wrong is one line."""
    with st.spinner(words.text("Storing and publishing…")):
        is_done = say_error(act, words)
    if is_done:
        st.rerun()
