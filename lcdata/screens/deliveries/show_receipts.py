"""The delivery board and the receipts behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lcdata.locale import Words
from lcdata.reports.table_file import XLSX
from lcdata.screens.deliveries.document_error_workbook import error_list
from lcdata.screens.deliveries.model_deliveries import BoardRow
from lcdata.screens.deliveries.model_receipts import Finding, ReceiptPart
from lcdata.ui import exhibit, log
from lcdata.ui.escape import plain
from lcdata.ui.markup import Cell, line, quiet, show_rows, strong
from lcdata.ui.section import section
from lcdata.view_models.exhibit import Exhibit

WIDTHS, FINDING_WIDTHS = [28, 18, 16, 22, 16], [12, 48, 40]
MOST_FINDINGS = 20
"""Findings on the screen per receipt; the workbook has them all."""


def show_board(answer: str, rows: Sequence[BoardRow], shown: Exhibit, words: Words) -> None:
    """Who has not delivered, then one row per organisation; the late ones in bold words."""
    with section("board", shown.title, shown.note):
        if not rows:
            st.markdown(words.text("Nothing has been delivered yet."))
        else:
            st.markdown(f"**{plain(answer)}**")
            show_rows([_row(row) for row in rows], WIDTHS)
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
        else:
            show_rows([_finding(one) for one in part.findings[:MOST_FINDINGS]], FINDING_WIDTHS)
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


def _row(row: BoardRow) -> list[Cell]:
    return [
        [line(strong(row.name))],
        [line(row.delivered), line(quiet(row.age))],
        [line(strong(row.on_time) if row.is_late else row.on_time)],
        [line(row.accepted), line(quiet(row.left_out))],
        [line(row.mend)],
    ]


def _finding(finding: Finding) -> list[Cell]:
    return [
        [line(finding.severity)],
        [line(finding.message), line(quiet(finding.place))],
        [line(finding.remedy)],
    ]
