from __future__ import annotations

import pytest

from lcdata.screens.sprint_progress import chart_burn_up
from lcdata.screens.sprint_progress.model_burn_up import burn_ups
from tests.unit.screens.drawn import LIGHT, full_view, layers, values


@pytest.mark.parametrize(("is_own", "color"), [(True, "own"), (False, "others")])
def test_a_burn_up_is_two_step_lines_scope_in_ink_and_done_in_the_accent(
    is_own: bool, color: str
) -> None:
    view = full_view()
    parts = burn_ups(view, view.community("alferink/c1"), is_own=is_own)
    chart = chart_burn_up.burn_ups(parts, LIGHT, view.words, 3)
    lines = [layer for layer in layers(chart) if layer["mark"]["type"] == "line"]
    assert {layer["mark"]["interpolate"] for layer in lines} == {"step-after"}
    assert [layer["mark"]["color"] for layer in lines] == [
        LIGHT.tokens.ink,
        getattr(LIGHT.tokens, color),
    ]
    first, middle, last = (point["x"] for point in values(chart, lines[0]))
    assert (middle - first) / (last - first) == pytest.approx(5 / 9)


def test_the_words_of_two_lines_that_end_together_stand_clear_of_each_other() -> None:
    view = full_view()
    parts = burn_ups(view, view.community("alferink/c1"), is_own=True)
    chart = chart_burn_up.burn_ups(parts, LIGHT, view.words, 3)
    ends = {
        point["text"]: point["y"]
        for layer in layers(chart)
        if layer["mark"]["type"] == "text"
        for point in values(chart, layer)
    }
    assert ends["4 done"] - ends["4 taken on"] >= 14
