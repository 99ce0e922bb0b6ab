"""A document to take along: made when it is asked for, logged like every download."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lcdata.ui import log
from lcdata.ui.escape import plain

PDF = "application/pdf"


def show_document(
    label: str, file_name: str, media_type: str, content: Callable[[], bytes]
) -> None:
    """The button that hands the document out."""
    st.download_button(
        plain(label),
        data=log.handed_out(file_name, content),
        file_name=file_name,
        mime=media_type,
        key=f"document-{file_name}",
        on_click="ignore",
    )
