from __future__ import annotations

from dataclasses import replace

from lcdata.contracts.published import ProductVersion
from lcdata.screens.overarching import model_overarching
from tests.unit.conftest import Look, make_cell, make_phase
from tests.unit.screens.overarching.conftest import DAY


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
