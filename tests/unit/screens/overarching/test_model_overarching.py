from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lcdata.access import Scope
from lcdata.contracts.published import ProductVersion, SharedSession, Visit
from lcdata.screens.overarching import model_overarching
from lcdata.screens.overarching.model_boundary import boundary, visits_between
from tests.unit.conftest import Look, make_cell, make_phase

DAY = dt.date(2026, 11, 2)
BOTH_SIDES = (
    Visit("alferink/c1", DAY, "out", "community", "winkels"),
    Visit("winkels/c1", DAY, "in", "community", "alferink"),
)


def test_a_visit_both_sides_delivered_counts_once(look: Look) -> None:
    assert visits_between(look(visits=BOTH_SIDES)) == [{"alferink", "winkels"}]


def test_an_expert_is_no_company(look: Look) -> None:
    visit = Visit("alferink/c1", DAY, "in", "expert", "winkels")
    assert visits_between(look(visits=(visit,))) == []


def test_a_pair_carries_shared_sessions_and_visits(look: Look) -> None:
    part = boundary(
        look(visits=BOTH_SIDES, shared_sessions=(SharedSession("alferink", "winkels", 3),))
    )
    assert part.names == ("Alferink", "De Groot", "Winkels")
    counts = {(p.first, p.second): (p.sessions, p.visits) for p in part.pairs}
    assert counts == {(0, 1): (None, 0), (0, 2): (3, 1), (1, 2): (None, 0)}


def test_without_shared_sessions_visits_alone_are_drawn_by_who_went_to_whom(look: Look) -> None:
    part = boundary(look(visits=BOTH_SIDES))
    assert part.is_shielded
    assert [(trip.visitor, trip.host, trip.count) for trip in part.trips] == [(0, 2, 1)]
    assert "shielded" in part.exhibit.note


def test_a_shielded_pair_is_never_a_zero(look: Look) -> None:
    rows = boundary(look(visits=BOTH_SIDES)).exhibit.table.rows
    assert {row[2] for row in rows} == {"shielded or none"}


def test_attendance_stands_by_phase_of_its_own_plan(look: Look) -> None:
    phases = (
        make_phase("consortium/c1", 0, "start", "2026-10-12", "2026-10-16"),
        make_phase("consortium/c1", 1, "sprint", "2026-10-19", "2026-11-06"),
    )
    cell = replace(make_cell("attendance_rate", "overarching", 9, 11), period="sprint_1")
    figures = model_overarching.build(look(phases=phases, cells=(cell,))).sprints
    assert [(figure.label, figure.said.line) for figure in figures] == [
        ("Present, start", "no figure"),
        ("Present, sprint 1", "82% · 9 of 11"),
    ]


def test_a_director_has_no_matrix_of_other_companies(look: Look) -> None:
    part = boundary(look(Scope.director("winkels"), visits=BOTH_SIDES[1:]))
    assert part.names == ()
    assert part.exhibit.table.rows == ()


def test_the_page_says_who_is_represented(look: Look) -> None:
    page = model_overarching.build(
        look(cells=(make_cell("companies_represented", "overarching", 8, 8),))
    )
    assert page.figures[0].said.headline == "8 of 8"
    assert page.questions == ("Over de schutting: Hoe dan?",)


def test_only_what_left_the_own_community_is_shared(look: Look) -> None:
    versions = (
        ProductVersion("alferink/c1", 1, DAY, "colleagues"),
        ProductVersion("alferink/c1", 2, DAY, "overarching"),
        ProductVersion("winkels/c1", 1, DAY, None),
    )
    rows = model_overarching.build(look(product_versions=versions)).shared.table.rows
    assert rows == (("2 Nov", "Prefab Café", "version 2", "the overarching community"),)
