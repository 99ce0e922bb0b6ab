from __future__ import annotations

from dataclasses import replace

import pytest

from lcdata.access import Scope
from lcdata.contracts.published import ProductVersion
from lcdata.screens.sprint_progress import model_sprint_progress
from tests.unit.conftest import Look, empty_cell, make_cell, make_community
from tests.unit.screens.sprint_progress.conftest import LATE, day, fact

OVERARCHING = "consortium/c1"


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (Scope.leader(), ["alferink/c1", "winkels/c1", OVERARCHING]),
        (Scope.director("alferink"), ["alferink/c1", OVERARCHING]),
        (Scope.facilitator("alferink/c1"), ["alferink/c1", OVERARCHING]),
        (Scope.facilitator(OVERARCHING), [OVERARCHING]),
    ],
    ids=str,
)
def test_communities_stand_in_the_fixed_order_each_once(
    look: Look, scope: Scope, seen: list[str]
) -> None:
    shown = tuple(make_community(name, name) for name in seen)
    page = model_sprint_progress.build(look(scope, communities=shown))
    assert [ribbon.community_id for ribbon in page.ribbons] == seen
    assert page.ribbons[-1].is_apart


def test_the_twin_answers_whether_each_sprint_ended_in_time(look: Look) -> None:
    agreed = replace(make_cell("commitment_reliability", "alferink/c1", 2, 3), period="sprint_2")
    view = look(sprint_facts=(fact(2, **LATE), fact(1, is_best=True)), cells=(agreed,))
    twin = model_sprint_progress.build(view).plan.table
    assert twin.rows == (
        ("Prefab Café", "Alferink", "sprint 1 (chosen as best)", "6 Nov", "6 Nov", "yes", "yes",
         "5 Nov", "21 Oct", "not yet due"),
        ("Prefab Café", "Alferink", "sprint 2", "6 Nov", "6 Nov", "no, 4 days longer", "yes",
         "5 Nov", "21 Oct", "2 of 3"),
    )  # fmt: skip


def test_an_unknown_community_unfolds_none(look: Look) -> None:
    assert model_sprint_progress.unfold(look(), "nobody/c1") is None


def test_the_first_running_community_comes_first(look: Look) -> None:
    communities = (
        make_community("alferink/c1", "Oud", state="finished"),
        make_community("winkels/c1", "Nieuw"),
    )
    assert model_sprint_progress.first_choice(look(communities=communities)) == "winkels/c1"
    assert model_sprint_progress.first_choice(look(communities=())) == ""


def test_what_is_neither_due_for_reflection_nor_review_is_said_once(look: Look) -> None:
    cells = [
        empty_cell(name, "alferink/c1", "not_due")
        for name in ("reflection_completion", "sprint_reviews_held")
    ]
    page = model_sprint_progress.build(look(cells=tuple(cells)))
    assert page.ribbons[0].told[1] == ("not yet due",)


def test_on_a_narrow_screen_every_word_of_a_sprint_carries_its_head(look: Look) -> None:
    chosen = model_sprint_progress.unfold(look(sprint_facts=(fact(1),)), "alferink/c1")
    assert chosen is not None
    ((name, told),) = chosen.sprints_told.rows
    assert name == "sprint 1"
    assert str(told).startswith(
        "Planned end: 6 Nov · Actual end: 6 Nov · Within the planned time: yes"
    )


def test_an_own_community_comes_before_a_running_one_of_others(look: Look) -> None:
    communities = (
        make_community("alferink/c1", "Oud", state="finished"),
        make_community(OVERARCHING, "Loopt"),
    )
    view = look(Scope.director("alferink"), communities=communities)
    assert model_sprint_progress.first_choice(view) == "alferink/c1"


def test_a_community_tells_its_actions_versions_and_best_sprint(look: Look) -> None:
    cells = (
        make_cell("action_closure", "alferink/c1", 2, 3),
        empty_cell("action_on_time", "alferink/c1", "not_measured"),
        replace(make_cell("action_lead_time_median", "alferink/c1", None, 3), value=14.0),
    )
    made = (ProductVersion("alferink/c1", 1, day("2026-11-02"), None),)
    view = look(cells=cells, product_versions=made, sprint_facts=(fact(1, is_best=True),))
    chosen = model_sprint_progress.unfold(view, "alferink/c1")
    assert chosen is not None
    assert [figure.said.line for figure in chosen.figures] == [
        "2 of 3",
        "not delivered",
        "14",
        "1 · 1 version, 2 Nov",
        "sprint 1",
    ]
    assert chosen.absences[0].lines
    assert chosen.absences[0].remedy


def test_a_release_without_communities_still_has_a_page(look: Look) -> None:
    view = look(communities=(), organisations=())
    assert model_sprint_progress.build(view).ribbons == ()
    assert model_sprint_progress.unfold(view, model_sprint_progress.first_choice(view)) is None
