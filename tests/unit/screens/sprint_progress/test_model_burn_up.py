from __future__ import annotations

from lcdata.contracts.published import BurnUpPoint
from lcdata.screens.sprint_progress import model_sprint_progress
from tests.unit.conftest import Look
from tests.unit.screens.sprint_progress.conftest import RUNNING, day, fact


def test_the_burn_up_counts_days_from_the_first_and_names_where_it_stands(look: Look) -> None:
    points = (
        BurnUpPoint("alferink/c1", 1, day("2026-10-28"), 4, 3),
        BurnUpPoint("alferink/c1", 1, day("2026-10-19"), 3, 0),
        BurnUpPoint("winkels/c1", 1, day("2026-10-19"), 9, 0),
    )
    view = look(burn_up=points, sprint_facts=(fact(1, **RUNNING),))
    chosen = model_sprint_progress.unfold(view, "alferink/c1")
    assert chosen is not None
    part = chosen.burn_ups
    assert (part.days, part.items) == (9, 4)
    assert [(s.day, s.scope, s.done) for s in part.charts[0].steps] == [(0, 3, 0), (9, 4, 3)]
    assert part.charts[0].title == "Sprint 1 · runs until 6 Nov"
    assert part.charts[0].said == "3 of 4 done"
    assert part.exhibit.table.rows == (("sprint 1", "19 Oct", 3, 0), ("sprint 1", "28 Oct", 4, 3))
