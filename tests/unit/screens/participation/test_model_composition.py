from __future__ import annotations

from dataclasses import replace

from lcdata.screens.participation.model_composition import composition
from tests.unit.conftest import Look, empty_cell, make_cell


def test_composition_counts_communities_that_mix(look: Look) -> None:
    cells = (
        make_cell("mix_service", "alferink", 2, 3),
        replace(make_cell("members.student", "alferink", 4, None), value=4.0),
        empty_cell("mix_service", "winkels", "suppressed"),
    )
    rows = composition(look(cells=cells)).rows
    assert (rows[0].mixes[0].mixed, rows[0].mixes[0].total) == (2, 3)
    assert rows[0].roles == "4 students"
    assert rows[2].mixes[0].said.headline == "shielded"
    assert rows[2].mixes[0].total == 0
