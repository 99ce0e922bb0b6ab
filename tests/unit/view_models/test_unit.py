from __future__ import annotations

from dataclasses import replace

from lcdata.access import Scope
from tests.unit.conftest import Look, make_cell


def test_a_leader_sees_companies_by_full_name_and_the_overarching_last(look: Look) -> None:
    assert [unit.name for unit in look().units] == [
        "Alferink Installatietechniek",
        "De Groot Installatiegroep",
        "Winkels Techniek",
        "Overarching community",
    ]
    assert all(unit.is_own for unit in look().units)


def test_a_director_sees_the_own_company_first_and_only_that_by_name(look: Look) -> None:
    pooled = replace(make_cell("attendance_rate", "winkels", 30, 40), grain="pooled")
    view = look(Scope.director("winkels"), cells=(pooled,))
    assert [(unit.name, unit.is_own) for unit in view.units] == [
        ("Winkels Techniek", True),
        ("Other companies (together)", False),
        ("Overarching community", False),
    ]


def test_without_pooled_figures_there_is_no_row_of_others(look: Look) -> None:
    view = look(Scope.director("winkels"))
    assert [unit.grain for unit in view.units] == ["company", "overarching"]


def test_a_facilitator_sees_the_own_community_then_its_company(look: Look) -> None:
    view = look(Scope.facilitator("alferink/c1"))
    assert [(unit.name, unit.is_own) for unit in view.units] == [
        ("Prefab Café", True),
        ("Alferink Installatietechniek", False),
        ("Overarching community", False),
    ]


def test_the_overarching_community_is_its_own_facilitators_own(look: Look) -> None:
    view = look(Scope.facilitator("consortium/c1"))
    assert [(unit.name, unit.is_own) for unit in view.units] == [("Overarching community", True)]
    assert view.main.is_overarching


def test_a_company_without_a_short_name_gets_one_from_its_id(look: Look) -> None:
    assert [unit.short_name for unit in look().units][1] == "De Groot"


def test_before_the_organisation_table_a_company_is_named_after_its_id(look: Look) -> None:
    names = [unit.name for unit in look(organisations=()).units]
    assert names == ["Alferink", "Winkels", "Overarching community"]
