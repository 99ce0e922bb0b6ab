from __future__ import annotations

from lcdata.screens.attendance import model_attendance
from lcdata.view_models.view import View
from tests.unit.screens.attendance.conftest import C1


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
