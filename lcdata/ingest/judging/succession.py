"""Which delivery comes to be live: what is asked before one takes the place of another.

A moment of export in the future would keep every later delivery out, so it is refused. A delivery
that is empty, or that lost a table or more than half the rows of one, is refused until someone
says why it is right. One that is older than the live one is kept, and told so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from lcdata.contracts.grammar import ZONE
from lcdata.ingest.issues import Issue
from lcdata.ingest.judging.draft import Draft
from lcdata.ingest.keeping.stored import StoredDelivery
from lcdata.ingest.receipt import Receipt
from lcdata.ingest.shown import shown

MADE = dt.datetime(2026, 11, 30)
"""When this version was made: a clock that stands before it is wrong, and refuses nothing."""

SHRUNK = frozenset({"delivery_empty", "table_gone", "table_shrunk"})
"""What is refused until someone says why it is right."""

_AHEAD = dt.timedelta(days=1)
_HEAD = "delivery"


def local_now() -> dt.datetime:
    """Now in the local time that exports are written in."""
    return max(dt.datetime.now(ZoneInfo(ZONE)).replace(tzinfo=None), MADE)


@dataclass(frozen=True)
class Terms:
    """What holds for deliveries that come in.

    Attributes:
        accept_shrink: why less than before is right; empty where nobody said so.
        now: local time; nothing exported more than a day later is taken in.
    """

    accept_shrink: str = ""
    now: dt.datetime = field(default_factory=local_now)


def is_only_shrunk(receipt: Receipt) -> bool:
    """Whether it is refused for nothing but being much less than before."""
    blockers = {issue.code for issue in receipt.issues if issue.severity == "blocker"}
    return bool(blockers) and blockers <= SHRUNK


def judge_succession(
    drafts: Sequence[Draft], live: Mapping[str, StoredDelivery], terms: Terms
) -> None:
    """Refuses and tells; adds to the issues of the drafts, in the order they were given.

    Args:
        drafts: judged by themselves, the later given the later received.
        live: organisation → its live delivery.
        terms: what holds for them.
    """
    for draft in drafts:
        if not draft.is_refused:
            draft.found.extend(_in_the_future(draft, terms))
    standing = {name: one.exported_at for name, one in live.items() if one.exported_at}
    given = sorted(enumerate(drafts), key=lambda pair: (_moment(pair[1]), pair[0]), reverse=True)
    in_this_batch: set[str] = set()
    for _, draft in given:
        name = str(draft.organisation_id)
        if draft.is_refused:
            continue
        newest = standing.get(name)
        if newest and (newest > _moment(draft) or name in in_this_batch):
            told = f"{newest:%Y-%m-%d %H:%M}"
            draft.found.add(_about_delivery(draft, "kept_not_live", newer=told))
            continue
        draft.found.extend(_shrinking(draft, live.get(name), terms))
        if not draft.is_refused:
            standing[name] = _moment(draft)
            in_this_batch.add(name)


def _in_the_future(draft: Draft, terms: Terms) -> Iterator[Issue]:
    moment = _moment(draft)
    if moment > terms.now + _AHEAD:
        told = {"moment": f"{moment:%Y-%m-%d %H:%M}", "today": f"{terms.now:%Y-%m-%d}"}
        yield _about_delivery(draft, "exported_at_future", "exported_at", **told)


def _shrinking(draft: Draft, stored: StoredDelivery | None, terms: Terms) -> list[Issue]:
    """What is asked before this one becomes live; once it is answered, the answer."""
    if stored is not None and stored.delivery_id == draft.delivery_id:
        return []
    asked = list(_lost(draft, stored))
    if asked and terms.accept_shrink:
        why = shown(terms.accept_shrink)
        return [_about_delivery(draft, "shrink_accepted", why=why)]
    return asked


def _lost(draft: Draft, stored: StoredDelivery | None) -> Iterator[Issue]:
    counts = {name: frame.height for name, frame in draft.tables.items() if name != _HEAD}
    if not any(counts.values()):
        yield _about_delivery(draft, "delivery_empty")
        return
    for table, frame in stored.tables().items() if stored else ():
        count, before = counts.get(table, 0), frame.height
        if table == _HEAD or 2 * count >= before:
            continue
        if count == 0:
            yield _about_delivery(draft, "table_gone", table=table, before=before)
        else:
            yield _about_delivery(draft, "table_shrunk", table=table, count=count, before=before)


def _about_delivery(
    draft: Draft, code: str, column: str | None = None, **params: str | int
) -> Issue:
    """An issue about the one row of table `delivery`."""
    row = int(draft.raw[_HEAD].texts["_row"][0]) if column else None
    return draft.raw[_HEAD].issue(code, row, column, **params)


def _moment(draft: Draft) -> dt.datetime:
    return draft.exported_at or dt.datetime.min
