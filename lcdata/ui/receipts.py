"""The delivery board and the receipts behind it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.ui import exhibit
from lcdata.ui.escape import plain
from lcdata.ui.section import line, section
from lcdata.view_models.deliveries import BoardRow, Finding, ReceiptPart
from lcdata.view_models.exhibit import Exhibit

WIDTHS = [30, 20, 32, 18]


def show_board(rows: Sequence[BoardRow], shown: Exhibit, words: Words) -> None:
    """One row per organisation: which delivery, how old, how many rows, what to mend."""
    with section("board", shown.title):
        if not rows:
            st.markdown(words.text("Nothing has been delivered yet."))
        for row in rows:
            with line(f"board-{row.organisation_id}"):
                name, day, counts, mend = st.columns(WIDTHS)
                name.markdown(f"**{plain(row.name)}**")
                day.markdown(f"{plain(row.delivered)}  \n:gray[{plain(row.age)}]")
                counts.markdown(plain(row.rows))
                mend.markdown(plain(row.mend))
        exhibit.show_foot(shown, words)


def show_receipt(part: ReceiptPart, words: Words) -> None:
    """One receipt: status, findings with what to do, rows per table."""
    with section(part.counts.table.name, part.title, part.status):
        if not part.findings:
            st.markdown(words.text("Nothing to mend."))
        for number, finding in enumerate(part.findings):
            _show_finding(finding, f"{part.counts.table.name}-{number}")
        if part.counts.table.rows:
            exhibit.show_foot(part.counts, words)


def _show_finding(finding: Finding, key: str) -> None:
    with line(key):
        severity, said, remedy = st.columns([12, 48, 40])
        severity.markdown(plain(finding.severity))
        said.markdown(f"{plain(finding.message)}  \n:gray[{plain(finding.place)}]")
        remedy.markdown(plain(finding.remedy))
