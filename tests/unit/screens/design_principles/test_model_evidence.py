from __future__ import annotations

from dataclasses import replace

import pytest

from lcdata.contracts.cells import Cell, Definition
from lcdata.domain import Status
from lcdata.screens.design_principles.model_design_principles import (
    DesignPrinciples,
    Mechanism,
    build,
    profiles,
)
from lcdata.screens.design_principles.model_evidence import Evidence
from tests.unit.conftest import Look, empty_cell, make_cell
from tests.unit.screens.design_principles.conftest import COMMUNITY, COMPANY, opened


def mechanism(page: DesignPrinciples, name: str) -> Mechanism:
    return next(m for p in page.principles for m in p.mechanisms if m.id == name)


def only(page: DesignPrinciples, name: str) -> Evidence:
    (found,) = mechanism(page, name).evidence
    return found


def pairs(look: Look, cell: Cell) -> Evidence:
    return next(i for i in mechanism(opened(look, cell), "D2").evidence if "pairs" in i.text)


def valued(indicator: str, entity_id: str, value: float, den: float | None = None) -> Cell:
    return replace(make_cell(indicator, entity_id, None, den), value=value)


def test_a_circle_stands_for_each_thing_counted(look: Look) -> None:
    item = only(opened(look, make_cell("design.B4.linked_goal", COMMUNITY, 5, 8)), "B4")
    assert (item.filled, item.total, item.share) == (5, 8, None)
    assert item.said.headline == "5 of 8"


@pytest.mark.parametrize(("total", "is_drawn"), [(12, True), (13, False)])
def test_more_than_twelve_things_are_a_bar(look: Look, total: int, is_drawn: bool) -> None:
    item = only(opened(look, make_cell("design.B4.linked_goal", COMMUNITY, 6, total)), "B4")
    assert (item.total > 0) is is_drawn
    assert (item.share is None) is is_drawn


@pytest.mark.parametrize(("judged", "word"), [(1, "yes"), (0, "no")])
def test_yes_or_no_is_one_circle_and_a_word(look: Look, judged: int, word: str) -> None:
    cell = make_cell("design.C2.support_faded", COMMUNITY, judged, 1)
    item = only(opened(look, cell), "C2")
    assert (item.said.headline, item.filled, item.total) == (word, judged, 1)


def test_a_company_counts_its_communities(look: Look) -> None:
    cell = make_cell("design.C2.support_faded", COMPANY, 2, 3)
    item = only(opened(look, cell, profile=COMPANY), "C2")
    assert (item.said.headline, item.filled, item.total) == ("2 of 3", 2, 3)


def test_a_banded_number_of_persons_is_never_a_circle(look: Look) -> None:
    cell = replace(valued("design.B4.linked_goal", COMPANY, 0.57), den="5-9")
    item = only(opened(look, cell, profile=COMPANY), "B4")
    assert (item.total, item.share) == (0, 0.57)
    assert (item.said.headline, item.said.second) == ("57%", "of 5–9 persons")


@pytest.mark.parametrize(("num", "is_thin"), [(4, True), (5, False)])
def test_half_or_less_is_thin(look: Look, num: int, is_thin: bool) -> None:
    part = mechanism(opened(look, make_cell("design.B4.linked_goal", COMMUNITY, num, 8)), "B4")
    assert part.is_thin is is_thin


def test_no_supervisor_pair_is_what_is_meant(look: Look) -> None:
    cells = [valued("design.D2.supervisor_pairs", COMMUNITY, count) for count in (0.0, 2.0)]
    none, two = (pairs(look, cell) for cell in cells)
    assert (none.said.headline, none.filled, none.is_thin) == ("none", 1, False)
    assert (two.said.headline, two.filled, two.total, two.is_thin) == ("2", 0, 2, True)


def test_forms_of_learning_are_never_thin(look: Look) -> None:
    page = opened(look, make_cell("design.B.group", COMMUNITY, 1, 9))
    assert only(page, "B").is_thin is None
    assert not mechanism(page, "B").advice


def test_no_survey_figure_stands_beside_a_community(look: Look) -> None:
    said = [i.said for i in mechanism(opened(look), "D3").evidence]
    assert {one.headline for one in said} == {"no figure per community: groups of at most eight"}


def test_a_company_has_its_latest_survey_figure_with_a_band(look: Look) -> None:
    first, last = (
        replace(valued("design.D1.relatedness", COMPANY, value, 14), period=wave, n_persons=14)
        for wave, value in (("t0", 4.86), ("t2", 5.94))
    )
    page = opened(look, first, last, profile=COMPANY)
    (item,) = mechanism(page, "D1").evidence
    assert (item.text, item.said.headline) == ("relatedness, at the end", "5.9")
    assert item.said.second == "10–19"


def test_a_shielded_survey_figure_names_ten_and_a_person_figure_five(look: Look) -> None:
    survey = replace(empty_cell("design.D1.relatedness", COMPANY, "suppressed"), period="t0")
    person = empty_cell("design.B4.linked_goal", COMPANY, "suppressed")
    page = opened(look, survey, person, profile=COMPANY)
    assert only(page, "D1").said.line == "shielded · fewer than 10"
    assert only(page, "B4").said.line == "shielded · fewer than 5"


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.OK])
def test_every_empty_says_what_to_do(look: Look, status: str) -> None:
    page = opened(look, empty_cell("design.B4.linked_goal", COMMUNITY, status))
    assert len(page.notes) == len(opened(look).notes) + 1
    assert only(page, "B4").total == 0


def test_evidence_opens_to_its_definition(look: Look) -> None:
    known = Definition(
        "design.B4.linked_goal", "Linked", "a ÷ b", "ratio", "export", "design_principles",
        "Members.", "person", "From five.", "",
    )  # fmt: skip
    view = look(cells=(make_cell("design.B4.linked_goal", COMMUNITY, 7, 8),), definitions=(known,))
    meaning = only(build(view, profiles(view)[COMMUNITY]), "B4").meaning
    assert meaning is not None
    assert (meaning.formula, meaning.denominator) == ("a ÷ b", "Members.")
    assert (meaning.small_numbers, meaning.source[:6]) == ("From five.", "export")
