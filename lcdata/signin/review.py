"""`access.toml` looked through beforehand: who has what, and what would come of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lcdata.access import Scope
from lcdata.locale import N_
from lcdata.signin.combined import merged, refusal
from lcdata.signin.grants import Access, Grant

_UNKNOWN = N_("unknown to the live release, so nobody gets this role: {names}")
_REPEATED = N_("gives nothing that entry {names} does not")
_REFUSED = N_("gets no role at all. {reason}")
_TOGETHER = N_("whoever is both gets no role at all. {reason}")


@dataclass(frozen=True)
class Inventory:
    """What the live release knows: ids of companies, qualified ids of communities."""

    companies: frozenset[str]
    communities: frozenset[str]


@dataclass(frozen=True)
class Holder:
    """An address or a group of the file, with all roles entered for it.

    Attributes:
        who: the address or the group.
        is_group: which of the two.
        provider: whose word counts; None where there is one.
        entries: the numbers of its entries.
        scopes: its roles taken together.
    """

    who: str
    is_group: bool
    provider: str | None
    entries: tuple[int, ...]
    scopes: tuple[Scope, ...]


@dataclass(frozen=True)
class Remark:
    """Something about entries of the file.

    Attributes:
        entries: their numbers, counted from one.
        who: the addresses or groups they are for.
        message: what it is, in a message that may name `names` and `reason`.
        names: ids or entries it is about.
        reason: why, as a message of its own.
        is_wrong: whether it should be mended; else it may be as meant.
    """

    entries: tuple[int, ...]
    who: tuple[str, ...]
    message: str
    names: str = ""
    reason: str = ""
    is_wrong: bool = True


def holders(access: Access) -> tuple[Holder, ...]:
    """Every address and group, in the order of the file."""
    found: dict[tuple[str, bool, str | None], dict[int, Grant]] = {}
    for number, entry in enumerate(access.grant, start=1):
        key = (entry.email or entry.group or "", entry.email is None, entry.provider)
        found.setdefault(key, {})[number] = entry
    return tuple(
        Holder(*key, tuple(entries), merged(s for entry in entries.values() for s in entry.scopes))
        for key, entries in found.items()
    )


def remarks(access: Access, known: Inventory | None) -> tuple[Remark, ...]:
    """All there is to say, in the order of the file; combinations last.

    Args:
        access: the file.
        known: what the live release knows; None before the first.
    """
    every = holders(access)
    owner = {number: holder for holder in every for number in holder.entries}
    found: list[Remark] = []
    for number, entry in enumerate(access.grant, start=1):
        found += _of_entry(number, entry, owner[number], access, known)
    return (*found, *_refused(every), *_both(every))


def _of_entry(
    number: int, entry: Grant, holder: Holder, access: Access, known: Inventory | None
) -> Iterator[Remark]:
    strange = _strange(entry, known) if known else []
    if strange:
        yield Remark((number,), (holder.who,), _UNKNOWN, ", ".join(strange))
    earlier = [n for n in holder.entries if n < number]
    before = merged(scope for n in earlier for scope in access.grant[n - 1].scopes)
    if before and merged((*before, *entry.scopes)) == before:
        yield Remark((number,), (holder.who,), _REPEATED, ", ".join(map(str, earlier)))


def _strange(entry: Grant, known: Inventory) -> list[str]:
    return [
        *(one for one in entry.companies if one not in known.companies),
        *(one for one in entry.communities if one not in known.communities),
    ]


def _refused(every: tuple[Holder, ...]) -> Iterator[Remark]:
    for holder in every:
        if reason := refusal(holder.scopes):
            yield Remark(holder.entries, (holder.who,), _REFUSED, reason=reason)


def _both(every: tuple[Holder, ...]) -> Iterator[Remark]:
    """Pairs of which one person may be both: somebody in a group, or in two."""
    for one, other in combinations(every, 2):
        is_possible = one.is_group or other.is_group
        if not is_possible or one.provider != other.provider:
            continue
        if refusal(one.scopes) or refusal(other.scopes):
            continue
        if reason := refusal(merged((*one.scopes, *other.scopes))):
            entries, who = (*one.entries, *other.entries), (one.who, other.who)
            yield Remark(entries, who, _TOGETHER, reason=reason, is_wrong=False)
