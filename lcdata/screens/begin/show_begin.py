"""The page of an empty dashboard: templates, the first delivery, signing in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial

import streamlit as st

from lcdata.config import bundled, read_settings
from lcdata.domain import CONSORTIUM_ID
from lcdata.locale import N_, Words
from lcdata.organisations import Expected
from lcdata.release.beginning import Beginning, beginning, expect
from lcdata.reports.table_file import XLSX
from lcdata.reports.template import local_now, template
from lcdata.screens.begin import show_state
from lcdata.screens.deliveries import show_upload
from lcdata.ui import log, notice, session
from lcdata.ui.escape import plain
from lcdata.ui.section import section
from lcdata.view_models.view import View

_COLUMNS = (4.3, 4.6, 4.0)


def show() -> None:
    """Everything on one screen, for who may begin: the leader, or the operator at this computer."""
    view = session.view()
    words, found = view.words, beginning(read_settings())
    slot = session.head_slot()
    slot.title(words.text("Getting started"), anchor=False)
    slot.caption(words.text("The dashboard is still empty · for who runs it for the consortium"))
    _show_finding(found, words)
    first, second, third = st.columns(_COLUMNS, gap="large")
    with first:
        _show_templates(found, words)
    with second:
        _show_upload(view)
    with third:
        _show_sign_in(found, words)
    show_state.show(found, words)


def _show_finding(found: Beginning, words: Words) -> None:
    told = (
        N_("What was delivered is stored, but no figures could be made of it yet.")
        if found.delivered
        else N_(
            "Nothing has been delivered yet. Begin with the file of the consortium; "
            "then each company can deliver."
        )
    )
    st.header(words.text(told), anchor=False)
    st.caption(
        words.text(
            "One delivery gives figures of that organisation. Comparing takes a second company. "
            "You cannot break anything: every delivery can be taken back."
        )
    )


def _show_templates(found: Beginning, words: Words) -> None:
    note = words.text(
        "Excel files with explanation and lists to choose from. "
        "Whoever has a file of their own may deliver that as well."
    )
    with section("begin-templates", words.text("1  Have the templates filled in"), note):
        consortium = Expected(CONSORTIUM_ID, words.text("Consortium"))
        everyone = (consortium, *found.expected)
        for one in everyone:
            _show_template(one, found, words)
        with st.container(horizontal=True, gap="medium"):
            if len(everyone) > 1:
                label = words.text("All {count} in one zip", count=len(everyone))
                _offer(label, "templates.zip", "application/zip", _zipped(everyone, found, words))
            if session.may_write():
                _show_adding(words)


def _show_template(one: Expected, found: Beginning, words: Words) -> None:
    with st.container(
        key=f"row-template-{one.organisation_id}",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        name = plain(one.name)
        is_first = one.organisation_id == CONSORTIUM_ID
        st.markdown(f"**{name}**" if is_first else name, width="content")
        file_name = f"template-{one.organisation_id}.xlsx"
        _offer(words.text("Template (Excel)"), file_name, XLSX, _workbook(one, found, words))


def _workbook(one: Expected, found: Beginning, words: Words) -> Callable[[], bytes]:
    """A first template: also of who has delivered, since names are not for this page."""
    return lambda: template(one.organisation_id, None, local_now(), words, found.expected)


def _zipped(everyone: tuple[Expected, ...], found: Beginning, words: Words) -> Callable[[], bytes]:
    def made() -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in everyone:
                workbook = _workbook(one, found, words)()
                archive.writestr(f"template-{one.organisation_id}.xlsx", workbook)
        return content.getvalue()

    return made


def _show_adding(words: Words) -> None:
    with (
        st.popover(words.text("Add an organisation"), type="tertiary"),
        st.form("begin-organisation", clear_on_submit=True, border=False),
    ):
        name = st.text_input(words.text("Name, or ID=name as in its own exports"), max_chars=120)
        is_asked = st.form_submit_button(words.text("Add")) and name.strip()
        if is_asked and notice.say_error(partial(expect, name, read_settings()), words):
            st.rerun()


def _show_upload(view: View) -> None:
    words = view.words
    note = words.text(
        "First you see a check. Nothing is stored before you then choose Deliver. "
        "Excel, zip or csv; {limit} MB at most.",
        limit=read_settings().max_upload_mb,
    )
    with st.container(key="begin-upload"):
        show_upload.show(view, words.text("2  Deliver the first file"), note)
    st.caption(
        words.text(
            "Then: you read in plain words what is in the file. What is wrong is said row by row, "
            "with what you can mend. When it is right, the overview opens."
        )
    )


def _show_sign_in(found: Beginning, words: Words) -> None:
    with section("begin-sign-in", words.text("3  Set up signing in")):
        if read_settings().local_only:
            now, who = (
                N_("Now: on this computer alone."),
                N_("Nobody else can reach it, and everyone at this computer sees what you see."),
            )
        else:
            now, who = N_("Now: with accounts."), N_("Who has no role sees nothing.")
        st.markdown(f"**{words.text(now)}** {words.text(who)}")
        for name, is_done, title, state in show_state.steps(found, words):
            with st.container(key=f"{'done' if is_done else 'open'}-{name}", gap=None):
                st.markdown(plain(title))
                st.caption(plain(state))
        st.caption(
            words.text(
                "This need not come first. Delivering works already; let your IT department do "
                "this before you share the address."
            )
        )
        with st.container(horizontal=True, gap="medium"):
            privacy = f"privacy{words.conventions.documents}.md"
            _offer_page(words.text("Manual for the IT department"), "deploy.md")
            _offer_page(words.text("Who sees what"), privacy)


def _offer_page(label: str, name: str) -> None:
    """A page of the documentation that comes along."""
    _offer(label, name, "text/markdown", (bundled("docs") / name).read_bytes)


def _offer(label: str, name: str, media_type: str, content: Callable[[], bytes]) -> None:
    st.download_button(
        plain(label),
        data=log.handed_out(name, content),
        file_name=name,
        mime=media_type,
        key=f"begin-{name}",
        type="tertiary",
        on_click="ignore",
    )
