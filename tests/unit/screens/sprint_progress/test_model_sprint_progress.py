from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from lcdata.access import Scope
from lcdata.contracts.progress import SprintFact
from lcdata.contracts.published import BurnUpPoint, ProductVersion
from lcdata.locale import words
from lcdata.screens.sprint_progress import model_sprint_progress
from lcdata.screens.sprint_progress.model_words import (
    in_time,
    reflected,
    reviewed,
    time_lines,
    tried_out,
)
from tests.unit.conftest import Look, empty_cell, make_cell, make_community

NL = words("nl")
OVERARCHING = "consortium/c1"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def fact(number: int = 1, **changes: object) -> SprintFact:
    closed = SprintFact(
        community_id="alferink/c1",
        sprint_no=number,
        planned_end=day("2026-11-06"),
        actual_end=day("2026-11-06"),
        is_started=True,
        is_ended=True,
        days_over=0,
        is_in_time_box=True,
        is_reflected=True,
        review_on=day("2026-11-05"),
        try_out_on=day("2026-10-21"),
        is_best=None,
    )
    return replace(closed, **changes)  # type: ignore[arg-type]


RUNNING = {
    "actual_end": None,
    "is_ended": False,
    "days_over": None,
    "is_in_time_box": None,
    "is_reflected": False,
    "review_on": None,
    "try_out_on": None,
}
AHEAD = {**RUNNING, "is_started": False}
LATE = {"days_over": 4, "is_in_time_box": False}
UNDATED = {"actual_end": None, "days_over": None, "is_in_time_box": None}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "ja"),
        (LATE, "nee, 4 dagen langer"),
        ({"days_over": -3, "is_in_time_box": False}, "nee, 3 dagen korter"),
        (UNDATED, "begin- of einddatum ontbreekt"),
        (RUNNING, "loopt"),
        (AHEAD, "nog niet aan de orde"),
    ],
)
def test_whether_a_sprint_ended_in_time_is_said_in_words(
    changes: dict[str, Any], said: str
) -> None:
    assert in_time(fact(1, **changes), NL) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ("ja", "5 nov", "21 okt")),
        (
            {"is_reflected": False, "review_on": None, "try_out_on": None},
            ("nee", "nee", "nee"),
        ),
        ({"is_reflected": None}, ("niet geleverd", "5 nov", "21 okt")),
        (RUNNING, ("nog niet aan de orde", "nog niet aan de orde", "nee")),
        (AHEAD, ("nog niet aan de orde", "nog niet aan de orde", "nog niet aan de orde")),
    ],
)
def test_how_a_sprint_was_closed_is_said_in_words(
    changes: dict[str, Any], said: tuple[str, str, str]
) -> None:
    one = fact(1, **changes)
    assert (reflected(one, NL), reviewed(one, NL), tried_out(one, NL)) == said


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ([], ("geen sprints geleverd",)),
        ([fact(1, **AHEAD)], ("nog geen sprint begonnen",)),
        (
            [fact(1), fact(2), fact(3, **RUNNING)],
            ("op tijd: sprint 1 en 2", "sprint 3 loopt tot en met 6 nov"),
        ),
        (
            [fact(1, **LATE), fact(2, **UNDATED), fact(3)],
            ("op tijd: sprint 3", "sprint 1: 4 dagen langer", "sprint 2: datum ontbreekt"),
        ),
    ],
)
def test_the_sprints_of_a_community_take_a_few_lines(
    facts: list[SprintFact], lines: tuple[str, ...]
) -> None:
    assert time_lines(facts, NL) == lines


def test_no_more_than_three_lines_stand_beside_a_ribbon() -> None:
    facts = [fact(number, **LATE) for number in range(1, 6)]
    lines = time_lines(facts, NL)
    assert len(lines) == 3
    assert "sprint 5: 4 dagen langer" in lines[2]


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


def test_the_burn_up_counts_days_from_the_first_and_names_where_it_stands(look: Look) -> None:
    points = (
        BurnUpPoint("alferink/c1", 1, day("2026-10-28"), 4, 3),
        BurnUpPoint("alferink/c1", 1, day("2026-10-19"), 3, 0),
        BurnUpPoint("winkels/c1", 1, day("2026-10-19"), 9, 0),
    )
    view = look(burn_up=points, sprint_facts=(fact(1, **RUNNING),))
    chosen = model_sprint_progress.unfold(view, "alferink/c1")
    assert chosen is not None
    part = chosen.burn_ups
    assert (part.days, part.items) == (9, 4)
    assert [(s.day, s.scope, s.done) for s in part.charts[0].steps] == [(0, 3, 0), (9, 4, 3)]
    assert part.charts[0].title == "Sprint 1 · runs until 6 Nov"
    assert part.charts[0].said == "3 of 4 done"
    assert part.exhibit.table.rows == (("sprint 1", "19 Oct", 3, 0), ("sprint 1", "28 Oct", 4, 3))


def test_a_release_without_communities_still_has_a_page(look: Look) -> None:
    view = look(communities=(), organisations=())
    assert model_sprint_progress.build(view).ribbons == ()
    assert model_sprint_progress.unfold(view, model_sprint_progress.first_choice(view)) is None
