"""`View`: one viewer's look at one release, in one language; what every page is built from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from lcdata.access import Role, Scope
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import Community, ReadModel
from lcdata.domain import CONSORTIUM_ID, OVERALL, Grain
from lcdata.locale import Words
from lcdata.view_models.unit import Unit, companies, short_name, units


@dataclass(frozen=True)
class View:
    """The guarded release, the scope it was read with and the reader's language."""

    model: ReadModel
    scope: Scope
    words: Words

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The rows of a comparison for this viewer."""
        return units(self.model, self.scope, self.words)

    @cached_property
    def main(self) -> Unit:
        """The unit whose key figures stand on top: the consortium, or the viewer's own."""
        if self.scope.role is Role.LEADER:
            name = self.words.text("Consortium")
            return Unit(Grain.CONSORTIUM, CONSORTIUM_ID, name, name, is_own=True)
        own = [unit for unit in self.units if unit.is_own]
        return own[0] if own else self.units[0]

    @property
    def is_leader(self) -> bool:
        """Whether the viewer acts for the whole consortium."""
        return self.scope.role is Role.LEADER

    @property
    def as_of(self) -> dt.date | None:
        """The newest as-of date in view."""
        return self.model.as_of

    def cell(self, indicator: str, unit: Unit, period: str = OVERALL) -> Cell | None:
        """One unit's figure."""
        return self.model.cell(indicator, unit.grain, unit.entity_id, period)

    def consortium(self, indicator: str) -> Cell | None:
        """The consortium's figure, None where this viewer has none."""
        return self.model.cell(indicator, Grain.CONSORTIUM, CONSORTIUM_ID)

    def community(self, community_id: str) -> Community:
        """A community in view.

        Raises:
            KeyError: the viewer does not see this community.
        """
        return self._communities[community_id]

    def owner_name(self, community: Community) -> str:
        """The short name of the company, or that of the overarching community."""
        for company in companies(self.model):
            if company.organisation_id == community.organisation_id:
                return short_name(company)
        return self.words.text("Overarching")

    @cached_property
    def _communities(self) -> dict[str, Community]:
        return {c.community_id: c for c in self.model.communities}


def own_communities(view: View) -> dict[str, str]:
    """The facilitator's communities by id, running ones first, then by name."""
    own = [c for c in view.model.communities if c.community_id in view.scope.community_ids]
    ordered = sorted(own, key=lambda c: (c.state != "running", c.name.casefold()))
    return {c.community_id: c.name for c in ordered}
