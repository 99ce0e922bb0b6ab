"""Every viewer there is of one release, and the cells each of them reaches.

The figures themselves are the same for everybody; what differs is who reaches which unit. A
facilitator of several communities reaches what a facilitator of each of them does: no sum depends
on the choice, so there is one viewer per community and none per choice of communities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from lcdata.access import Role, facilitator_key
from lcdata.disclosure.policy import Policy, Reached
from lcdata.domain import CONSORTIUM_ID, OVERARCHING_ID, Grain, Kind

REACH: dict[str, pl.DataType] = {
    "viewer": pl.String(),
    "kind": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
    "is_own": pl.Boolean(),
}
"""Which cells a viewer reads: one row per viewer, row of the role table and unit."""

Unit = tuple[str, str, bool]
"""Grain, entity, and whether it is the version for those whose own unit it is."""


@dataclass(frozen=True)
class Viewer:
    """One viewer.

    Attributes:
        key: names the viewer in the release.
        role: decides the reach.
        company_id: the own company; None for the leader and for an overarching community.
        community_id: the facilitator's own community.
    """

    key: str
    role: Role
    company_id: str | None = None
    community_id: str | None = None

    def units(
        self, kind: Kind, reached: tuple[Reached, ...], owners: Mapping[str, str]
    ) -> Iterator[Unit]:
        """The units this viewer reaches for a kind of figure.

        Args:
            kind: the row of the role table.
            reached: what the role table says there for the role.
            owners: community → its company, or `overarching`.
        """
        for community, owner in owners.items():
            if "exact" in reached and community == self.community_id:
                yield str(Grain.COMMUNITY), community, True
            elif self._sees(community, owner, reached):
                yield str(Grain.COMMUNITY), community, False
        for company in sorted(set(owners.values()) - {OVERARCHING_ID}):
            if "company" in reached:
                yield str(Grain.COMPANY), company, False
            elif company == self.company_id and "own_company" in reached:
                yield str(Grain.COMPANY), company, kind is Kind.SURVEY
        if "consortium" in reached:
            yield str(Grain.CONSORTIUM), CONSORTIUM_ID, False
        if "overarching" in reached:
            yield str(Grain.OVERARCHING), OVERARCHING_ID, False
        if "pooled" in reached and self.company_id:
            yield str(Grain.POOLED), self.company_id, False

    def _sees(self, community: str, owner: str, reached: tuple[Reached, ...]) -> bool:
        is_own = owner == self.company_id and "own_community" in reached
        return (
            "community" in reached
            or is_own
            or (owner == OVERARCHING_ID and "overarching" in reached)
        )


def viewers(owners: Mapping[str, str]) -> list[Viewer]:
    """The leader, each director, and the facilitator of each community.

    Args:
        owners: community → its company, or `overarching`.
    """
    companies = sorted(set(owners.values()) - {OVERARCHING_ID})
    return [
        Viewer(str(Role.LEADER), Role.LEADER),
        *(Viewer(f"{Role.DIRECTOR}:{name}", Role.DIRECTOR, name) for name in companies),
        *(
            Viewer(
                facilitator_key(community),
                Role.FACILITATOR,
                owner if owner != OVERARCHING_ID else None,
                community,
            )
            for community, owner in sorted(owners.items())
        ),
    ]


def reach_table(owners: Mapping[str, str], policy: Policy) -> pl.DataFrame:
    """Which cells every viewer reads (`REACH`).

    Args:
        owners: community → its company, or `overarching`.
        policy: the role table.
    """
    rows = [
        (viewer.key, str(kind), *unit)
        for viewer in viewers(owners)
        for kind in Kind
        for unit in viewer.units(kind, policy.reached(viewer.role, kind), owners)
    ]
    return pl.DataFrame(rows, schema=REACH, orient="row")
