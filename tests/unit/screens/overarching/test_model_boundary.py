from __future__ import annotations

from lcdata.access import Scope
from lcdata.contracts.published import SharedSession, Visit
from lcdata.screens.overarching.model_boundary import boundary, visits_between
from tests.unit.conftest import Look
from tests.unit.screens.overarching.conftest import DAY

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


def test_a_director_has_no_matrix_of_other_companies(look: Look) -> None:
    part = boundary(look(Scope.director("winkels"), visits=BOTH_SIDES[1:]))
    assert part.names == ()
    assert part.exhibit.table.rows == ()
