from __future__ import annotations

import pytest

from lcdata.charts.theme import Look
from lcdata.screens.participation import (
    chart_composition,
)
from lcdata.screens.participation.model_composition import MIXES
from lcdata.screens.participation.model_composition import composition as composition_part
from tests.unit.conftest import empty_cell
from tests.unit.full_view import make_view
from tests.unit.screens.drawn import layers, values


@pytest.mark.parametrize(("narrow", "said"), [(False, 4), (True, 1)])
def test_a_word_for_every_column_is_said_once_where_there_is_no_room(
    narrow: bool, said: int
) -> None:
    hidden = [empty_cell(name, "de-groot", "suppressed") for name in MIXES]
    part = composition_part(make_view("en", cells=tuple(hidden)))
    drawn = chart_composition.mixes(part, Look("light", "en"), narrow=narrow)
    texts = [point.get("text") for layer in layers(drawn) for point in values(drawn, layer)]
    assert texts.count("shielded") == said
