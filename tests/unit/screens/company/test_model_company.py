from __future__ import annotations

import pytest

from lcdata.access import Scope
from lcdata.contracts.cells import Definition
from lcdata.contracts.published import ProductVersion
from lcdata.screens.company import model_company
from tests.unit.conftest import (
    Look,
    empty_cell,
    make_community,
    make_phase,
)
from tests.unit.screens.company.conftest import DIRECTOR, day

NAMES = {
    "reflection_completion": "Reflections",
    "action_closure": "Actions",
    "cadence_adherence": "Rhythm",
    "attendance_rate": "Attendance",
    "sprints_in_time_box": "Time box",
}


@pytest.mark.parametrize("asked", ["winkels", "nobody", "", "alferink"])
def test_a_directors_page_is_the_own_company_whatever_the_address_says(
    look: Look, asked: str
) -> None:
    page = model_company.build(look(DIRECTOR), asked)
    assert page.head.title == "Alferink Installatietechniek"


@pytest.mark.parametrize(
    ("asked", "title"),
    [("winkels", "Winkels Techniek"), ("nobody", "Alferink Installatietechniek")],
)
def test_the_leader_chooses_and_an_unknown_company_is_the_first(
    look: Look, asked: str, title: str
) -> None:
    assert model_company.build(look(), asked).head.title == title


def test_a_director_may_choose_the_own_company_alone(look: Look) -> None:
    assert list(model_company.companies_in_view(look(DIRECTOR))) == ["alferink"]
    assert list(model_company.companies_in_view(look())) == ["alferink", "de-groot", "winkels"]


def test_versions_stand_on_the_ribbon_in_weeks_from_the_start(look: Look) -> None:
    phases = (make_phase("alferink/c1", 0, "start", "2026-10-12", "2026-12-25"),)
    made = (
        ProductVersion("alferink/c1", 2, day("2026-11-02"), "colleagues"),
        ProductVersion("alferink/c1", 1, day("2026-10-19"), None),
        ProductVersion("winkels/c1", 1, day("2026-10-19"), None),
    )
    page = model_company.build(look(DIRECTOR, phases=phases, product_versions=made), "alferink")
    marks = page.ribbons[0].versions
    assert [(mark.number, mark.week) for mark in marks] == [(1, 1.0), (2, 3.0)]
    assert page.ribbons[0].told == (("Opleverlijst", "2 versions, the last one 2 Nov"),)
    assert page.plan.table.rows[0][3] == "1: 19 Oct; 2: 2 Nov (colleagues)"


def test_a_product_without_name_or_version_says_so(look: Look) -> None:
    unnamed = make_community("alferink/c1", "Prefab Café", end_product=None)
    page = model_company.build(look(DIRECTOR, communities=(unnamed,)), "alferink")
    assert page.ribbons[0].told == (("not named yet", "no version yet"),)


def test_the_four_empties_name_what_is_missing_and_what_to_do(look: Look) -> None:
    named = [Definition(name, title, *["x"] * 8) for name, title in NAMES.items()]
    cells = (
        empty_cell("reflection_completion", "alferink", "not_measured"),
        empty_cell("action_closure", "alferink", "not_due"),
        empty_cell("cadence_adherence", "alferink", "not_applicable"),
        empty_cell("attendance_rate", "alferink", "suppressed"),
        empty_cell("action_closure", "alferink/c1", "not_due"),
        empty_cell("sprints_in_time_box", "alferink/c1", "not_due"),
    )
    page = model_company.build(look(DIRECTOR, cells=cells, definitions=tuple(named)), "")
    assert [absence.lines for absence in page.absences] == [
        ("Reflections.",),
        ("Actions.", "Prefab Café: Time box."),
        ("Rhythm.",),
        ("Attendance.",),
    ]
    assert all(absence.remedy for absence in page.absences)


def test_an_old_delivery_is_said_in_the_head(look: Look) -> None:
    old = make_community("winkels/c1", "Storing", as_of=day("2026-10-12"))
    view = look(communities=(old, make_community("alferink/c1", "Prefab")))
    assert model_company.build(view, "winkels").head.subtitle == (
        "Company · as of 12 October 2026 · 35 days older than the newest delivery"
    )


def test_a_company_without_a_delivery_still_has_a_page(look: Look) -> None:
    page = model_company.build(look(Scope.director("de-groot")), "")
    assert page.ribbons == ()
    assert "nothing delivered yet" in page.head.subtitle
