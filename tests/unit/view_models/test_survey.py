from __future__ import annotations

import pytest

from lcdata.locale import words
from lcdata.view_models.survey import band, signed


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (4, "<5"),
        (5, "5–9"),
        (9, "5–9"),
        (10, "10–19"),
        (19, "10–19"),
        (20, "20+"),
        (120, "20+"),
        ("10-19", "10–19"),
        ("20+", "20+"),
        (None, ""),
    ],
)
def test_respondents_are_said_in_bands(count: float | str | None, said: str) -> None:
    assert band(count) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.24, "+0,2"), (-0.26, "−0,3"), (0.04, "0,0"), (-0.04, "0,0")]
)
def test_scale_points_carry_their_sign(value: float, said: str) -> None:
    assert signed(value, words("nl")) == said
