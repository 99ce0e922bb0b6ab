"""The roles of one person taken together: which become one, and which may not go together.

Whoever has several roles knows what all of them show. This is the one place that says what that
allows; sign-in and `lcdata access check` ask here.
"""

from __future__ import annotations

from collections.abc import Iterable

from lcdata.access import Role, Scope
from lcdata.locale import N_

ONE_COMPANY = N_(
    "Whoever directs a company has no role in another company: with both taken out, the figure of "
    "the other companies together would be one of too few."
)


def merged(scopes: Iterable[Scope]) -> tuple[Scope, ...]:
    """The scopes, each once, a facilitator's of one company as one.

    Returns:
        The scopes in the order given; one that grew stands where its first part stood.
    """
    found: list[Scope] = []
    for scope in dict.fromkeys(scopes):
        parts = [one for one in found if _are_one(one, scope)]
        if not parts:
            found.append(scope)
            continue
        ids = scope.community_ids.union(*(part.community_ids for part in parts))
        found[found.index(parts[0])] = Scope.facilitator(*ids)
        found = [one for one in found if one not in parts[1:]]
    return tuple(found)


def refusal(scopes: Iterable[Scope]) -> str | None:
    """Why nobody may have these roles together; None when they go together.

    The leader sees every company at the leader's own limits, so any other role adds only what its
    own pages show. A facilitator adds the own groups. What a director may not do is take the own
    company and a second one out of "other companies", which are together at least three.
    """
    own = tuple(scopes)
    roles = {scope.role for scope in own}
    if Role.LEADER in roles or Role.DIRECTOR not in roles:
        return None
    companies = frozenset[str]().union(*(scope.own_company_ids for scope in own))
    return ONE_COMPANY if len(companies) > 1 else None


def _are_one(one: Scope, other: Scope) -> bool:
    """Whether both guide communities of one owner."""
    return one.role is other.role is Role.FACILITATOR and bool(_owners(one) & _owners(other))


def _owners(scope: Scope) -> frozenset[str]:
    return frozenset(community_id.split("/", 1)[0] for community_id in scope.community_ids)
