"""The sheets of a session to take along: one to sign, one to fill in."""

from __future__ import annotations

from lcdata.locale import Words
from lcdata.reports.table_file import XLSX
from lcdata.screens.attendance import document_fill_in_list, document_sign_in_sheet
from lcdata.ui.document import PDF, show_document
from lcdata.view_models.view import View


def show_sign_in_sheet(view: View, community_id: str, words: Words) -> None:
    """The sign-in sheet of the next session, where there is one and its persons are in view."""
    if not document_sign_in_sheet.is_offered(view, community_id):
        return
    name = document_sign_in_sheet.file_name(community_id)
    label = words.text("Sign-in sheet (PDF)")
    show_document(
        label, name, PDF, lambda: document_sign_in_sheet.sign_in_sheet(view, community_id)
    )


def show_fill_in_list(view: View, community_id: str, words: Words) -> None:
    """The attendance list to fill in, where there is something to fill in."""
    if not document_fill_in_list.is_offered(view, community_id):
        return
    name = document_fill_in_list.file_name(community_id)
    label = words.text("Attendance list to fill in (Excel)")
    show_document(label, name, XLSX, lambda: document_fill_in_list.fill_in_list(view, community_id))
