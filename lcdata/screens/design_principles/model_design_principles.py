"""Design principles: is it built as designed? A profile from A to E, and no sum of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lcdata.access import Role
from lcdata.domain import Grain
from lcdata.screens.design_principles.model_evidence import Evidence, evidence
from lcdata.screens.design_principles.model_mechanisms import PRINCIPLES, SUPPORT, Entry, Group
from lcdata.view_models.absent import what_to_do
from lcdata.view_models.advice import MECHANISMS
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.table import Value
from lcdata.view_models.unit import Unit, companies, item_is_own, short_name
from lcdata.view_models.view import View, own_communities


@dataclass(frozen=True)
class Mechanism:
    """One mechanism; `advice` is what the publication offers, empty where it offers nothing."""

    id: str
    name: str
    evidence: tuple[Evidence, ...]
    advice: str

    @property
    def is_thin(self) -> bool:
        """Whether any of its evidence is thin."""
        return any(item.is_thin for item in self.evidence)

    @property
    def is_silent(self) -> bool:
        """Whether nothing of it could be judged."""
        return all(item.is_thin is None for item in self.evidence)

    @property
    def title(self) -> str:
        """`B1 Shared goal`; what is no mechanism has no code."""
        return f"{self.id} {self.name}" if self.id in MECHANISMS else self.name


@dataclass(frozen=True)
class Principle:
    """One principle with its mechanisms; `alt` says all of it in words."""

    id: str
    title: str
    mechanisms: tuple[Mechanism, ...]
    alt: str


@dataclass(frozen=True)
class DesignPrinciples:
    """The whole page, of one company or community.

    Attributes:
        summary: label and names of what is seen, what is thin, and what says nothing yet.
        notes: how to read the profile, and what to do about the empties in it.
    """

    head: PageHead
    summary: tuple[tuple[str, str], ...]
    principles: tuple[Principle, ...]
    notes: tuple[str, ...]
    exhibit: Exhibit


def profiles(view: View) -> dict[str, Unit]:
    """The profiles this viewer can open, by id, in the fixed order."""
    if view.scope.role is Role.FACILITATOR:
        return {name: _community(view, name) for name in own_communities(view)}
    found: dict[str, Unit] = {}
    for company in companies(view.model):
        if view.is_leader or item_is_own(company, view.scope):
            name = company.organisation_id
            short = short_name(company)
            found[name] = Unit(Grain.COMPANY, name, company.name, short, is_own=True)
            found |= {} if view.is_leader else _communities(view, name)
    if view.is_leader:
        found |= {name: unit for name, unit in _communities(view).items() if _has(view, unit)}
    return found


def _has(view: View, profile: Unit) -> bool:
    """Whether this viewer has any figure of the profile: the leader has few per community."""
    entries = [entry for group in PRINCIPLES for entry in group.entries]
    return any(view.cell(item.indicator, profile) for entry in entries for item in entry.items)


def build(view: View, profile: Unit | None) -> DesignPrinciples:
    """The page of this profile; empty where there is none to open."""
    words = view.words
    shown = (*PRINCIPLES, SUPPORT) if profile else ()
    groups = tuple(_principle(view, profile, group) for group in shown if profile)
    return DesignPrinciples(
        head=page_head(
            view,
            words.text("Design principles"),
            words.text("Is it built as designed?"),
            scope=profile.name if profile else "",
        ),
        summary=_summary(view, groups),
        principles=groups,
        notes=_notes(view, profile, groups),
        exhibit=_exhibit(view, profile, groups),
    )


def _communities(view: View, company_id: str | None = None) -> dict[str, Unit]:
    """Those of a company, or all of them, in the order in which they started."""
    every = view.model.communities
    owned = [c for c in every if company_id is None or c.organisation_id == company_id]
    ordered = sorted(owned, key=lambda c: (c.start_date, c.community_id))
    return {c.community_id: _community(view, c.community_id) for c in ordered}


def _community(view: View, community_id: str) -> Unit:
    community = view.community(community_id)
    name = f"{view.owner_name(community)} · {community.name}"
    return Unit(Grain.COMMUNITY, community_id, name, community.name, is_own=True)


def _principle(view: View, profile: Unit, group: Group) -> Principle:
    words = view.words
    mechanisms = tuple(_mechanism(view, profile, entry) for entry in group.entries)
    title = words.text(group.title)
    lines = [
        f"{part.title}: " + "; ".join(f"{one.text} {one.said.line}" for one in part.evidence)
        for part in mechanisms
    ]
    full = f"{group.id} · {title}" if group.id else title
    return Principle(group.id, full, mechanisms, f"{full}. {'. '.join(lines)}.")


def _mechanism(view: View, profile: Unit, entry: Entry) -> Mechanism:
    words = view.words
    found = [evidence(view, profile, item) for item in entry.items]
    advice = MECHANISMS.get(entry.id)
    return Mechanism(
        entry.id,
        words.text(entry.name),
        tuple(item for item in found if item is not None),
        words.text(advice) if advice else "",
    )


def _summary(view: View, groups: tuple[Principle, ...]) -> tuple[tuple[str, str], ...]:
    words = view.words
    all_of_them = [part for group in groups for part in group.mechanisms if part.id in MECHANISMS]
    thin = [part for part in all_of_them if part.is_thin]
    silent = [part for part in all_of_them if part.is_silent]
    seen = [part for part in all_of_them if part not in thin and part not in silent]
    said = (
        (words.text("Evidence present"), seen),
        (words.text("Little evidence"), thin),
        (words.text("Nothing to say yet"), silent),
    )
    return tuple((label, _named(view, parts)) for label, parts in said if parts)


def _named(view: View, parts: list[Mechanism]) -> str:
    return view.words.listing([f"{p.name[:1].lower()}{p.name[1:]} ({p.id})" for p in parts]) + "."


def _notes(view: View, profile: Unit | None, groups: tuple[Principle, ...]) -> tuple[str, ...]:
    words = view.words
    statuses = {
        one.status for group in groups for part in group.mechanisms for one in part.evidence
    }
    company = (
        (words.text("Yes-or-no points count the company's communities: one circle each."),)
        if profile and profile.grain is Grain.COMPANY
        else ()
    )
    return (
        words.text(
            "No sum: a profile is no mark. Advice stands where half or less of what was counted "
            "is seen; it is an offer, not a verdict."
        ),
        *company,
        words.text(
            "Source: export = from the delivered administration; judgement = the facilitator's "
            "checklist; survey = answers of members, never per community."
        ),
        *what_to_do(statuses, words),
    )


def _exhibit(view: View, profile: Unit | None, groups: tuple[Principle, ...]) -> Exhibit:
    words = view.words
    rows: list[tuple[Value, ...]] = [
        (
            group.title,
            part.title,
            one.text,
            one.said.line,
            one.unknown or None,
            one.source,
            part.advice if one.is_thin else "",
        )
        for group in groups
        for part in group.mechanisms
        for one in part.evidence
    ]
    entries = [entry for group in (*PRINCIPLES, SUPPORT) for entry in group.entries]
    made = exhibit(
        view,
        name="-".join(["design-principles", *(profile.entity_id.split("/") if profile else ())]),
        title=f"{words.text('Design principles')}: {profile.name if profile else ''}",
        alt="",
        columns=(
            words.text("Principle"),
            words.text("Mechanism"),
            words.text("Evidence"),
            words.text("Value"),
            words.text("Unknown"),
            words.text("Source"),
            words.text("Advice"),
        ),
        rows=rows,
        indicators=tuple(item.indicator for entry in entries for item in entry.items),
    )
    # the file says every definition; on the page each mechanism opens to its own
    return replace(made, definitions=())
