"""The question before much less than before is taken in: a tick and a reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.ingest.judging.succession import is_only_shrunk
from lcdata.ingest.receipt import Receipt
from lcdata.locale import Words
from lcdata.ui.address import WIDTH


def accepted_because(receipts: Sequence[Receipt], words: Words) -> str:
    """Why much less is right; empty where nothing is asked or nobody has said so yet."""
    if not any(is_only_shrunk(receipt) for receipt in receipts):
        return ""
    is_right = st.checkbox(
        words.text("It is right that this delivery holds so much less."), key="shrink-right"
    )
    why = st.text_input(
        words.text("Why is it right?"), key="shrink-why", max_chars=200, width=WIDTH
    )
    return why.strip() if is_right else ""
