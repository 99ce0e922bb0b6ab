from __future__ import annotations

import pytest

from tests.unit.conftest import Look
from tests.unit.screens.outcomes.conftest import HIGHER, opened, survey_cell


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
