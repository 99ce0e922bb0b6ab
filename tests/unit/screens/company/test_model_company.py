from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lcdata.access import Scope
from lcdata.contracts.cells import Cell, Definition
from lcdata.contracts.progress import ManagerAction
from lcdata.contracts.published import ProductVersion
from lcdata.contracts.register import Signal
from lcdata.domain import Grain
from lcdata.screens.company import model_company
from lcdata.view_models.view import View
from tests.unit.conftest import (
    Look,
    empty_cell,
    make_cell,
    make_community,
    make_meeting,
    make_phase,
)

DIRECTOR = Scope.director("alferink")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def pooled(indicator: str, num: float, den: float) -> object:
    return replace(make_cell(indicator, "alferink", num, den), grain=str(Grain.POOLED))


def row(page: model_company.Company, label: str) -> object:
    rows = {row.label: row for group in page.beside.groups for row in group.rows}
    return rows[label]


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


def test_own_figures_stand_beside_the_others_together(look: Look) -> None:
    cells = (make_cell("attendance_rate", "alferink", 29, 39), pooled("attendance_rate", 400, 500))
    page = model_company.build(look(DIRECTOR, cells=cells), "alferink")
    found = page.beside.groups[0].rows[0]
    assert (found.share, found.count) == ("74%", "29 of 39")
    assert found.others is not None
    assert found.others.said.headline == "80%"
    assert not page.beside.is_consortium
    assert page.beside.exhibit.table.rows[0][5] == "80% · 400 of 500"


def test_without_pooled_figures_a_director_sees_the_own_alone(look: Look) -> None:
    cells = (make_cell("attendance_rate", "alferink", 29, 39),)
    page = model_company.build(look(DIRECTOR, cells=cells), "alferink")
    assert page.beside.others == ""
    assert page.beside.groups[0].rows[0].others is None
    assert page.beside.exhibit.title == "How our company does"


def test_the_leader_sees_a_company_beside_the_consortium(look: Look) -> None:
    cells = (
        make_cell("attendance_rate", "winkels", 139, 180),
        make_cell("attendance_rate", "consortium", 432, 555),
    )
    page = model_company.build(look(cells=cells), "winkels")
    assert page.beside.is_consortium
    assert page.beside.groups[0].rows[0].others is not None
    assert page.beside.exhibit.title == "Winkels beside the consortium"


def test_below_ten_the_count_is_the_headline_and_no_percentage_is_left(look: Look) -> None:
    cells = (make_cell("sprints_in_time_box", "alferink", 2, 3),)
    page = model_company.build(look(DIRECTOR, cells=cells), "alferink")
    found = page.beside.groups[1].rows[0]
    assert (found.share, found.count) == ("", "2 of 3")
    twin = page.beside.exhibit.table.rows[4]
    assert twin[:4] == ("Sprints: Within the planned time", None, 2, 3)


def test_a_shielded_figure_keeps_its_label_and_a_word(look: Look) -> None:
    cells = (empty_cell("attendance_rate", "alferink", "suppressed"),)
    page = model_company.build(look(DIRECTOR, cells=cells), "alferink")
    found = page.beside.groups[0].rows[0]
    assert (found.own.value, found.own.low, found.share) == (None, None, "")
    assert found.count == "shielded"
    assert page.beside.exhibit.table.rows[0][-1] == "shielded · fewer than 5"
    assert page.beside.exhibit.table.rows[0][1:4] == (None, None, None)


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


def actions(view: View) -> list[tuple[str, str]]:
    return [(ask.what, ask.told) for ask in model_company.build(view, "alferink").asked.actions]


def test_open_actions_of_the_manager_say_since_when_and_by_when(look: Look) -> None:
    mine = (
        ManagerAction("alferink/c1", "Ruimte maken", day("2026-11-02"), day("2026-11-20"), None),
        ManagerAction("alferink/c1", None, day("2026-10-19"), day("2026-11-01"), None),
        ManagerAction("alferink/c1", "Kiezen", day("2026-10-26"), None, None),
        ManagerAction("winkels/c1", "Van een ander", day("2026-10-26"), None, None),
    )
    view = look(DIRECTOR, manager_actions=mine)
    assert actions(view) == [
        (
            "Action agreed on 19 Oct",
            "Open since 19 Oct, was due by 1 Nov: finish it or agree on a new date.",
        ),
        ("Kiezen", "Open since 26 Oct, without a date: agree on who and when."),
        ("Ruimte maken", "Open since 2 Nov, due by 20 Nov."),
    ]
    assert model_company.build(view, "").asked.lead == "3 actions are open in your name."


