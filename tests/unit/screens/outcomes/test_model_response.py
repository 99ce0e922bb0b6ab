from __future__ import annotations

from dataclasses import replace

from tests.unit.conftest import Look, make_cell
from tests.unit.screens.outcomes.conftest import opened


def test_response_is_a_share_of_a_band(look: Look) -> None:
    asked = replace(make_cell("response_rate", "consortium", 42, 48), period="t2", n_persons=48)
    figures = opened(look, asked).response[0]
    assert [figure.said.line for figure in figures] == [
        "no figure",
        "no figure",
        "88% · of 20+ asked",
    ]
