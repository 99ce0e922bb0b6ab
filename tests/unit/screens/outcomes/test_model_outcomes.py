from __future__ import annotations

from dataclasses import replace

import pytest

from lcdata.access import Scope
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import Scale
from lcdata.screens.outcomes.model_change import span
from lcdata.screens.outcomes.model_changes import Changes
from lcdata.screens.outcomes.model_outcomes import Outcomes, build
from tests.unit.conftest import Look, empty_cell, make_cell

SCALES = (
    Scale("A", "autonomy", 4, 1, 7, "A citation", "CC0"),
    Scale("P", "proactive_attitude", 5, 1, 5, None, None),
    Scale("S", "self_directed_learning", 6, 1, 5, None, None),
    Scale("T", "transfer", 4, 0, 10, None, None),
)


def survey_cell(indicator: str, entity_id: str, value: float, **changes: object) -> Cell:
    cell = replace(make_cell(indicator, entity_id, None, 42), value=value, n_persons=42)
    return replace(cell, **changes)  # type: ignore[arg-type]


def measured(construct: str, value: float, low: float, high: float) -> tuple[Cell, ...]:
    return (
        survey_cell(f"change.{construct}", "consortium", value, low=low, high=high),
        survey_cell(f"mean.{construct}", "consortium", 3.0, period="t0", n_persons=84),
        survey_cell(f"mean.{construct}", "consortium", 3.4, period="t2", n_persons="10-19"),
    )


HIGHER = measured("autonomy", 0.38, 0.07, 0.69)
UNCLEAR = measured("proactive_attitude", 0.18, -0.06, 0.41)


def opened(
    look: Look, *cells: Cell, scope: Scope | None = None, scale: str = "autonomy"
) -> Outcomes:
    return build(look(scope, cells=cells, scales=SCALES), scale)


def test_change_is_grouped_by_scale_length(look: Look) -> None:
    groups = opened(look, *HIGHER, *UNCLEAR).changes.groups
    assert [group.title for group in groups] == [
        "Comparable across all companies, scale 1–5",
        "Basic needs, scale 1–7",
        "Application, scale 0–10",
    ]


def test_a_change_has_its_sign_and_one_decimal_and_its_answers_in_bands(look: Look) -> None:
    row = next(row for row in opened(look, *HIGHER).changes.rows if row.name == "Autonomy")
    assert (row.said.headline, row.beside) == ("+0.4", "20+ · 20+ · 10–19")
    assert (row.value, row.low, row.high) == (0.4, 0.1, 0.7)


def test_the_axis_holds_zero_and_grows_where_an_interval_reaches_beyond(look: Look) -> None:
    assert opened(look, *HIGHER).changes.span == (-0.3, 0.7)
    assert opened(look, *measured("autonomy", 0.6, -0.44, 1.24)).changes.span == (-0.4, 1.2)
    assert span(()) == (-0.3, 0.7)


def test_the_finding_is_bold_only_where_the_interval_leaves_zero(look: Look) -> None:
    assert opened(look, *UNCLEAR).finding == ""
    assert "autonomy" in opened(look, *HIGHER, *UNCLEAR).finding
    assert "proactive" not in opened(look, *HIGHER, *UNCLEAR).finding


def test_where_every_interval_leaves_zero_the_finding_says_so_once(look: Look) -> None:
    both = (*HIGHER, *measured("proactive_attitude", 0.3, 0.1, 0.5))
    assert opened(look, *both).finding.startswith("On all 2 scales")


def test_a_change_downwards_is_a_finding_too(look: Look) -> None:
    found = opened(look, *measured("autonomy", -0.4, -0.7, -0.1), *UNCLEAR).finding
    assert found == "During the communities lower at the end than at the start: autonomy."


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


def test_a_scale_without_a_first_measurement_is_told_and_not_drawn(look: Look) -> None:
    late = survey_cell("mean.transfer", "consortium", 6.14, period="t2")
    page = opened(look, *HIGHER, late, empty_cell("change.transfer", "consortium", "too_few"))
    assert [row.name for row in page.changes.rows if row.name == "Transfer"] == []
    assert any("6.1 on average, on 0–10" in sentence for sentence in page.explained)


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


def of_director(look: Look, *cells: Cell) -> Changes:
    return opened(look, *HIGHER, *cells, scope=Scope.director("winkels")).compared


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


def test_response_is_a_share_of_a_band(look: Look) -> None:
    asked = replace(make_cell("response_rate", "consortium", 42, 48), period="t2", n_persons=48)
    figures = opened(look, asked).response[0]
    assert [figure.said.line for figure in figures] == [
        "no figure",
        "no figure",
        "88% · of 20+ asked",
    ]


def test_reliability_says_alpha_with_its_interval_omega_and_the_source(look: Look) -> None:
    alpha = survey_cell("alpha.autonomy", "consortium", 0.809, period="t0", low=0.74, high=0.86)
    omega = survey_cell("omega.autonomy", "consortium", 0.811, period="t0")
    rows = {row[0]: row[1:] for row in opened(look, alpha, omega).reliability.table.rows}
    told = rows["Autonomy, 4 items on 1–7"]
    assert told[0] == "α 0.8 (0.7–0.9) · ω 0.8"
    assert told[1] == "fewer than thirty complete answers"
    assert told[3] == "A citation, CC0"


@pytest.mark.parametrize(("share", "is_said"), [(0.1, False), (0.11, True)])
def test_many_prorated_scores_are_said(look: Look, share: float, is_said: bool) -> None:
    cell = survey_cell("prorated_share", "consortium", share)
    said = [
        sentence for sentence in opened(look, *HIGHER, cell).explained if "proportion" in sentence
    ]
    assert bool(said) is is_said


def test_without_a_survey_there_is_nothing_to_draw(look: Look) -> None:
    page = build(look(), "")
    assert (page.changes.rows, page.compared.rows, page.finding) == ((), (), "")
