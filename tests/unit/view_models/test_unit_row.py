from __future__ import annotations

from lcdata.access import Scope
from lcdata.view_models.unit_row import unit_rows
from tests.unit.conftest import Look


def captions(look: Look, scope: Scope | None = None) -> dict[str, tuple[str, ...]]:
    view = look(scope)
    return {row.unit.name: row.captions for row in unit_rows(view, view.units)}


def test_a_company_carries_its_communities_and_where_they_are_in_their_plan(look: Look) -> None:
    assert captions(look)["Alferink Installatietechniek"] == ("Prefab Café · week 6 of 11",)


def test_the_name_of_a_facilitators_own_community_is_not_said_twice(look: Look) -> None:
    said = captions(look, Scope.facilitator("alferink/c1"))
    assert ("week 6 of 11",) in said.values()
    assert ("all communities of the company",) in said.values()


def test_a_company_without_a_community_says_that_nothing_was_delivered(look: Look) -> None:
    assert captions(look)["De Groot Installatiegroep"] == ("nothing delivered yet",)
