from __future__ import annotations

from lcdata.screens.overview import model_overview
from tests.unit.conftest import Look, make_cell


def test_without_sprint_figures_the_sessions_stand_in_their_place(look: Look) -> None:
    held = make_cell("sessions_held_ratio", "alferink", 5, 6)
    page = model_overview.build(look(cells=(held,)))
    assert page.heads[0] == ("Sessions", "held")
    assert page.rows[0].facts[0].line == "5 of 6"
