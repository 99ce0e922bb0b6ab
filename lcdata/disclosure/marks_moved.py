"""Marks that belong to another atom now: a session that moved to another sprint or week.

Atoms that exchange marks move together or not at all, or the session would count twice, or not.
Together they tell more than each by itself: what one lost and the other won is the session, and
both less both as they were is whatever else changed in them.

    before   sprint_1 {s1 s2 s3}   sprint_2 {s4}         s3 moves, and one mark of s4 is corrected
    now      sprint_1 {s1 s2}      sprint_2 {s3 s4'}      both less both before: the one mark
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

import polars as pl

from lcdata.disclosure.marks import ATOM
from lcdata.disclosure.policy import Policy

Atom: TypeAlias = tuple[str, str, int | None]
"""Community, block and week."""
Pair: TypeAlias = tuple[str, str]
"""Session and person."""
Places: TypeAlias = Mapping[Pair, tuple[Atom, str]]
"""Each pair of a community: its atom and its state."""

PAIR = ["community_id", "session_id", "person_id"]


def held_back(
    moves: Collection[Atom], now: pl.DataFrame, old: pl.DataFrame, policy: Policy
) -> set[Atom]:
    """The atoms that exchange marks and may not, or cannot, move together.

    Args:
        moves: the atoms that would move if each were by itself.
        now: the marks of this build, by atom (`marks.MARK`).
        old: the marks of the release before, by atom.
        policy: the thresholds.
    """
    both = now.join(old, on=PAIR, suffix="_old")
    is_elsewhere = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_old")) for name in ATOM[1:]
    )
    stay: set[Atom] = set()
    for community in both.filter(is_elsewhere)["community_id"].unique():
        here = pl.col("community_id") == community
        places_now, places_old = _places(now.filter(here)), _places(old.filter(here))
        for bundle in _bundles(places_now, places_old):
            if not (bundle <= set(moves) and _may_move(bundle, places_now, places_old, policy)):
                stay |= bundle
    return stay


def _places(marks: pl.DataFrame) -> Places:
    return {
        (session, person): ((community, block, week), state)
        for community, block, week, session, person, state in marks.select(
            *ATOM, "session_id", "person_id", "state"
        ).iter_rows()
    }


def _bundles(now: Places, old: Places) -> Iterator[set[Atom]]:
    """The atoms that exchange marks, over however many steps."""
    links = {(old[pair][0], now[pair][0]) for pair in now.keys() & old.keys()}
    left = {atom for link in links for atom in link}
    while left:
        bundle = {left.pop()}
        while more := {atom for link in links if bundle & {*link} for atom in link} - bundle:
            bundle |= more
        left -= bundle
        if len(bundle) > 1:
            yield bundle


def _may_move(bundle: set[Atom], now: Places, old: Places, policy: Policy) -> bool:
    """Whether no difference of these atoms, old and new, is about too few persons.

    Whoever takes off less than the whole bundle parts one of the sets of marks that stayed
    together, so each of them has to hold enough persons; and so has what else changed.
    """
    stayed: dict[tuple[Atom, Atom], set[Pair]] = defaultdict(set)
    changed: set[Pair] = set()
    for pair in now.keys() | old.keys():
        was, (atom, state) = old.get(pair), now.get(pair, (None, ""))
        if was and atom in bundle and was[0] in bundle and was[1] == state:
            stayed[was[0], atom].add(pair)
        elif atom in bundle or (was and was[0] in bundle):
            changed.add(pair)
    groups = [_persons(pairs, now, old) for pairs in stayed.values()]
    groups += [_persons(changed, now, old)] if changed else []
    return all(len(group) >= policy.k_person for group in groups)


def _persons(pairs: Collection[Pair], now: Places, old: Places) -> set[str]:
    """Those with a known mark among them; where nobody has one, everybody."""
    known = {
        pair[1]
        for pair in pairs
        if {places[pair][1] for places in (now, old) if pair in places} - {"unknown"}
    }
    return known or {person for _, person in pairs}
