"""Definitions one below the other, each folded under its name."""

from __future__ import annotations

import streamlit as st

from lcdata.locale import Words
from lcdata.screens.indicators.model_indicators import Topic
from lcdata.ui.definition import told
from lcdata.ui.escape import plain
from lcdata.ui.markup import line, quiet, show_folded
from lcdata.ui.section import section


def show_conventions(lines: tuple[str, ...], words: Words) -> None:
    """What holds for every figure."""
    with section("conventions", words.text("What holds for every figure")):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def show(topic: Topic, words: Words) -> None:
    """One topic; a definition opens with a click."""
    with section(f"topic-{topic.id}", topic.name):
        show_folded(
            [(item.name, [*told(item, words), line(quiet(item.id))]) for item in topic.definitions]
        )
