"""How far a scope reaches in one release: the units and communities its viewer may see.

Deny by default: what is not listed here for a role is not read, and a company or community the
release does not know adds nothing. The table is `indicators.md` section 7; thresholds come on
top of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lcdata.access import Role, Scope
from lcdata.domain import CONSORTIUM_ID, OVERARCHING_ID, Grain

Units = frozenset[str]
"""Each `grain:entity_id`, as in `company:engberink`."""

CONSORTIUM = f"{Grain.CONSORTIUM}:{CONSORTIUM_ID}"
OVERARCHING = f"{Grain.OVERARCHING}:{OVERARCHING_ID}"


@dataclass(frozen=True)
class Inventory:
    """What a release is about.

    Attributes:
        communities: community id → company, None for an overarching community.
        organisations: organisation id → kind.
        deliverers: organisations that ever delivered.
    """

    communities: Mapping[str, str | None]
    organisations: Mapping[str, str]
    deliverers: Collection[str]

    @property
    def companies(self) -> frozenset[str]:
        """Companies by the organisation table, and those that speak through a community."""
        listed = {name for name, kind in self.organisations.items() if kind == "company"}
        return frozenset(listed | {owner for owner in self.communities.values() if owner})

    @property
    def overarching(self) -> frozenset[str]:
        """The communities without a company."""
        return frozenset(name for name, owner in self.communities.items() if owner is None)

    def communities_of(self, companies: Collection[str]) -> frozenset[str]:
        """The communities of these companies."""
        return frozenset(name for name, owner in self.communities.items() if owner in companies)


@dataclass(frozen=True)
class Reach:
    """What one viewer may see of one release; empty by default.

    Attributes:
        figures: units whose process and person figures are seen.
        surveys: units whose survey figures are seen; never a community's, groups are too small.
        design: units whose design principles are seen.
        retention: units whose retention is seen.
        contacts: units whose contact with the consortium is seen.
        communities: communities whose plan, meetings, versions and visits are seen.
        signals: communities whose process signals are seen.
        registers: communities whose persons are seen.
        deliveries: organisations whose delivery board is seen.
        receipts: organisations whose receipts are seen line by line.
        organisations: organisations known by name.
    """

    figures: Units = frozenset()
    surveys: Units = frozenset()
    design: Units = frozenset()
    retention: Units = frozenset()
    contacts: Units = frozenset()
    communities: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    deliveries: frozenset[str] = frozenset()
    receipts: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


def reach(scope: Scope, inventory: Inventory) -> Reach:
    """What this viewer may see; nothing for a role without a page."""
    if scope.role is Role.LEADER:
        return _leader(inventory)
    if scope.role is Role.DIRECTOR and scope.company_id in inventory.companies:
        return _director(scope.company_id, inventory)
    own = scope.community_ids & inventory.communities.keys()
    if scope.role is Role.FACILITATOR and own:
        return _facilitator(frozenset(own), inventory)
    return Reach()


def _leader(inventory: Inventory) -> Reach:
    companies = _units(Grain.COMPANY, inventory.companies)
    communities = frozenset(inventory.communities)
    everything = companies | _units(Grain.COMMUNITY, communities) | {CONSORTIUM, OVERARCHING}
    return Reach(
        figures=everything,
        surveys=companies | {CONSORTIUM},
        design=everything,
        retention=frozenset({CONSORTIUM}),
        contacts=companies | {CONSORTIUM},
        communities=communities,
        signals=communities,
        deliveries=frozenset(inventory.deliverers),
        receipts=frozenset(inventory.deliverers),
        organisations=frozenset(inventory.organisations),
    )


def _director(company: str, inventory: Inventory) -> Reach:
    own = _units(Grain.COMPANY, {company})
    communities = inventory.communities_of({company})
    own_design = own | _units(Grain.COMMUNITY, communities)
    return Reach(
        figures=own_design | _overarching_units(inventory),
        surveys=own | {CONSORTIUM},
        design=own_design,
        retention=own,
        communities=communities | inventory.overarching,
        signals=communities | inventory.overarching,
        deliveries=frozenset({company, CONSORTIUM_ID}),
        organisations=_named(inventory, {company}),
    )


def _facilitator(own: frozenset[str], inventory: Inventory) -> Reach:
    companies = {owner for name in own if (owner := inventory.communities[name])}
    own_units = _units(Grain.COMMUNITY, own)
    company_units = _units(Grain.COMPANY, companies)
    deliverers = companies | ({CONSORTIUM_ID} if own & inventory.overarching else set())
    return Reach(
        figures=own_units | company_units | _overarching_units(inventory),
        surveys=company_units | {CONSORTIUM},
        design=own_units,
        retention=own_units,
        communities=own | inventory.overarching,
        signals=own,
        registers=own,
        deliveries=frozenset(deliverers),
        receipts=frozenset(deliverers),
        organisations=_named(inventory, companies),
    )


def _overarching_units(inventory: Inventory) -> Units:
    return _units(Grain.COMMUNITY, inventory.overarching) | {OVERARCHING}


def _named(inventory: Inventory, own: Collection[str]) -> frozenset[str]:
    """Own companies and everyone who is no company: other companies stay unnamed."""
    others = {name for name, kind in inventory.organisations.items() if kind != "company"}
    return frozenset(others | set(own))


def _units(grain: Grain, entity_ids: Collection[str]) -> Units:
    return frozenset(f"{grain}:{entity_id}" for entity_id in entity_ids)
