"""The history of releases, for the leader: what is live, and the way back."""

from __future__ import annotations

import streamlit as st

from lcdata.config import read_settings
from lcdata.locale import Words
from lcdata.release import rollback
from lcdata.ui import data, log, session
from lcdata.ui.address import WIDTH
from lcdata.ui.escape import plain
from lcdata.ui.notice import say_error
from lcdata.ui.section import section
from lcdata.view_models.history import History, history
from lcdata.view_models.view import View

_ASKED = "rollback-asked"


def show(view: View) -> None:
    """Live release and earlier ones, for the leader who may write; going back asks once more."""
    if not view.is_leader or not session.may_write():
        return
    words = view.words
    found = history(data.releases(), words)
    note = words.text(
        "Every delivery makes a release of its own. Going back loses nothing: "
        "the next delivery publishes anew."
    )
    with section("releases", words.text("Releases"), note):
        st.markdown(plain(words.text("Live now: {release}", release=found.live)))
        if not found.is_newest:
            st.markdown(plain(words.text("This is not the newest release: someone went back.")))
        if not found.earlier:
            st.caption(words.text("There is no other release to go back to."))
        elif asked := _asked(found):
            _confirm(asked, found, words)
        else:
            _choose(found, words)


def _asked(found: History) -> str | None:
    """The release someone has chosen, while it still is one."""
    asked = st.session_state.get(_ASKED)
    return asked if asked in found.earlier else None


def _choose(found: History, words: Words) -> None:
    chosen = st.selectbox(
        words.text("Other release"),
        list(found.earlier),
        format_func=found.earlier.__getitem__,
        key="rollback-choice",
        width=WIDTH,
    )
    if st.button(words.text("Make this release live…"), key="rollback-ask"):
        st.session_state[_ASKED] = chosen
        st.rerun()


def _confirm(release_id: str, found: History, words: Words) -> None:
    """The question before everybody's figures change."""
    told = words.text(
        "From now on everyone sees the figures of {release}. Are you sure?",
        release=found.earlier[release_id],
    )
    st.markdown(f"**{plain(told)}**")
    with st.container(horizontal=True):
        is_sure = st.button(words.text("Yes, go back"), key="rollback-sure")
        is_off = st.button(words.text("No, leave it"), key="rollback-off", type="tertiary")
    if is_sure or is_off:
        st.session_state.pop(_ASKED)
        if is_off or say_error(lambda: rollback(release_id, read_settings(), log.actor()), words):
            st.rerun()
