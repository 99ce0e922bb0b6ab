"""What goes wrong in the server: into the program log, and as two sentences on the page."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

import streamlit as st

from lcdata.config import read_settings, version
from lcdata.errors import LcdataError
from lcdata.locale import LANGUAGES, N_, words
from lcdata.program_log import ProgramLogHandler
from lcdata.ui.escape import plain

_FAULT = N_(
    "Something went wrong here. Try again; if it stays, tell the administrator: {reference}"
)
_PAGE_FAULT = "_log_uncaught_app_exception"
"""Where Streamlit logs what went wrong in a page; `show_fault` has noted it with a reference."""


def show_fault(error: Exception) -> bool:
    """Notes a fault of a page and says so in its place; what we raise on purpose is said as it is.

    Returns:
        True: nothing else is shown.
    """
    message, params = str(error), {"reference": ""}
    if not isinstance(error, LcdataError):
        message = _FAULT
        with suppress(OSError):
            params = {"reference": read_settings().program_log.note_fault(error)}
    for language in LANGUAGES:
        st.markdown(plain(words(language).text(message, **params)))
    return True


def note(event: str) -> None:
    """Notes an event of the server with its version; a full disk stops nobody."""
    with suppress(OSError):
        read_settings().program_log.note(event, version=version())


def take_over() -> None:
    """From now on what libraries warn of goes into the program log, not onto the console.

    Streamlit and its server give every logger an output of its own, which would print what a
    page was about; the server's own errors pass no output at all, which Python prints in full.
    Threads that die are noted too.
    """
    handler = ProgramLogHandler(read_settings().program_log)
    handler.setLevel(logging.WARNING)
    handler.addFilter(lambda record: record.funcName != _PAGE_FAULT)
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger) and (logger.handlers or not logger.propagate):
            logger.handlers.clear()
            logger.propagate = True
    logging.root.handlers[:] = [handler]
    threading.excepthook = _note_thread


def _note_thread(died: threading.ExceptHookArgs) -> None:
    if died.exc_value is not None:
        with suppress(OSError):
            read_settings().program_log.note_fault(died.exc_value)
