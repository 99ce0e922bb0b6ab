from __future__ import annotations

from tests.unit.conftest import Look
from tests.unit.screens.outcomes.conftest import (
    HIGHER,
    UNCLEAR,
    opened,
)


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
