from __future__ import annotations

import pytest

from lcdata.access import Scope
from lcdata.contracts.cells import Cell
from lcdata.screens.outcomes.model_changes import Changes
from lcdata.screens.outcomes.model_outcomes import build
from tests.unit.conftest import Look, empty_cell
from tests.unit.screens.outcomes.conftest import (
    HIGHER,
    SCALES,
    UNCLEAR,
    opened,
    survey_cell,
)


def of_director(look: Look, *cells: Cell) -> Changes:
    return opened(look, *HIGHER, *cells, scope=Scope.director("winkels")).compared


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_during_and_never_effect(look: Look, language: str) -> None:
    view = look(language=language, cells=(*HIGHER, *UNCLEAR), scales=SCALES)
    page = build(view, "autonomy")
    told = " ".join([page.finding, *page.explained, page.changes.exhibit.alt, page.head.subtitle])
    assert ("tijdens" if language == "nl" else "during") in told
    assert "effect" not in told.lower().replace("effectivi", "")
    assert "dankzij" not in told


def test_the_page_says_why_there_is_nothing_per_community(look: Look) -> None:
    assert any("per community" in sentence for sentence in opened(look, *HIGHER).explained)


def test_companies_stand_in_the_fixed_order_beside_the_consortium(look: Look) -> None:
    own = survey_cell("change.autonomy", "winkels", 0.9, low=0.6, high=1.2)
    part = opened(look, *HIGHER, own).compared
    assert [row.name for row in part.rows] == ["Alferink", "De Groot", "Winkels"]
    assert (part.common, part.rows[2].reference) == (0.4, 0.4)


def test_a_shielded_company_keeps_its_place_and_shows_nothing_else(look: Look) -> None:
    hidden = empty_cell("change.autonomy", "de-groot", "suppressed")
    part = opened(look, *HIGHER, hidden).compared
    row = part.rows[1]
    assert row.said.line == "shielded · fewer than 10"
    assert (row.value, row.low, row.high, row.adjusted, row.beside) == (None, None, None, None, "")
    assert part.span == (-0.3, 0.7)


def test_the_adjusted_value_stands_behind_the_measured_one(look: Look) -> None:
    raw = survey_cell("change.autonomy", "winkels", 0.9, low=0.6, high=1.2)
    adjusted = survey_cell("change.autonomy.shrunken", "winkels", 0.5)
    row = opened(look, *HIGHER, raw, adjusted).compared.rows[2]
    assert (row.said.headline, row.adjusted) == ("+0.9 · +0.5", 0.5)


def test_no_adjusted_value_survives_a_hidden_measured_one(look: Look) -> None:
    hidden = empty_cell("change.autonomy", "winkels", "suppressed")
    adjusted = survey_cell("change.autonomy.shrunken", "winkels", 0.5)
    assert opened(look, *HIGHER, hidden, adjusted).compared.rows[2].adjusted is None


def test_a_director_sees_the_own_company_beside_the_consortium_on_every_scale(look: Look) -> None:
    part = of_director(look, survey_cell("change.autonomy", "winkels", 0.9, low=0.6, high=1.2))
    row = next(row for row in part.rows if row.value is not None)
    assert (row.said.headline, row.reference, row.beside) == ("+0.9", 0.4, "consortium +0.4")
    assert part.common is None


def test_a_director_with_too_few_respondents_reads_so(look: Look) -> None:
    part = of_director(look, empty_cell("change.autonomy", "winkels", "suppressed"))
    assert [row.said.line for row in part.rows if row.status] == ["shielded · fewer than 10"]


def test_a_directors_page_holds_no_other_company(look: Look) -> None:
    page = opened(
        look, *HIGHER, survey_cell("change.autonomy", "alferink", 0.9),
        scope=Scope.director("winkels"),
    )  # fmt: skip
    assert "Alferink" not in str(page)
    assert len(page.response) == 2


def test_without_a_survey_there_is_nothing_to_draw(look: Look) -> None:
    page = build(look(), "")
    assert (page.changes.rows, page.compared.rows, page.finding) == ((), (), "")
