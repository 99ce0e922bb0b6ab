from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lcdata.access import Scope
from lcdata.contracts.published import ReadModel, Scale
from lcdata.locale import Language, words
from lcdata.view_models.view import View
from tests.unit.conftest import (
    COMMUNITIES,
    ORGANISATIONS,
    POLICY,
    empty_cell,
    make_cell,
    make_phase,
)

DAY = dt.date(2026, 11, 2)
HIDDEN = empty_cell("attendance_rate", "de-groot", "suppressed")
FULL_CELLS = (
    replace(make_cell("attendance_rate", "alferink", 29, 39), low=0.55, high=0.87),
    replace(make_cell("attendance_rate", "winkels", 139, 180), low=0.67, high=0.85),
    HIDDEN,
    make_cell("attendance_rate", "overarching", 30, 35),
    make_cell("attendance_rate", "consortium", 432, 555),
    make_cell("sprints_in_time_box", "winkels", 4, 7),
    make_cell("reflection_completion", "winkels", 6, 9),
    make_cell("mix_service", "alferink", 1, 2),
    make_cell("design.B3b.sprint_reviews_held", "winkels", 5, 7),
    make_cell("design.B4.linked_goal", "winkels", 11, 16),
    empty_cell("design.B1.stake", "winkels", "not_measured"),
)
SCALES = (Scale("A", "autonomy", 4, 1, 7, None, None),)
CHANGES = tuple(
    replace(make_cell(indicator, entity_id, None, 42), value=value, low=low, high=high)
    for indicator, entity_id, value, low, high in (
        ("change.autonomy", "consortium", 0.4, 0.1, 0.7),
        ("change.autonomy", "winkels", 0.9, 0.6, 1.2),
        ("change.autonomy.shrunken", "winkels", 0.5, None, None),
    )
)
PHASES = (
    make_phase("alferink/c1", 0, "start", "2026-10-12", "2026-10-16"),
    make_phase("alferink/c1", 1, "sprint", "2026-10-19", "2026-12-18"),
)


def make_view(language: Language, scope: Scope | None = None, **changes: object) -> View:
    model = ReadModel(
        "release",
        is_sample=True,
        policy=POLICY,
        organisations=ORGANISATIONS,
        communities=COMMUNITIES,
        phases=PHASES,
    )
    shown = replace(model, **changes)  # type: ignore[arg-type]
    return View(shown, scope or Scope.leader(), words(language))
