"""Who can be looked as, while nobody signs in: the leader, each director, each facilitator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lcdata.access import Scope
from lcdata.contracts.published import ReadModel
from lcdata.locale import Words
from lcdata.view_models.unit import companies, short_name


def personas(model: ReadModel, words: Words) -> Mapping[str, str]:
    """Every viewer there is, as `--as` spells it, with what to call that viewer.

    Needs the leader's read model: the choice itself already names every company.
    """
    found = {str(Scope.leader()): words.text("View as consortium leader")}
    for company in companies(model):
        scope = Scope.director(company.organisation_id)
        found[str(scope)] = words.text("View as director of {name}", name=short_name(company))
    return found | _facilitators(model, words)


def _facilitators(model: ReadModel, words: Words) -> dict[str, str]:
    """One facilitator per owner of communities, guiding all of them."""
    guided: dict[str, list[str]] = defaultdict(list)
    for community in model.communities:
        guided[community.organisation_id or ""].append(community.community_id)
    names = {c.organisation_id: short_name(c) for c in companies(model)}
    names[""] = words.text("Overarching")
    return {
        str(Scope.facilitator(*guided[owner])): words.text(
            "View as facilitator at {name}", name=name
        )
        for owner, name in names.items()
        if guided.get(owner)
    }
