"""Definitions one below the other, each folded under its name."""

from __future__ import annotations

import streamlit as st

from lcdata.locale import Words
from lcdata.ui.escape import plain
from lcdata.ui.markup import Cell, Said, line, quiet, show_folded, strong
from lcdata.ui.section import section
from lcdata.view_models.definition import DefinitionText
from lcdata.view_models.indicators import Topic


def show_conventions(lines: tuple[str, ...], words: Words) -> None:
    """What holds for every figure."""
    with section("conventions", words.text("What holds for every figure")):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def show(topic: Topic, words: Words) -> None:
    """One topic; a definition opens with a click."""
    with section(f"topic-{topic.id}", topic.name):
        show_folded([(item.name, _opened(item, words)) for item in topic.definitions])


def _opened(item: DefinitionText, words: Words) -> Cell:
    said = [part for label, text in item.lines(words) for part in (strong(label), Said(text))]
    return [*(line(part) for part in said), line(quiet(item.id))]
