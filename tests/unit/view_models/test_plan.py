from __future__ import annotations

import datetime as dt

import pytest

from lcdata.locale import words
from lcdata.view_models.plan import lane, lanes, state_words
from tests.unit.conftest import Look, make_community, make_phase

PHASES = (
    make_phase("alferink/c1", 0, "start", "2026-10-12", "2026-10-16"),
    make_phase("alferink/c1", 1, "sprint", "2026-10-19", "2026-11-06"),
    make_phase("alferink/c1", 2, "end", "2026-11-09", "2026-11-13"),
)


def test_a_ribbon_runs_on_over_the_weekends(look: Look) -> None:
    community = make_community("alferink/c1", "Prefab Café", planned_end_date=dt.date(2026, 11, 13))
    ribbon = lane(look(phases=PHASES), community, is_own=True)
    assert [(p.start, p.end, p.label) for p in ribbon.phases] == [
        (0.0, 1.0, "start"),
        (1.0, 4.0, "sprint 1"),
        (4.0, 5.0, "end"),
    ]
    assert ribbon.today == 5.0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "week 6 van 11"),
        ({"week": 12}, "week 12, gepland 11"),
        ({"state": "finished", "ended_on": dt.date(2026, 10, 10)}, "afgerond 10 okt"),
        ({"state": "planned", "start_date": dt.date(2026, 12, 1)}, "start 1 dec"),
    ],
)
def test_the_state_is_said_by_the_own_plan(changes: dict[str, object], said: str) -> None:
    assert state_words(make_community("alferink/c1", "x", **changes), words("nl")) == said


def test_an_old_delivery_carries_its_own_date(look: Look) -> None:
    old = make_community("winkels/c1", "Storing", as_of=dt.date(2026, 10, 12))
    view = look(communities=(old, make_community("alferink/c1", "Prefab Café")))
    dated = {unit.name: [item.dated for item in lanes(view, unit)] for unit in view.units}
    assert dated["Winkels Techniek"] == ["12 Oct"]
    assert dated["Alferink Installatietechniek"] == [""]


def test_finished_communities_give_way_to_running_ones(look: Look) -> None:
    communities = (
        make_community("alferink/c1", "Oud", state="finished"),
        make_community("alferink/c2", "Nieuw"),
    )
    unit = look(communities=communities).units[0]
    assert [item.name for item in lanes(look(communities=communities), unit)] == ["Nieuw"]
