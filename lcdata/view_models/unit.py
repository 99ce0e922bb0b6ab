"""The rows of a comparison: which units a viewer sees side by side, in their fixed order."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.access import Role, Scope
from lcdata.contracts.published import Community, Organisation, ReadModel
from lcdata.domain import OVERARCHING_ID, Grain
from lcdata.locale import Words


@dataclass(frozen=True)
class Unit:
    """One row: a company, a community, the other companies together or the overarching one.

    `is_own` says whether it is drawn in the accent: what belongs to this viewer.
    """

    grain: Grain
    entity_id: str
    name: str
    short_name: str
    is_own: bool
    communities: tuple[Community, ...] = ()

    @property
    def is_overarching(self) -> bool:
        """Whether this is the ninth unit, drawn last and apart."""
        return self.grain is Grain.OVERARCHING


def units(model: ReadModel, scope: Scope, words: Words) -> tuple[Unit, ...]:
    """The units in view: own first for a director, otherwise by full name, overarching last."""
    if scope.role is Role.DIRECTOR:
        own = tuple(_company(model, item) for item in companies(model) if item_is_own(item, scope))
        return (*own, *_others(model, scope, words), _overarching(model, scope, words))
    if scope.role is Role.FACILITATOR:
        return (*_own_communities(model, scope), *_facilitator_companies(model, scope, words))
    everyone = tuple(_company(model, item) for item in companies(model))
    return (*everyone, _overarching(model, scope, words))


def companies(model: ReadModel) -> list[Organisation]:
    """The companies of the consortium, alphabetically by full name.

    Before the consortium has delivered its organisations, whoever speaks through a community of
    its own is one, named after its id.
    """
    known = {item.organisation_id for item in model.organisations}
    owners = {c.organisation_id for c in model.communities if c.organisation_id} - known
    found = [item for item in model.organisations if item.kind == "company"]
    found += [Organisation(name, _spelled(name), "", "company") for name in owners]
    return sorted(found, key=lambda item: item.name.casefold())


def item_is_own(organisation: Organisation, scope: Scope) -> bool:
    """Whether the organisation is the viewer's own company."""
    return organisation.organisation_id in scope.own_company_ids


def short_name(organisation: Organisation) -> str:
    """The name that fits in a chart: the delivered one, else made from the id."""
    if organisation.short_name and organisation.short_name != organisation.name:
        return organisation.short_name
    return _spelled(organisation.organisation_id)


def _spelled(organisation_id: str) -> str:
    return organisation_id.replace("-", " ").title()


def _company(model: ReadModel, organisation: Organisation, is_own: bool = True) -> Unit:
    company_id = organisation.organisation_id
    owned = tuple(c for c in model.communities if c.organisation_id == company_id)
    name = organisation.name
    return Unit(Grain.COMPANY, company_id, name, short_name(organisation), is_own, owned)


def _others(model: ReadModel, scope: Scope, words: Words) -> tuple[Unit, ...]:
    """The other companies as one row, where the release pools them for this director."""
    company_id = scope.company_id or ""
    if not any(c.grain == Grain.POOLED and c.entity_id == company_id for c in model.cells):
        return ()
    name, short = words.text("Other companies (together)"), words.text("Other companies")
    return (Unit(Grain.POOLED, company_id, name, short, is_own=False),)


def _overarching(model: ReadModel, scope: Scope, words: Words) -> Unit:
    shared = tuple(c for c in model.communities if c.organisation_id is None)
    is_own = scope.role is Role.LEADER or any(c.community_id in scope.community_ids for c in shared)
    name = words.text("Overarching community")
    return Unit(Grain.OVERARCHING, OVERARCHING_ID, name, words.text("Overarching"), is_own, shared)


def _own_communities(model: ReadModel, scope: Scope) -> tuple[Unit, ...]:
    own = [
        c for c in model.communities if c.community_id in scope.community_ids and c.organisation_id
    ]
    return tuple(
        Unit(Grain.COMMUNITY, c.community_id, c.name, c.name, is_own=True, communities=(c,))
        for c in sorted(own, key=lambda c: c.name.casefold())
    )


def _facilitator_companies(model: ReadModel, scope: Scope, words: Words) -> tuple[Unit, ...]:
    """The companies the own communities belong to, in grey, without their communities again."""
    own = [item for item in companies(model) if item_is_own(item, scope)]
    rows = (
        Unit(Grain.COMPANY, o.organisation_id, o.name, short_name(o), is_own=False) for o in own
    )
    return (*rows, _overarching(model, scope, words))
