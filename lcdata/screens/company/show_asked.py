"""What is asked of the management, and the sessions to come, as rows of text."""

from __future__ import annotations

from collections.abc import Sequence

from lcdata.locale import Words
from lcdata.screens.company.model_asked import Ask, Asked, Coming, Heed
from lcdata.ui.markup import Cell, line, quiet, show_rows, strong
from lcdata.ui.section import section


def show_asked(part: Asked, words: Words) -> None:
    """How much is open, each open action; in a section of its own what else asks attention."""
    with section("asked", part.title):
        lead = [[line(strong(part.lead), part.after)]]
        show_rows([lead, *([_ask(ask)] for ask in part.actions)])
    if part.heeds:
        with section("heed", words.text("Also asking attention")):
            show_rows([[_heed(heed)] for heed in part.heeds])


def show_coming(sessions: Sequence[Coming], otherwise: str, words: Words) -> None:
    """Day and time in bold, then what, where and of which community; or why there is none."""
    rows = [[[line(strong(one.when)), line(quiet(one.what))]] for one in sessions]
    with section("coming", words.text("Next sessions")):
        show_rows(rows or [[[line(otherwise)]]])


def _ask(ask: Ask) -> Cell:
    return [line(strong(ask.what), f"· {ask.where}"), line(quiet(ask.told))]


def _heed(heed: Heed) -> Cell:
    return [*(line(reason) for reason in heed.reasons), line(quiet(heed.advice))]