def test_without_open_actions_the_last_finished_one_is_named(look: Look) -> None:
    done = (
        ManagerAction("alferink/c1", "Oud", day("2026-10-12"), None, day("2026-10-13")),
        ManagerAction("alferink/c1", "Nieuw", day("2026-10-12"), None, day("2026-11-13")),
    )
    asked = model_company.build(look(DIRECTOR, manager_actions=done), "").asked
    assert asked.lead == "No action is open in your name."
    assert asked.after == "The last one, “Nieuw”, was finished on 13 Nov."


def test_actions_that_were_not_delivered_are_not_called_none(look: Look) -> None:
    cells = (empty_cell("action_closure", "alferink", "not_measured"),)
    assert (
        model_company.build(look(DIRECTOR, cells=cells), "").asked.lead
        == "Actions were not delivered."
    )


def test_signals_of_the_own_communities_stand_with_their_advice(look: Look) -> None:
    signals = (
        Signal("alferink/c1", "no_reflection", None, (), "E2", 1),
        Signal("winkels/c1", "no_reflection", None, (), "E2", 1),
    )
    heeds = model_company.build(look(DIRECTOR, signals=signals), "").asked.heeds
    assert [len(heed.reasons) for heed in heeds] == [1]
    assert heeds[0].reasons[0].startswith("Prefab Café: ")
    assert heeds[0].advice


def test_coming_sessions_lie_after_the_as_of_date_in_order(look: Look) -> None:
    meetings = (
        make_meeting("s3", "alferink/c1", "2026-11-30", "planned"),
        make_meeting("s2", "alferink/c1", "2026-11-23", "planned"),
        make_meeting("s1", "alferink/c1", "2026-11-16", "planned"),
        make_meeting("s0", "alferink/c1", "2026-11-24", "cancelled"),
        make_meeting("w1", "winkels/c1", "2026-11-24", "planned"),
    )
    found = model_company.build(look(DIRECTOR, meetings=meetings), "").coming
    assert [(c.when, c.what) for c in found] == [
        ("Monday 23 November, 16:00", "Work session on site · Prefab Café"),
        ("Monday 30 November, 16:00", "Work session on site · Prefab Café"),
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((), "No session is planned"),
        (
            (empty_cell("sessions_held_ratio", "alferink", "not_measured"),),
            "Sessions were not deli",
        ),
    ],
)
def test_no_session_coming_is_not_the_same_as_none_delivered(
    look: Look, cells: tuple[Cell, ...], said: str
) -> None:
    page = model_company.build(look(DIRECTOR, cells=cells), "alferink")
    assert page.coming == ()
    assert page.nothing_coming.startswith(said)


def test_what_an_old_delivery_still_calls_planned_is_not_coming(look: Look) -> None:
    old = make_community("alferink/c1", "Prefab Café", as_of=day("2026-10-12"))
    communities = (old, make_community("consortium/c1", "Over de schutting"))
    meetings = (
        make_meeting("s1", "alferink/c1", "2026-10-19", "planned"),
        make_meeting("s2", "alferink/c1", "2026-11-23", "planned"),
    )
    view = look(DIRECTOR, communities=communities, meetings=meetings)
    assert [c.when for c in model_company.build(view, "").coming] == ["Monday 23 November, 16:00"]


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


NAMES = {
    "reflection_completion": "Reflections",
    "action_closure": "Actions",
    "cadence_adherence": "Rhythm",
    "attendance_rate": "Attendance",
    "sprints_in_time_box": "Time box",
}


def test_too_few_is_not_called_shielded(look: Look) -> None:
    cells = (empty_cell("cadence_adherence", "alferink", "too_few"),)
    page = model_company.build(look(DIRECTOR, cells=cells), "")
    assert page.absences[3].remedy.startswith("Nothing to do")


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
