"""Between companies: who met whom at the overarching table and who visited whom."""

from __future__ import annotations

import datetime as dt
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
    """Two companies by their place in the list: shared sessions and visits between them."""

    first: int
    second: int
    sessions: int
    visits: int


@dataclass(frozen=True)
class Boundary:
    """Company by company; fewer than two companies in view leave it empty."""

    names: tuple[str, ...]
    pairs: tuple[Pair, ...]
    exhibit: Exhibit


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
        Pair(places[a], places[b], sessions.get(frozenset({a, b}), 0), visited.count({a, b}))
        for a in places
        for b in places
        if places[a] < places[b]
    )
    names = tuple(short_name(item) for item in known)
    return Boundary(names, pairs, _exhibit(view, known, pairs))


def visits_between(view: View) -> list[set[str]]:
    """One pair of companies per visit; a visit both sides delivered counts once."""
    owners = {c.community_id: c.organisation_id for c in view.model.communities}
    seen: set[tuple[dt.date, frozenset[str]]] = set()
    for visit in view.model.visits:
        own, other = owners.get(visit.community_id), visit.other_organisation_id
        if own and other and own != other and visit.other_kind in ("company", "community"):
            seen.add((visit.held_on, frozenset({own, other})))
    return [set(pair) for _, pair in seen]


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
        (known[p.first].name, known[p.second].name, p.sessions, p.visits) for p in pairs
    ]
    met = sum(p.sessions > 0 for p in pairs)
    visited = sum(p.visits > 0 for p in pairs)
    return exhibit(
        view,
        name="overarching-pairs",
        title=words.text("Company by company"),
        alt=words.text(
            "Matrix of companies. {met} of {pairs} pairs shared a session of the overarching "
            "community; {visited} of {pairs} visited each other.",
            met=met,
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
        note=words.text(
            "Above the diagonal (disc): sessions of the overarching community both attended. "
            "Below (square): visits between their communities. Empty: none delivered."
        ),
    )
