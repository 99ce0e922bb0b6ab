from __future__ import annotations

from lcdata.screens.attendance import model_attendance
from lcdata.view_models.view import View
from tests.unit.screens.attendance.conftest import C1


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
