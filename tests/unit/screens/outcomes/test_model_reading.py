from __future__ import annotations

from tests.unit.conftest import Look, empty_cell
from tests.unit.screens.outcomes.conftest import (
    HIGHER,
    UNCLEAR,
    measured,
    opened,
    survey_cell,
)


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


def test_a_scale_without_a_first_measurement_is_told_and_not_drawn(look: Look) -> None:
    late = survey_cell("mean.transfer", "consortium", 6.14, period="t2")
    page = opened(look, *HIGHER, late, empty_cell("change.transfer", "consortium", "too_few"))
    assert [row.name for row in page.changes.rows if row.name == "Transfer"] == []
    assert any("6.1 on average, on 0–10" in sentence for sentence in page.explained)
