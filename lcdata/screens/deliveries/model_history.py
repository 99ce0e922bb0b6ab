"""The history of releases: what was live when, and to which one can return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lcdata.contracts.grammar import ZONE
from lcdata.locale import Words
from lcdata.warehouse.releases import Release


@dataclass(frozen=True)
class History:
    """The releases, newest first.

    Attributes:
        live: the live release in words.
        is_newest: whether the live release is the one published last.
        earlier: release id → its words, for those one can return to.
    """

    live: str
    is_newest: bool
    earlier: Mapping[str, str]


def history(releases: Sequence[Release], words: Words) -> History:
    """What the leader can choose from; needs at least one release, and a live one among them."""
    (live,) = (release for release in releases if release.is_live)
    return History(
        live=_said(live, words),
        is_newest=live == releases[0],
        earlier={r.release_id: _said(r, words) for r in releases if not r.is_live},
    )


def _said(release: Release, words: Words) -> str:
    moment = release.created_at.astimezone(ZoneInfo(ZONE))
    deliverers = words.plural(
        "{count} organisation", "{count} organisations", len(release.organisations)
    )
    return f"{words.day(moment.date())}, {words.time(moment)} · {deliverers}"
