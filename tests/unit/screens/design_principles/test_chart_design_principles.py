from __future__ import annotations

import pytest

from tests.unit.conftest import make_cell
from tests.unit.full_view import make_view
from tests.unit.screens.drawn import LIGHT, layers, profile, values


@pytest.mark.parametrize("is_stacked", [False, True])
def test_evidence_is_a_filled_circle_per_thing_seen_and_an_open_one_per_thing_not(
    is_stacked: bool,
) -> None:
    cell = make_cell("design.B3b.sprint_reviews_held", "winkels", 5, 7)
    chart = profile(make_view("en", cells=(cell,)), LIGHT, is_stacked=is_stacked)
    points = [layer for layer in layers(chart) if layer["mark"]["type"] == "point"]
    drawn = {layer["mark"]["filled"]: len(values(chart, layer)) for layer in points}
    assert drawn == {True: 5, False: 2}


def test_a_profile_has_one_accent_and_no_traffic_light() -> None:
    cell = make_cell("design.B3b.sprint_reviews_held", "winkels", 0, 7)
    tokens = LIGHT.tokens
    known = {getattr(tokens, name) for name in tokens.__dataclass_fields__}
    chart = profile(make_view("en", cells=(cell,)), LIGHT, is_stacked=False)
    assert {layer["mark"]["color"] for layer in layers(chart)} <= known
