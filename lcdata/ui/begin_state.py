"""How far an empty installation is: the steps of signing in, and four facts at the bottom."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from lcdata.config import read_settings, version
from lcdata.locale import N_, Words
from lcdata.release.beginning import Beginning
from lcdata.release.doctor import examine
from lcdata.release.health import SAID
from lcdata.ui.escape import plain
from lcdata.ui.markup import line, quiet, show_rows, strong
from lcdata.ui.section import section

GIGABYTE = 1024**3

Step = tuple[str, bool, str, str]


def steps(found: Beginning, words: Words) -> Iterator[Step]:
    """What signing in takes: a name, whether it is done, what it is, how it stands."""
    provider = (
        N_("Microsoft Entra or SURFconext · filled in")
        if found.has_provider
        else N_("Microsoft Entra or SURFconext · not filled in yet")
    )
    yield (
        "provider",
        found.has_provider,
        words.text("Where people sign in"),
        words.text(provider),
    )
    yield "roles", bool(found.entries), words.text("Who has which role"), _roles(found, words)
    encrypted = N_("in order") if found.is_encrypted else N_("not yet; needed before others come")
    yield (
        "https",
        found.is_encrypted,
        words.text("An encrypted connection (https)"),
        words.text(encrypted),
    )


def _roles(found: Beginning, words: Words) -> str:
    said = {
        "leader": words.plural("{count} leader", "{count} leaders", found.entries.get("leader", 0)),
        "director": words.plural(
            "{count} director", "{count} directors", found.entries.get("director", 0)
        ),
        "facilitator": words.plural(
            "{count} facilitator", "{count} facilitators", found.entries.get("facilitator", 0)
        ),
    }
    known = [text for role, text in said.items() if found.entries.get(role)]
    return " · ".join(known) or words.text("nobody yet")


def show(found: Beginning, words: Words) -> None:
    """Delivered, storage, backup, program."""
    settings = read_settings()
    path = f" · {settings.data}" if settings.local_only else ""
    room = words.text("{room} GB free", room=words.number(found.free // GIGABYTE))
    delivered = words.text(
        "{part} of {whole} organisations", part=len(found.delivered), whole=found.count
    )
    backup = (
        words.day(found.backed_up_at.date()) if found.backed_up_at else words.text("not set up yet")
    )
    facts = (
        (words.text("Delivered"), delivered),
        (words.text("Storage"), f"{room}{path}"),
        (words.text("Backup"), backup),
        (words.text("Program"), words.text("version {version}", version=version())),
    )
    with section("begin-facts"):
        for column, (name, fact) in zip(st.columns(4), facts, strict=True):
            with column.container(gap=None):
                st.caption(plain(name))
                st.markdown(plain(fact))
        if st.toggle(words.text("Check everything"), key="begin-doctor"):
            _show_readings(words)


def _show_readings(words: Words) -> None:
    show_rows(
        [
            [[line(strong(words.text(SAID[one.standing])))], [line(quiet(one.said(words)))]]
            for one in examine(read_settings())
        ],
        (1, 8),
    )
