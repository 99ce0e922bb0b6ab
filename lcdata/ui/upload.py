"""Upload of deliveries: first what would happen, then the button that does it.

What was sent stays in the memory of this browser session, for this viewer alone; it repeats
delivered values, so nobody else ever sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lcdata.config import read_settings
from lcdata.errors import LcdataError
from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.succession import is_only_shrunk
from lcdata.ingest.receipt import Receipt
from lcdata.locale import Words
from lcdata.release import (
    TAKEN_IN,
    UPLOAD_KINDS,
    NotPublished,
    Upload,
    check_upload,
    deliver_upload,
)
from lcdata.reports.error_workbook import own_error_workbook
from lcdata.ui import log, receipts, sending, session, shrink
from lcdata.ui.escape import plain
from lcdata.ui.section import section
from lcdata.view_models.receipts import own_receipt
from lcdata.view_models.view import View

_TRIED, _DONE, _TURN = "upload-tried", "upload-done", "upload-turn"


@dataclass(frozen=True)
class Sent:
    """What one viewer sent: `key` names viewer, release and files; `told` is what came of it."""

    key: tuple[str, ...]
    checked: tuple[Checked, ...]
    receipts: tuple[Receipt, ...]
    told: str = ""


def show(view: View, title: str = "", note: str = "") -> None:
    """The upload of whoever may deliver for an organisation, in their own name alone."""
    words = view.words
    if not session.may_deliver():
        return
    limit = read_settings().max_upload_mb
    note = note or words.text(
        "One .xlsx or .zip per organisation, or all CSV files of one delivery together; "
        "{limit} MB at most. First you see what would happen; nothing is stored until you deliver.",
        limit=limit,
    )
    with section("upload", title or words.text("Deliver"), note):
        files = st.file_uploader(
            words.text("Files of the delivery"),
            type=list(UPLOAD_KINDS),
            accept_multiple_files=True,
            max_upload_size=limit,
            key=f"upload-{st.session_state.get(_TURN, 0)}",
        )
        if files:
            _show_dry_run(view, files)
    if not files:
        _show_done(view)


def _show_dry_run(view: View, files: Sequence[UploadedFile]) -> None:
    """The receipts the files would get, and the button that delivers them."""
    words = view.words
    try:
        tried = _tried(view, files)
    except LcdataError as error:
        st.markdown(f"**{plain(words.text(str(error)))}**")
        return
    _show_receipts(view, tried, is_dry_run=True)
    why = shrink.accepted_because(tried.receipts, words)
    asks = any(is_only_shrunk(receipt) for receipt in tried.receipts)
    can_deliver = bool(why) or any(receipt.status != "refused" for receipt in tried.receipts)
    if not can_deliver and asks:
        st.caption(words.text("Tick and say why, or mend the files and try again."))
    elif not can_deliver:
        st.caption(words.text("Nothing here can be delivered: mend the files and try again."))
    elif st.button(words.text("Deliver"), key="upload-deliver"):
        with st.spinner(words.text("Storing and publishing…")):
            _deliver(view, tried, files, why)
        st.rerun()


def _tried(view: View, files: Sequence[UploadedFile]) -> Sent:
    """The dry run of these files; made once per viewer, release and set of files."""
    key = (*_whose(view), view.model.release_id, *(file.file_id for file in files))
    known = st.session_state.get(_TRIED)
    if isinstance(known, Sent) and known.key == key:
        return known
    checked = check_upload(_uploads(files), read_settings(), view.scope.may_deliver)
    tried = Sent(key, tuple(checked), tuple(one.receipt for one in checked))
    st.session_state[_TRIED] = tried
    return tried


def _deliver(view: View, tried: Sent, files: Sequence[UploadedFile], why: str) -> None:
    """Delivers and remembers what came of it; the uploader is empty afterwards."""
    told = ""
    try:
        made = deliver_upload(
            _uploads(files), read_settings(), view.scope.may_deliver, log.actor(), why
        )
    except NotPublished as error:
        made = error.receipts
        told = view.words.text(
            "Stored, but no new figures could be made of it; the pages still show the old ones."
        )
    except LcdataError as error:
        made, told = [], view.words.text(str(error))
    told = told or _outcome(made, view.words)
    done = Sent(_whose(view), tried.checked if made else (), tuple(made), told)
    st.session_state[_DONE] = done
    st.session_state.pop(_TRIED, None)
    sending.release(file.file_id for file in files)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _outcome(made: Sequence[Receipt], words: Words) -> str:
    """Whether there are new figures to see."""
    if any(receipt.status in TAKEN_IN for receipt in made):
        return words.text("Delivered. The pages show the new figures.")
    return words.text("Nothing new was taken in; the figures stay as they are.")


def _whose(view: View) -> tuple[str, ...]:
    """Person and scope: what one of them sent is not shown to another."""
    return log.actor().person, str(view.scope)


def _show_done(view: View) -> None:
    """What came of the viewer's last delivery in this session."""
    done = st.session_state.get(_DONE)
    if isinstance(done, Sent) and done.key == _whose(view):
        st.markdown(f"**{plain(done.told)}**")
        _show_receipts(view, done, is_dry_run=False)


def _show_receipts(view: View, sent: Sent, *, is_dry_run: bool) -> None:
    for number, (checked, receipt) in enumerate(zip(sent.checked, sent.receipts, strict=True)):
        part = own_receipt(view, receipt, number, is_dry_run=is_dry_run)
        workbook = partial(own_error_workbook, checked, view.words)
        receipts.show_receipt(part, view.words, workbook)


def _uploads(files: Sequence[UploadedFile]) -> list[Upload]:
    return [Upload(file.name, file.getvalue()) for file in files]
