"""The pages of each role, flat on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lcdata.access import Role
from lcdata.locale import N_, Words

EVERYONE = frozenset({Role.LEADER, Role.DIRECTOR, Role.FACILITATOR})


@dataclass(frozen=True)
class Entry:
    """A page, its title and the roles that have it."""

    title: str
    roles: frozenset[Role]


PAGES: Mapping[str, Entry] = {
    "overview": Entry(N_("Overview"), EVERYONE),
    "company": Entry(N_("My company"), frozenset({Role.LEADER, Role.DIRECTOR})),
    "participation": Entry(N_("Participation"), frozenset({Role.LEADER, Role.DIRECTOR})),
    "sprint_progress": Entry(N_("Sprint progress"), EVERYONE),
    "outcomes": Entry(N_("Outcomes"), frozenset({Role.LEADER, Role.DIRECTOR})),
    "design_principles": Entry(N_("Design principles"), EVERYONE),
    "overarching": Entry(N_("Overarching community"), EVERYONE),
    "attendance": Entry(N_("Attendance"), frozenset({Role.FACILITATOR})),
    "deliveries": Entry(N_("Deliveries"), frozenset({Role.LEADER, Role.FACILITATOR})),
    "indicators": Entry(N_("Definitions"), EVERYONE),
    "access_log": Entry(N_("Access log"), frozenset({Role.LEADER})),
}
"""In the order of the navigation."""

OF_PERSONS = frozenset({"attendance"})
"""Pages about persons: for their facilitator alone, not for who views as one."""


def current_page(role: Role, words: Words) -> StreamlitPage:
    """The page of this run; one that another role has says so in words."""
    return st.navigation([_page(name, role, words) for name in PAGES], position="top")


def _page(name: str, role: Role, words: Words) -> StreamlitPage:
    entry = PAGES[name]
    title = words.text(entry.title)
    return st.Page(
        f"pages/{name}.py",
        title=title,
        url_path=name,
        default=name == "overview",
        visibility="visible" if role in entry.roles else "hidden",
    )


def name_of(page: StreamlitPage) -> str:
    """The name of the page in `PAGES`; the default page has no path of its own."""
    return page.url_path or "overview"


def is_allowed(page: StreamlitPage, role: Role) -> bool:
    """Whether the role has this page; the navigation alone does not keep an address out."""
    return role in PAGES[name_of(page)].roles


def titles() -> Mapping[str, str]:
    """The title of each page by its name, to be said in the reader's language."""
    return {name: entry.title for name, entry in PAGES.items()}


def show_everywhere(content: Callable[[], None]) -> None:
    """The same content at every address, without a navigation."""
    pages = [
        st.Page(content, title="Learning communities", url_path=name, default=name == "overview")
        for name in PAGES
    ]
    st.navigation(pages, position="hidden").run()
