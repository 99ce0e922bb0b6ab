"""Documents to take along: made when they are asked for, logged like every download."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lcdata.locale import Words
from lcdata.reports.table_file import XLSX
from lcdata.screens.attendance import document_fill_in_list, document_sign_in_sheet
from lcdata.screens.company import document_board_report, model_company
from lcdata.ui import log
from lcdata.ui.escape import plain
from lcdata.view_models.view import View

PDF = "application/pdf"


def show_board_report(view: View, company_id: str, words: Words) -> None:
    """The board report of a company this viewer may choose; nothing of any other."""
    if company_id not in model_company.companies_in_view(view):
        return
    name = document_board_report.file_name(company_id, view.scope)
    label = words.text("Board report (PDF)")
    _show(label, name, PDF, lambda: document_board_report.board_report(view, company_id))


def show_sign_in_sheet(view: View, community_id: str, words: Words) -> None:
    """The sign-in sheet of the next session, where there is one and its persons are in view."""
    if not document_sign_in_sheet.is_offered(view, community_id):
        return
    name, label = document_sign_in_sheet.file_name(community_id), words.text("Sign-in sheet (PDF)")
    _show(label, name, PDF, lambda: document_sign_in_sheet.sign_in_sheet(view, community_id))


def show_fill_in_list(view: View, community_id: str, words: Words) -> None:
    """The attendance list to fill in, where there is something to fill in."""
    if not document_fill_in_list.is_offered(view, community_id):
        return
    name = document_fill_in_list.file_name(community_id)
    label = words.text("Attendance list to fill in (Excel)")
    _show(label, name, XLSX, lambda: document_fill_in_list.fill_in_list(view, community_id))


def _show(label: str, file_name: str, media_type: str, content: Callable[[], bytes]) -> None:
    st.download_button(
        plain(label),
        data=log.handed_out(file_name, content),
        file_name=file_name,
        mime=media_type,
        key=f"document-{file_name}",
        on_click="ignore",
    )
