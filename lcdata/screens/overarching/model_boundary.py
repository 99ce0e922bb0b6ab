"""Between companies: who met whom at the overarching table and who visited whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from lcdata.contracts.published import Organisation, Visit
from lcdata.locale import N_, Words
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.table import Value
from lcdata.view_models.unit import companies, short_name
from lcdata.view_models.view import View

PARTIES = {
    "expert": N_("expert"),
    "supplier": N_("supplier"),
    "company": N_("company"),
    "education": N_("education"),
    "community": N_("community"),
}


@dataclass(frozen=True)
class Pair:
    """Two companies by their place in the list: shared sessions and visits between them.

    `sessions` is None where it is shielded: of most companies a single person takes part in the
    overarching community, so how often a company came says how often that person did.
    """

    first: int
    second: int
    sessions: int | None
    visits: int


@dataclass(frozen=True)
class Trip:
    """How often communities of one company visited those of another, by place in the list."""

    visitor: int
    host: int
    count: int


@dataclass(frozen=True)
class Boundary:
    """Company by company; fewer than two companies in view leave it empty.

    Attributes:
        names: the companies in their fixed order.
        pairs: every two of them.
        trips: the visits by who went to whom.
        exhibit: the words around the picture.
    """

    names: tuple[str, ...]
    pairs: tuple[Pair, ...]
    trips: tuple[Trip, ...]
    exhibit: Exhibit

    @property
    def is_shielded(self) -> bool:
        """Whether of no pair the shared sessions are said: then visits alone are drawn."""
        return all(pair.sessions is None for pair in self.pairs)


def boundary(view: View) -> Boundary:
    """Every pair of companies in view."""
    known = companies(view.model) if view.is_leader else []
    places = {item.organisation_id: index for index, item in enumerate(known)}
    sessions = {
        frozenset({s.organisation_id, s.other_organisation_id}): s.sessions
        for s in view.model.shared_sessions
    }
    visited = visits_between(view)
    pairs = tuple(
        Pair(places[a], places[b], sessions.get(frozenset({a, b})), visited.count({a, b}))
        for a in places
        for b in places
        if places[a] < places[b]
    )
    went = Counter(
        (places[visitor], places[host])
        for visitor, host in _went(view)
        if visitor in places and host in places
    )
    trips = tuple(Trip(visitor, host, went[visitor, host]) for visitor, host in sorted(went))
    names = tuple(short_name(item) for item in known)
    return Boundary(names, pairs, trips, _exhibit(view, known, pairs))


def visits_between(view: View) -> list[set[str]]:
    """One pair of companies per visit; a visit both sides delivered counts once."""
    return [set(pair) for pair in _went(view)]


def _went(view: View) -> list[tuple[str, str]]:
    """Visitor and host of every visit between companies, in the order of their dates."""
    owners = {c.community_id: c.organisation_id for c in view.model.communities}
    seen: dict[tuple[dt.date, frozenset[str]], tuple[str, str]] = {}
    for visit in sorted(view.model.visits, key=lambda v: (v.held_on, v.community_id)):
        own, other = owners.get(visit.community_id), visit.other_organisation_id
        if own and other and own != other and visit.other_kind in ("company", "community"):
            pair = (own, other) if visit.direction == "out" else (other, own)
            seen.setdefault((visit.held_on, frozenset(pair)), pair)
    return list(seen.values())


def visit_list(view: View) -> Exhibit:
    """The visits in view, newest first, each in words."""
    words = view.words
    names = {o.organisation_id: o for o in view.model.organisations}
    ordered = sorted(view.model.visits, key=lambda v: (v.held_on, v.community_id), reverse=True)
    rows: list[tuple[Value, ...]] = [
        (
            words.short_day(visit.held_on),
            view.community(visit.community_id).name,
            _direction(visit, words),
            _other(visit, names, words),
        )
        for visit in ordered
    ]
    return exhibit(
        view,
        name="overarching-visits",
        title=words.text("Visits"),
        alt="",
        columns=(
            words.text("Date"),
            words.text("Community"),
            words.text("Direction"),
            words.text("Other party"),
        ),
        rows=rows,
        indicators=("visits_per_sprint",),
    )


def _direction(visit: Visit, words: Words) -> str:
    return words.text("received") if visit.direction == "in" else words.text("went to")


def _other(visit: Visit, names: dict[str, Organisation], words: Words) -> str:
    kind = words.text(PARTIES[visit.other_kind]) if visit.other_kind in PARTIES else ""
    organisation = names.get(visit.other_organisation_id or "")
    if organisation is None:
        return kind
    return f"{organisation.name} ({kind})" if kind else organisation.name


def _exhibit(view: View, known: list[Organisation], pairs: tuple[Pair, ...]) -> Exhibit:
    words = view.words
    rows: list[tuple[Value, ...]] = [
        (
            known[p.first].name,
            known[p.second].name,
            words.text("shielded or none") if p.sessions is None else p.sessions,
            p.visits,
        )
        for p in pairs
    ]
    visited = sum(p.visits > 0 for p in pairs)
    return exhibit(
        view,
        name="overarching-pairs",
        title=words.text("Company by company"),
        alt=words.text(
            "Matrix of companies: {visited} of {pairs} pairs visited each other.",
            visited=visited,
            pairs=len(pairs),
        ),
        columns=(
            words.text("Company"),
            words.text("Other company"),
            words.text("Shared sessions"),
            words.text("Visits"),
        ),
        rows=rows,
        indicators=("companies_represented", "sessions_three_companies"),
        note=_note(view, pairs),
    )


def _note(view: View, pairs: tuple[Pair, ...]) -> str:
    words = view.words
    if any(pair.sessions is not None for pair in pairs):
        return words.text(
            "Above the diagonal (disc): sessions of the overarching community both attended, "
            "where {persons} or more people of each take part. Below (square): visits between "
            "their communities. Empty: none delivered.",
            **view.model.policy.in_words,
        )
    return words.text(
        "Row visits column: how often communities of the one went to those of the other. Empty: "
        "no visit delivered. Who met whom at the overarching table is shielded: of most companies "
        "fewer than {persons} people take part there, so it would be about a person.",
        **view.model.policy.in_words,
    )
