"""The board report to take along."""

from __future__ import annotations

from lcdata.locale import Words
from lcdata.screens.company import document_board_report, model_company
from lcdata.ui.document import PDF, show_document
from lcdata.view_models.view import View


def show_board_report(view: View, company_id: str, words: Words) -> None:
    """The board report of a company this viewer may choose; nothing of any other."""
    if company_id not in model_company.companies_in_view(view):
        return
    name = document_board_report.file_name(company_id, view.scope)
    label = words.text("Board report (PDF)")
    show_document(label, name, PDF, lambda: document_board_report.board_report(view, company_id))
