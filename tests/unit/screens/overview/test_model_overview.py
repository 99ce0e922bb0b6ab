from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lcdata.access import Scope
from lcdata.contracts.register import Signal
from lcdata.screens.overview import model_overview
from tests.unit.conftest import Look, empty_cell, make_cell, make_community

CELLS = (
    make_cell("attendance_rate", "alferink", 29, 39),
    make_cell("attendance_rate", "winkels", 139, 180),
    empty_cell("attendance_rate", "de-groot", "suppressed"),
    replace(make_cell("attendance_rate", "consortium", 432, 555), low=0.731, high=0.819),
    replace(make_cell("sprints_in_time_box", "winkels", 4, 7), n_missing=2),
    make_cell("reflection_completion", "winkels", 6, 9),
)


def test_a_row_says_attendance_sprints_and_delivery(look: Look) -> None:
    page = model_overview.build(look(cells=CELLS))
    row = next(row for row in page.rows if row.unit.entity_id == "winkels")
    assert row.attendance.said.line == "77% · 139 of 180"
    assert [said.line for said in row.facts] == ["9 closed · 4 of 7 in time*", "6 of 9"]
    assert row.delivery.line == "16 Nov · up to date"


def test_a_shielded_row_keeps_its_place_and_nothing_else(look: Look) -> None:
    page = model_overview.build(look(cells=CELLS))
    row = page.rows[1]
    assert row.unit.entity_id == "de-groot"
    assert (row.attendance.value, row.attendance.low, row.attendance.total) == (None, None, None)
    assert "shielded · fewer than 5" in page.exhibit.table.rows[1]


def test_only_the_leader_has_the_consortium_beside_the_rows(look: Look) -> None:
    assert model_overview.build(look(cells=CELLS)).reference is not None
    own = tuple(cell for cell in CELLS if cell.entity_id == "winkels")
    assert model_overview.build(look(Scope.director("winkels"), cells=own)).reference is None


def test_the_key_figures_are_the_consortiums_for_the_leader(look: Look) -> None:
    figures = model_overview.build(look(cells=CELLS)).figures
    assert [figure.said.headline for figure in figures][:2] == ["3", "78%"]
    assert figures[1].said.second == "432 of 555 · 95% interval 73–82%"


def test_an_old_delivery_is_named_in_head_figure_row_and_attention(look: Look) -> None:
    old = make_community("winkels/c1", "Storing", as_of=dt.date(2026, 10, 12))
    stale = Signal("winkels/c1", "delivery_stale", None, (old.as_of,), None, 35)
    communities = (old, make_community("alferink/c1", "Prefab"))
    page = model_overview.build(look(communities=communities, signals=(stale, stale)))
    assert "Winkels up to 12 Oct" in page.head.subtitle
    assert page.figures[-1].said.second == "Winkels: up to 12 Oct"
    assert page.rows[2].delivery.line == "12 Oct · 35 days older"
    assert [line.reasons for line in page.attention] == [
        ("The last delivery is of 12 October 2026: 35 days older than the newest.",)
    ]


def test_signals_with_the_same_advice_share_a_line(look: Look) -> None:
    day = dt.date(2026, 11, 6)
    signals = (
        Signal("alferink/c1", "actions_overdue", None, (day,), "E1", 1),
        Signal("alferink/c1", "no_reflection", None, (day,), "E2", 1),
        Signal("alferink/c1", "no_reflection", None, (), "E2", 1),
    )
    lines = model_overview.build(look(signals=signals)).attention
    assert [(line.unit, line.mechanism, len(line.reasons)) for line in lines] == [
        ("Alferink", "E1", 1),
        ("", "E2", 2),
    ]
    assert all(line.advice for line in lines)
    assert lines[0].reasons[0].endswith("(6 Nov).")


def test_a_release_without_communities_still_has_a_page(look: Look) -> None:
    page = model_overview.build(look(communities=(), organisations=()))
    assert [row.unit.grain for row in page.rows] == ["overarching"]
    assert "no deliveries yet" in page.head.subtitle.lower()
