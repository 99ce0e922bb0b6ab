"""The delivery board and the receipts behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.reports.error_workbook import error_list
from lcdata.ui import exhibit, log
from lcdata.ui.escape import plain
from lcdata.ui.section import line, section
from lcdata.view_models.deliveries import BoardRow
from lcdata.view_models.exhibit import Exhibit
from lcdata.view_models.receipts import Finding, ReceiptPart

WIDTHS = [28, 18, 16, 22, 16]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FINDINGS = 20
"""Findings on the screen per receipt; the workbook has them all."""


def show_board(answer: str, rows: Sequence[BoardRow], shown: Exhibit, words: Words) -> None:
    """Who has not delivered, then one row per organisation; the late ones in bold words."""
    with section("board", shown.title, shown.note):
        if not rows:
            st.markdown(words.text("Nothing has been delivered yet."))
        else:
            st.markdown(f"**{plain(answer)}**")
        for row in rows:
            with line(f"board-{row.organisation_id}"):
                name, day, on_time, counts, mend = st.columns(WIDTHS)
                name.markdown(f"**{plain(row.name)}**")
                day.markdown(_two_lines(row.delivered, row.age))
                on_time.markdown(f"**{plain(row.on_time)}**" if row.is_late else row.on_time)
                counts.markdown(_two_lines(row.accepted, row.left_out))
                mend.markdown(plain(row.mend))
        exhibit.show_foot(shown, words, with_note=False)


def show_receipt(
    part: ReceiptPart, words: Words, workbook: Callable[[], bytes] | None = None
) -> None:
    """One receipt: status, findings with what to do, rows per table, the error workbook.

    Args:
        part: the receipt.
        words: the reader's language.
        workbook: the deliverer's own workbook; everyone else gets places without values.
    """
    name = part.counts.table.name
    with section(name, part.title, part.status):
        if not part.findings:
            st.markdown(words.text("Nothing to mend."))
        for number, finding in enumerate(part.findings[:MOST_FINDINGS]):
            _show_finding(finding, f"{name}-{number}")
        if len(part.findings) > MOST_FINDINGS:
            more = words.number(len(part.findings) - MOST_FINDINGS)
            st.caption(words.text("{count} more in the error list.", count=more))
        if part.issues:
            st.download_button(
                words.text("Error list (Excel)"),
                data=log.handed_out(
                    f"{name}.xlsx", workbook or (lambda: error_list(part.issues, words))
                ),
                file_name=f"{name}.xlsx",
                mime=XLSX,
                key=f"errors-{name}",
                on_click="ignore",
                type="tertiary",
            )
        if part.counts.table.rows:
            exhibit.show_foot(part.counts, words)


def _two_lines(first: str, second: str) -> str:
    return f"{plain(first)}  \n:gray[{plain(second)}]" if second else plain(first)


def _show_finding(finding: Finding, key: str) -> None:
    with line(key):
        severity, said, remedy = st.columns([12, 48, 40])
        severity.markdown(plain(finding.severity))
        said.markdown(f"{plain(finding.message)}  \n:gray[{plain(finding.place)}]")
        remedy.markdown(plain(finding.remedy))
