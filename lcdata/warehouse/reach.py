"""How far a scope reaches in one release: the figures and communities its viewer may see.

Deny by default: what is not listed here for a role is not read, and a company or community the
release does not know adds nothing. Which figures a viewer sees the guard decided at build
(`disclosure`); here stands what lies around them: plans, meetings, receipts, registers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from lcdata.access import Role, Scope
from lcdata.domain import CONSORTIUM_ID


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
        viewers: keys of the guarded figures that are seen (`disclosure.viewers`).
        communities: communities whose plan, meetings, versions and visits are seen.
        signals: communities whose process signals are seen.
        registers: communities whose persons are seen.
        own: units of which the version for those whose own unit it is is seen.
        deliveries: organisations whose delivery board is seen.
        receipts: organisations whose receipts are seen line by line.
        organisations: organisations known by name.
    """

    viewers: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    deliveries: frozenset[str] = frozenset()
    receipts: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


def reach(scope: Scope, inventory: Inventory) -> Reach:
    """What this viewer may see; nothing for a role without a page.

    The leader who looks at another's pages sees no persons there, and no figures but the leader's.
    """
    found = _reach(scope, inventory)
    return replace(found, registers=frozenset(), own=frozenset()) if scope.by_leader else found


def _reach(scope: Scope, inventory: Inventory) -> Reach:
    if scope.role is Role.LEADER:
        return _leader(inventory)
    if scope.role is Role.DIRECTOR and scope.company_id in inventory.companies:
        return _director(scope.company_id, inventory)
    own = scope.community_ids & inventory.communities.keys()
    if scope.role is Role.FACILITATOR and own:
        return _facilitator(frozenset(own), inventory)
    return Reach()


def _leader(inventory: Inventory) -> Reach:
    communities = frozenset(inventory.communities)
    return Reach(
        viewers=Scope.leader().viewer_keys,
        communities=communities,
        signals=communities,
        deliveries=frozenset(inventory.deliverers),
        receipts=frozenset(inventory.deliverers),
        organisations=frozenset(inventory.organisations),
    )


def _director(company: str, inventory: Inventory) -> Reach:
    communities = inventory.communities_of({company})
    return Reach(
        viewers=Scope.director(company).viewer_keys,
        own=frozenset({company}),
        communities=communities | inventory.overarching,
        signals=communities | inventory.overarching,
        deliveries=frozenset({company, CONSORTIUM_ID}),
        organisations=_named(inventory, {company}),
    )


def _facilitator(own: frozenset[str], inventory: Inventory) -> Reach:
    companies = {owner for name in own if (owner := inventory.communities[name])}
    deliverers = companies | ({CONSORTIUM_ID} if own & inventory.overarching else set())
    return Reach(
        viewers=Scope.facilitator(*own).viewer_keys,
        communities=own | inventory.overarching,
        signals=own,
        registers=own,
        own=own | companies,
        deliveries=frozenset(deliverers),
        receipts=frozenset(deliverers),
        organisations=_named(inventory, companies),
    )


def _named(inventory: Inventory, own: Collection[str]) -> frozenset[str]:
    """Own companies and everyone who is no company: other companies stay unnamed."""
    others = {name for name, kind in inventory.organisations.items() if kind != "company"}
    return frozenset(others | set(own))
