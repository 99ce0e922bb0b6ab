from __future__ import annotations

import pytest

from lcdata.access import Scope
from lcdata.screens.design_principles.model_design_principles import (
    build,
    profiles,
)
from tests.unit.conftest import Look, make_cell
from tests.unit.screens.design_principles.conftest import COMMUNITY, opened


def test_the_summary_names_what_is_seen_what_is_thin_and_what_is_silent(look: Look) -> None:
    cells = (
        make_cell("design.B4.linked_goal", COMMUNITY, 7, 8),
        make_cell("design.C2.support_faded", COMMUNITY, 0, 1),
    )
    said = dict(opened(look, *cells).summary)
    assert said["Evidence present"] == "team goal and own goal linked (B4)."
    assert said["Little evidence"] == "steering together, support fades (C2)."
    assert "narrow" not in said["Nothing to say yet"]
    assert "(A1a)" in said["Nothing to say yet"]


def test_advice_stands_only_beside_thin_evidence(look: Look) -> None:
    cells = (
        make_cell("design.B4.linked_goal", COMMUNITY, 7, 8),
        make_cell("design.C2.support_faded", COMMUNITY, 0, 1),
    )
    advised = {row[1]: row[-1] for row in opened(look, *cells).exhibit.table.rows if row[-1]}
    assert list(advised) == ["C2 Steering together, support fades"]


def test_the_leader_opens_companies_and_only_communities_with_figures(look: Look) -> None:
    cells = (make_cell("design.B4.linked_goal", "consortium/c1", 7, 8),)
    assert list(profiles(look(cells=cells))) == ["alferink", "de-groot", "winkels", "consortium/c1"]


def test_a_director_opens_the_own_company_alone(look: Look) -> None:
    assert list(profiles(look(Scope.director("winkels")))) == ["winkels", "winkels/c1"]


def test_a_facilitator_opens_the_own_communities(look: Look) -> None:
    scope = Scope.facilitator("winkels/c1", "consortium/c1")
    assert set(profiles(look(scope))) == {"winkels/c1", "consortium/c1"}


@pytest.mark.parametrize("scope", [None, Scope.director("winkels")])
def test_a_profile_opens_without_an_organisation_table(look: Look, scope: Scope | None) -> None:
    assert "winkels" in profiles(look(scope, organisations=()))


def test_without_anything_in_view_the_page_is_empty(look: Look) -> None:
    page = build(look(organisations=(), communities=()), None)
    assert (page.principles, page.summary, page.exhibit.table.rows) == ((), (), ())


def test_the_page_holds_no_sum_of_the_profile(look: Look) -> None:
    page = opened(look, make_cell("design.B4.linked_goal", COMMUNITY, 7, 8))
    assert page.notes[0].startswith("No sum")
    assert len(page.exhibit.table.rows) == sum(
        len(m.evidence) for p in page.principles for m in p.mechanisms
    )
