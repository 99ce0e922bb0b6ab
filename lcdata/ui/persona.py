"""As whom one can look: in one's own roles, as anyone on the sample, as others for the leader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from lcdata.access import Role, Scope
from lcdata.contracts.published import ReadModel
from lcdata.locale import Words
from lcdata.view_models.unit import companies, short_name


def personas(model: ReadModel, words: Words) -> Mapping[str, str]:
    """Every viewer there is, as `--as` spells it, with what to call that viewer.

    Needs the leader's read model: the choice itself already names every company.
    """
    scopes = [Scope.leader()]
    scopes += [Scope.director(company.organisation_id) for company in companies(model)]
    scopes += _facilitators(model)
    return {
        str(scope): words.text("View as {who}", who=who(scope, model, words)) for scope in scopes
    }


def own_roles(own: Iterable[Scope], model: ReadModel, words: Words) -> Mapping[str, str]:
    """A person's own roles, without what the release does not know."""
    known = [found for scope in own if (found := _known(scope, model))]
    return {str(scope): _capital(who(scope, model, words)) for scope in known}


def who(scope: Scope, model: ReadModel, words: Words) -> str:
    """`director of Nijhof`, `facilitator at Alferink`."""
    if scope.role is Role.LEADER:
        return words.text("consortium leader")
    names = {c.organisation_id: short_name(c) for c in companies(model)}
    if scope.role is Role.DIRECTOR:
        company = scope.company_id or ""
        return words.text("director of {name}", name=names.get(company, company))
    owners = {c.organisation_id for c in model.communities if c.community_id in scope.community_ids}
    said = [names[owner] for owner in sorted(filter(None, owners)) if owner in names]
    if None in owners:
        said.append(words.text("Overarching"))
    return words.text("facilitator at {name}", name=words.listing(said))


def _facilitators(model: ReadModel) -> list[Scope]:
    """One facilitator per owner of communities, guiding all of them; the overarching ones last."""
    guided: dict[str, list[str]] = defaultdict(list)
    for community in model.communities:
        guided[community.organisation_id or ""].append(community.community_id)
    owners = [*(company.organisation_id for company in companies(model)), ""]
    return [Scope.facilitator(*guided[owner]) for owner in owners if guided.get(owner)]


def _known(scope: Scope, model: ReadModel) -> Scope | None:
    """The scope as far as the release knows it; None where it would be empty."""
    if scope.role is Role.DIRECTOR:
        ids = {company.organisation_id for company in companies(model)}
        return scope if scope.company_id in ids else None
    if scope.role is Role.FACILITATOR:
        found = scope.community_ids & {c.community_id for c in model.communities}
        return Scope.facilitator(*found) if found else None
    return scope


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
