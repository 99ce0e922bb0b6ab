"""The head of a page: title, as-of date, whose figures, how fresh, and whether they are real."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lcdata.access import Role
from lcdata.contracts.published import Community
from lcdata.domain import Grain
from lcdata.view_models.view import View


@dataclass(frozen=True)
class PageHead:
    """`sample_notice` is empty on real data."""

    title: str
    subtitle: str
    sample_notice: str


def page_head(view: View, title: str, lead: str = "", scope: str = "") -> PageHead:
    """The head every page has; `lead` is the question the page answers.

    `scope` says whose figures they are where a page shows less than the viewer may see.
    """
    parts = [lead, stand(view), scope or scope_words(view), stale_words(view)]
    notice = view.words.text("sample data") if view.model.is_sample else ""
    subtitle = " · ".join(part for part in parts if part)
    return PageHead(title, subtitle[:1].upper() + subtitle[1:], notice)


def stand(view: View) -> str:
    """`as of 16 November 2026`."""
    if view.as_of is None:
        return view.words.text("no deliveries yet")
    return view.words.text("as of {day}", day=view.words.day(view.as_of))


def scope_words(view: View) -> str:
    """Whose figures are in view."""
    if view.is_leader:
        count = sum(unit.grain is Grain.COMPANY for unit in view.units)
        return view.words.plural(
            "{count} company and the overarching community",
            "{count} companies and the overarching community",
            count,
        )
    if view.scope.role is Role.DIRECTOR:
        return view.main.name
    own = [c.name for c in view.model.communities if c.community_id in view.scope.community_ids]
    return view.words.listing(own)


def viewer_words(view: View) -> str:
    """Who looks, by role; never a person's name."""
    words = view.words
    if view.is_leader:
        return words.text("consortium leader")
    if view.scope.role is Role.DIRECTOR:
        return words.text("director of {name}", name=view.main.name)
    own = [c for c in view.model.communities if c.community_id in view.scope.community_ids]
    names = sorted({view.owner_name(c) for c in own})
    return words.text("facilitator at {name}", name=words.listing(names))


def stale(view: View) -> list[tuple[str, dt.date]]:
    """Units whose figures are older than the as-of date, with their own date."""
    return [
        (unit.short_name, day)
        for unit in view.units
        if (day := as_of(unit.communities)) and view.as_of and day < view.as_of
    ]


def stale_words(view: View) -> str:
    """`De Groot: figures of 12 October`, or that every delivery is of the as-of date."""
    words = view.words
    if view.as_of is None:
        return ""
    old = stale(view)
    if not old:
        return words.text("all deliveries up to that date")
    said = [words.text("{name} up to {day}", name=n, day=words.short_day(d)) for n, d in old]
    return ", ".join(said)


def as_of(communities: tuple[Community, ...]) -> dt.date | None:
    """The newest as-of date of these communities."""
    return max((community.as_of for community in communities), default=None)
