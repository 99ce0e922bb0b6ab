from __future__ import annotations

import datetime as dt

import pytest

from lcdata.access import Scope
from lcdata.contracts.published import ReadModel
from lcdata.contracts.register import Mark, Member, Register, Signal
from lcdata.view_models.view import View
from tests.unit.conftest import Look, make_community, make_meeting

C1 = "alferink/c1"
DAYS = ("2026-10-15", "2026-10-23", "2026-10-30", "2026-11-02", "2026-11-09")
STATES = {
    "02": ("excused", "excused", "unknown", "excused", "excused"),
    "01": ("present", "late", "present", "absent", "present"),
}


def member(code: str, **changes: object) -> Member:
    fields = {
        "community_id": C1,
        "person_id": code,
        "display_name": f"Deelnemer {code}",
        "role": "employee",
        "service": "field",
        "joined_on": dt.date(2026, 10, 12),
        "left_on": None,
        "organisation_id": "alferink",
    }
    return Member(**(fields | changes))  # type: ignore[arg-type]


def dates(*days: str) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(day) for day in days)


SIGNAL = Signal(C1, "missed_three", "02", dates(*DAYS[:2], *DAYS[3:]), None, 4)


@pytest.fixture
def view(look: Look, model: ReadModel) -> View:
    held = [make_meeting(f"s{index}", C1, day) for index, day in enumerate(DAYS)]
    marks = tuple(
        Mark(C1, f"s{index}", code, state)
        for code, states in STATES.items()
        for index, state in enumerate(states)
    )
    return look(
        Scope.facilitator(C1),
        language="nl",
        communities=(make_community(C1, "Prefab Café"),),
        meetings=(*held, make_meeting("s9", C1, "2026-11-17", "planned")),
        register=Register((member("02"), member("01")), marks, (SIGNAL,)),
    )
