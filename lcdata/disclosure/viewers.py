"""Every viewer there is of one release, and the units each of them reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from lcdata.access import COMMON, OVERARCHING_GROUP, Role, facilitator_key
from lcdata.disclosure.policy import Kind, Policy, Reached
from lcdata.domain import CONSORTIUM_ID, OVERARCHING_ID, Grain

MOST_GUIDED = 6
"""Communities of one company of which every choice is a viewer; beyond: each alone, and all."""


@dataclass(frozen=True)
class Target:
    """One unit a figure is shown for.

    Attributes:
        grain: the unit's grain.
        entity_id: the unit.
        communities: the communities it pools.
        is_exact: whether its figures are shown as they are: the own community.
    """

    grain: Grain
    entity_id: str
    communities: frozenset[str]
    is_exact: bool = False


@dataclass(frozen=True)
class Viewer:
    """One viewer: a key of the guarded cells.

    Attributes:
        key: names the viewer in the release.
        role: decides the reach.
        company_id: the own company; None for the leader and in the overarching community.
        own: the own communities.
        is_common: whether it holds what all facilitators see alike.
    """

    key: str
    role: Role
    company_id: str | None = None
    own: frozenset[str] = frozenset()
    is_common: bool = False

    def sees(self, community: str, reached: tuple[Reached, ...], owners: Mapping[str, str]) -> bool:
        """Whether the figures of this community are shown by themselves."""
        is_shared = owners[community] == OVERARCHING_ID
        return (
            "community" in reached
            or (is_shared and "overarching" in reached and self._has_overarching)
            or (community in self.own and bool({"own_community", "exact"} & set(reached)))
        )

    def targets(self, kind: Kind, policy: Policy, owners: Mapping[str, str]) -> list[Target]:
        """The units of this kind of figure for this viewer.

        Args:
            kind: the kind of figure.
            policy: says what each role reaches.
            owners: community → its company, or `overarching`.
        """
        reached = policy.reached(self.role, kind)
        own_exact = self.own if "exact" in reached else frozenset[str]()
        seen = [c for c in owners if self.sees(c, reached, owners)]
        return [
            *(Target(Grain.COMMUNITY, c, frozenset({c}), is_exact=c in own_exact) for c in seen),
            *self._sums(reached, owners),
        ]

    def _sums(self, reached: tuple[Reached, ...], owners: Mapping[str, str]) -> Iterator[Target]:
        companies = sorted(set(owners.values()) - {OVERARCHING_ID})
        everyone = frozenset(c for c, owner in owners.items() if owner != OVERARCHING_ID)
        shared = frozenset(owners) - everyone
        for company in companies:
            is_own = company == self.company_id and "own_company" in reached
            if is_own or "company" in reached:
                yield Target(Grain.COMPANY, company, _of(company, owners))
        if "consortium" in reached and (self.is_common or self.role is not Role.FACILITATOR):
            yield Target(Grain.CONSORTIUM, CONSORTIUM_ID, everyone)
        if "overarching" in reached and shared and self._has_overarching:
            yield Target(Grain.OVERARCHING, OVERARCHING_ID, shared)
        if "pooled" in reached and self.company_id:
            others = everyone - _of(self.company_id, owners)
            yield Target(Grain.POOLED, self.company_id, others)

    @property
    def _has_overarching(self) -> bool:
        """A facilitator's overarching figures stand under one key alone, or they would double."""
        if self.role is not Role.FACILITATOR:
            return True
        return self.key == facilitator_key(OVERARCHING_GROUP, self.own)


def viewers(owners: Mapping[str, str]) -> list[Viewer]:
    """The leader, each director, and each choice of communities a facilitator may guide.

    Args:
        owners: community → its company, or `overarching`.
    """
    found = [Viewer("leader", Role.LEADER)]
    groups = sorted(set(owners.values()))
    for company in (group for group in groups if group != OVERARCHING_ID):
        own = _of(company, owners)
        found.append(Viewer(f"director:{company}", Role.DIRECTOR, company, own))
    found.append(Viewer(COMMON, Role.FACILITATOR, is_common=True))
    for group in {*groups, OVERARCHING_ID}:
        is_shared = group == OVERARCHING_ID
        name = OVERARCHING_GROUP if is_shared else group
        company_id = None if is_shared else group
        choices = [*_choices(sorted(_of(group, owners)))]
        for own in [frozenset[str](), *choices] if is_shared else choices:
            key = facilitator_key(name, own)
            found.append(Viewer(key, Role.FACILITATOR, company_id, own))
    return found


def _choices(communities: list[str]) -> Iterator[frozenset[str]]:
    sizes = range(1, len(communities) + 1)
    if len(communities) > MOST_GUIDED:
        sizes = range(1, 2)
        yield frozenset(communities)
    yield from map(frozenset, chain.from_iterable(combinations(communities, n) for n in sizes))


def _of(owner: str, owners: Mapping[str, str]) -> frozenset[str]:
    return frozenset(c for c, company in owners.items() if company == owner)
