from __future__ import annotations

import pytest

from lcdata.contracts.cells import Cell
from lcdata.contracts.progress import ManagerAction
from lcdata.contracts.register import Signal
from lcdata.screens.company import model_company
from lcdata.view_models.view import View
from tests.unit.conftest import (
    Look,
    empty_cell,
    make_community,
    make_meeting,
)
from tests.unit.screens.company.conftest import DIRECTOR, day


def actions(view: View) -> list[tuple[str, str]]:
    return [(ask.what, ask.told) for ask in model_company.build(view, "alferink").asked.actions]


def test_open_actions_of_the_manager_say_since_when_and_by_when(look: Look) -> None:
    mine = (
        ManagerAction("alferink/c1", "Ruimte maken", day("2026-11-02"), day("2026-11-20"), None),
        ManagerAction("alferink/c1", None, day("2026-10-19"), day("2026-11-01"), None),
        ManagerAction("alferink/c1", "Kiezen", day("2026-10-26"), None, None),
        ManagerAction("winkels/c1", "Van een ander", day("2026-10-26"), None, None),
    )
    view = look(DIRECTOR, manager_actions=mine)
    assert actions(view) == [
        (
            "Action agreed on 19 Oct",
            "Open since 19 Oct, was due by 1 Nov: finish it or agree on a new date.",
        ),
        ("Kiezen", "Open since 26 Oct, without a date: agree on who and when."),
        ("Ruimte maken", "Open since 2 Nov, due by 20 Nov."),
    ]
    assert model_company.build(view, "").asked.lead == "3 actions are open in your name."


def test_without_open_actions_the_last_finished_one_is_named(look: Look) -> None:
    done = (
        ManagerAction("alferink/c1", "Oud", day("2026-10-12"), None, day("2026-10-13")),
        ManagerAction("alferink/c1", "Nieuw", day("2026-10-12"), None, day("2026-11-13")),
    )
    asked = model_company.build(look(DIRECTOR, manager_actions=done), "").asked
    assert asked.lead == "No action is open in your name."
    assert asked.after == "The last one, “Nieuw”, was finished on 13 Nov."


def test_actions_that_were_not_delivered_are_not_called_none(look: Look) -> None:
    cells = (empty_cell("action_closure", "alferink", "not_measured"),)
    assert (
        model_company.build(look(DIRECTOR, cells=cells), "").asked.lead
        == "Actions were not delivered."
    )


def test_signals_of_the_own_communities_stand_with_their_advice(look: Look) -> None:
    signals = (
        Signal("alferink/c1", "no_reflection", None, (), "E2", 1),
        Signal("winkels/c1", "no_reflection", None, (), "E2", 1),
    )
    heeds = model_company.build(look(DIRECTOR, signals=signals), "").asked.heeds
    assert [len(heed.reasons) for heed in heeds] == [1]
    assert heeds[0].reasons[0].startswith("Prefab Café: ")
    assert heeds[0].advice


def test_coming_sessions_lie_after_the_as_of_date_in_order(look: Look) -> None:
    meetings = (
        make_meeting("s3", "alferink/c1", "2026-11-30", "planned"),
        make_meeting("s2", "alferink/c1", "2026-11-23", "planned"),
        make_meeting("s1", "alferink/c1", "2026-11-16", "planned"),
        make_meeting("s0", "alferink/c1", "2026-11-24", "cancelled"),
        make_meeting("w1", "winkels/c1", "2026-11-24", "planned"),
    )
    found = model_company.build(look(DIRECTOR, meetings=meetings), "").coming
    assert [(c.when, c.what) for c in found] == [
        ("Monday 23 November, 16:00", "Work session on site · Prefab Café"),
        ("Monday 30 November, 16:00", "Work session on site · Prefab Café"),
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((), "No session is planned"),
        (
            (empty_cell("sessions_held_ratio", "alferink", "not_measured"),),
            "Sessions were not deli",
        ),
    ],
)
def test_no_session_coming_is_not_the_same_as_none_delivered(
    look: Look, cells: tuple[Cell, ...], said: str
) -> None:
    page = model_company.build(look(DIRECTOR, cells=cells), "alferink")
    assert page.coming == ()
    assert page.nothing_coming.startswith(said)


def test_what_an_old_delivery_still_calls_planned_is_not_coming(look: Look) -> None:
    old = make_community("alferink/c1", "Prefab Café", as_of=day("2026-10-12"))
    communities = (old, make_community("consortium/c1", "Over de schutting"))
    meetings = (
        make_meeting("s1", "alferink/c1", "2026-10-19", "planned"),
        make_meeting("s2", "alferink/c1", "2026-11-23", "planned"),
    )
    view = look(DIRECTOR, communities=communities, meetings=meetings)
    assert [c.when for c in model_company.build(view, "").coming] == ["Monday 23 November, 16:00"]
