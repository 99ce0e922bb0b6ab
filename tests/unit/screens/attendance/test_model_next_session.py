from __future__ import annotations

import datetime as dt

from lcdata.access import Scope
from lcdata.contracts.register import Register
from lcdata.screens.attendance import model_attendance
from lcdata.view_models.view import View
from tests.unit.conftest import Look, make_community, make_meeting
from tests.unit.screens.attendance.conftest import C1, member


def test_the_next_session_lists_who_comes_and_what_happened_last_time(view: View) -> None:
    coming = model_attendance.build(view, C1).next
    assert coming is not None
    assert coming.title == "Volgende keer: dinsdag 17 november, 16.00 uur"
    assert coming.exhibit.table.rows == (
        ("Deelnemer 01", "aanwezig"),
        ("Deelnemer 02", "afgemeld"),
    )


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
