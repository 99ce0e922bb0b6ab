"""The access log as a page: who opened, downloaded, delivered what; never a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lcdata.access_log import Entry, Event
from lcdata.locale import N_, Words
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.table import Value
from lcdata.view_models.view import View

LOCAL_TIME = ZoneInfo("Europe/Amsterdam")

EVENTS: Mapping[str, str] = {
    Event.SIGNED_IN: N_("signed in"),
    Event.SIGNED_OUT: N_("signed out"),
    Event.TIMED_OUT: N_("timed out"),
    Event.REFUSED: N_("refused"),
    Event.OPENED: N_("opened"),
    Event.VIEWED_AS: N_("viewed as"),
    Event.DOWNLOADED: N_("downloaded"),
    Event.DELIVERED: N_("delivered"),
    Event.BUILT: N_("built"),
    Event.ROLLED_BACK: N_("rolled back"),
    Event.PURGED: N_("purged"),
    Event.WITHDRAWN: N_("took a delivery back"),
    Event.WITHDRAWAL_UNDONE: N_("let a delivery count again"),
    Event.ADDED: N_("added to a delivery"),
    Event.TAKEN_BACK: N_("took an addition back"),
    Event.HEALED: N_("mended"),
    Event.DAMAGED: N_("found damaged"),
    Event.BACKED_UP: N_("backed up"),
    Event.RESTORED: N_("restored from a backup"),
}

NOBODY: Mapping[str, str] = {
    "console": N_("command line"),
    "not signed in": N_("without sign-in"),
}
"""What the log calls events without a signed-in person."""


@dataclass(frozen=True)
class AccessLog:
    """The whole page: the newest events, newest first."""

    head: PageHead
    events: Exhibit


def build(view: View, entries: Iterable[Entry], pages: Mapping[str, str]) -> AccessLog:
    """The page of these events; `pages` gives the title of each page by its name."""
    words = view.words
    columns = (words.text("Moment"), words.text("Who"), words.text("What"))
    rows: list[tuple[Value, ...]] = [
        (_moment(entry, words), _who(entry, words), _what(entry, pages, words)) for entry in entries
    ]
    lead = words.text("Who opened, downloaded, delivered what?")
    return AccessLog(
        page_head(view, words.text("Access log"), lead),
        exhibit(
            view,
            name="access-log",
            title=words.text("The newest events"),
            note=words.text("The log holds no figures. The command lcdata log prints it in full."),
            alt=words.text("The newest events, newest first."),
            columns=columns,
            rows=rows,
        ),
    )


def _moment(entry: Entry, words: Words) -> str:
    local = entry.time.astimezone(LOCAL_TIME)
    return f"{words.short_day(local.date())} {words.time(local)}"


def _who(entry: Entry, words: Words) -> str:
    known = NOBODY.get(entry.person)
    person = words.text(known) if known else entry.person
    return f"{person} ({entry.scope})" if entry.scope else person


def _what(entry: Entry, pages: Mapping[str, str], words: Words) -> str:
    known = EVENTS.get(entry.event)
    said = words.text(known) if known else entry.event
    what = words.text(pages[entry.what]) if entry.what in pages else entry.what
    return f"{said}: {what}" if what else said
