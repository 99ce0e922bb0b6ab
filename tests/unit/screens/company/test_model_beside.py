from __future__ import annotations

from dataclasses import replace

from lcdata.domain import Grain
from lcdata.screens.company import model_company
from tests.unit.conftest import (
    Look,
    empty_cell,
    make_cell,
)
from tests.unit.screens.company.conftest import DIRECTOR


def pooled(indicator: str, num: float, den: float) -> object:
    return replace(make_cell(indicator, "alferink", num, den), grain=str(Grain.POOLED))


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


def test_too_few_is_not_called_shielded(look: Look) -> None:
    cells = (empty_cell("cadence_adherence", "alferink", "too_few"),)
    page = model_company.build(look(DIRECTOR, cells=cells), "")
    assert page.absences[3].remedy.startswith("Nothing to do")
