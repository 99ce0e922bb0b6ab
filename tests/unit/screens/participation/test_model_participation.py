from __future__ import annotations

import pytest

from lcdata.screens.participation.model_participation import RATES, compared
from tests.unit.conftest import Look


@pytest.mark.parametrize("indicator", RATES)
def test_every_rate_can_be_compared_without_any_figure(look: Look, indicator: str) -> None:
    rows = compared(look(), indicator).rows
    assert {row.said.headline for row in rows} == {"no figure"}
