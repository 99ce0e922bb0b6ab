from __future__ import annotations

import datetime as dt

import pytest

from lcdata.access import Scope
from lcdata.contracts.published import ReadModel
from lcdata.contracts.register import Mark, Member, Register, Signal
from lcdata.screens.attendance import model_attendance
from lcdata.view_models.view import View, own_communities
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


def test_a_call_names_dates_reason_and_what_is_unknown(view: View) -> None:
    (call,) = model_attendance.build(view, C1).calls.calls
    assert (call.name, call.service) == ("Deelnemer 02", "buitendienst")
    assert call.reason == (
        "4 bekende bijeenkomsten op rij gemist, telkens met bericht: 15 okt, 23 okt, 2 nov en "
        "9 nov. 30 okt is onbekend en telt niet mee."
    )


def test_a_signal_is_put_in_proportion(view: View) -> None:
    note = model_attendance.build(view, C1).calls.note
    assert note.startswith("1 van 2.")
    assert "geen oordeel" in note


def test_the_next_session_lists_who_comes_and_what_happened_last_time(view: View) -> None:
    coming = model_attendance.build(view, C1).next
    assert coming is not None
    assert coming.title == "Volgende keer: dinsdag 17 november, 16.00 uur"
    assert coming.exhibit.table.rows == (
        ("Deelnemer 01", "aanwezig"),
        ("Deelnemer 02", "afgemeld"),
    )


def test_the_register_is_by_name_and_by_date(view: View) -> None:
    matrix = model_attendance.build(view, C1).register
    assert [column.date for column in matrix.columns] == [
        "15 okt",
        "23 okt",
        "30 okt",
        "2 nov",
        "9 nov",
    ]
    assert [(row.name, row.attended) for row in matrix.rows] == [
        ("Deelnemer 01", "4 van 5"),
        ("Deelnemer 02", "0 van 4"),
    ]


def test_every_state_has_a_letter_of_its_own(view: View) -> None:
    letters = [letter for _, letter, _ in model_attendance.build(view, C1).register.legend]
    assert letters == ["A", "L", "M", "X", "?"]


def test_a_narrow_register_keeps_the_newest_sessions(view: View) -> None:
    narrow = model_attendance.build(view, C1).register.latest(2)
    assert [column.date for column in narrow.columns] == ["2 nov", "9 nov"]
    assert narrow.rows[0].states == ("absent", "present")


def test_gaps_are_counted_and_named(view: View) -> None:
    gaps = model_attendance.build(view, C1).gaps
    assert gaps.sentence == "Onbekend: 1 van 10 registraties."
    assert gaps.dates == (("30 okt", "Deelnemer 02"),)


def test_only_own_communities_have_a_page(view: View) -> None:
    assert own_communities(view) == {C1: "Prefab Café"}
    with pytest.raises(KeyError):
        model_attendance.build(view, "winkels/c1")


def test_who_left_is_not_expected(look: Look) -> None:
    gone = member("03", left_on=dt.date(2026, 11, 1))
    view = look(
        Scope.facilitator(C1),
        communities=(make_community(C1, "Prefab Café"),),
        meetings=(make_meeting("s9", C1, "2026-11-17", "planned"),),
        register=Register((gone,)),
    )
    coming = model_attendance.build(view, C1).next
    assert coming is not None
    assert coming.exhibit.table.rows == ()
