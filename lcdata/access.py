"""Who looks, and what that person may see.

A `Scope` goes along with every read and is part of every cache key. It only ever narrows:
whoever is unknown has no scope and gets nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lcdata.domain import CONSORTIUM_ID
from lcdata.errors import AccessDenied
from lcdata.locale import N_


class Role(StrEnum):
    """The three people the product is for, and the operator at the console."""

    FACILITATOR = "facilitator"
    DIRECTOR = "director"
    LEADER = "leader"
    UNGUARDED = "unguarded"


@dataclass(frozen=True)
class Scope:
    """What one viewer may see; hashable, so that it can key a cache.

    Attributes:
        role: the role the viewer acts in.
        company_id: the director's own company; None for the other roles.
        community_ids: the facilitator's own communities, qualified; empty for the other roles.
        by_leader: whether the leader looks at this one's pages: with the leader's own limits, so
            without registers and without anything exact.
    """

    role: Role
    company_id: str | None = None
    community_ids: frozenset[str] = frozenset()
    by_leader: bool = False

    def __post_init__(self) -> None:
        """Refuse a scope that says less than its role needs: it would read as "everything"."""
        if self.role is Role.DIRECTOR and not self.company_id:
            raise AccessDenied("a director needs a company")
        if self.role is Role.FACILITATOR and not self.community_ids:
            raise AccessDenied("a facilitator needs at least one community")

    @classmethod
    def leader(cls) -> Scope:
        """The consortium leader's scope."""
        return cls(Role.LEADER)

    @classmethod
    def director(cls, company_id: str) -> Scope:
        """The scope of the director of one company."""
        return cls(Role.DIRECTOR, company_id=company_id)

    @classmethod
    def facilitator(cls, *community_ids: str) -> Scope:
        """The scope of the facilitator of these communities."""
        return cls(Role.FACILITATOR, community_ids=frozenset(community_ids))

    @property
    def own_company_ids(self) -> frozenset[str]:
        """Companies whose figures are the viewer's own: the director's, or the communities'.

        The overarching community has no company, so it adds none.
        """
        if self.company_id:
            return frozenset({self.company_id})
        owners = {community_id.split("/", 1)[0] for community_id in self.community_ids}
        return frozenset(owners - {CONSORTIUM_ID})

    @property
    def may_deliver(self) -> frozenset[str] | None:
        """Organisations this viewer may deliver for; None for every organisation.

        A facilitator delivers for the own companies. The consortium's delivery names every
        organisation, so it is the leader's alone.
        """
        if self.role is Role.LEADER:
            return None
        return self.own_company_ids if self.role is Role.FACILITATOR else frozenset()

    @property
    def viewer_keys(self) -> frozenset[str]:
        """The viewers whose guarded figures make up what this scope sees."""
        if self.role is Role.FACILITATOR:
            return frozenset(facilitator_key(one) for one in self.community_ids)
        return frozenset({str(self)})

    def __str__(self) -> str:
        """The form `--as` takes: `leader`, `director:engberink`, `facilitator:a/c1,a/c2`."""
        ids = self.company_id or ",".join(sorted(self.community_ids))
        return f"{self.role}:{ids}" if ids else str(self.role)


def facilitator_key(community_id: str) -> str:
    """The key of what the facilitator of this community sees."""
    return f"{Role.FACILITATOR}:{community_id}"


def parse_scope(text: str) -> Scope:
    """The scope that `--as` names.

    Raises:
        AccessDenied: the role is unknown or its ids are missing.
    """
    role, _, ids = text.strip().partition(":")
    names = [name.strip() for name in ids.split(",") if name.strip()]
    if role == Role.LEADER and not names:
        return Scope.leader()
    if role == Role.UNGUARDED and not names:
        return Scope(Role.UNGUARDED)
    if role == Role.DIRECTOR and len(names) == 1:
        return Scope.director(names[0])
    if role == Role.FACILITATOR and names and all("/" in name for name in names):
        return Scope.facilitator(*names)
    raise AccessDenied(
        N_(
            "unknown viewer: use leader, director:COMPANY, facilitator:COMPANY/COMMUNITY[,…] "
            "or unguarded"
        )
    )
