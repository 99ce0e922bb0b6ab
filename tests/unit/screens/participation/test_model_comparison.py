from __future__ import annotations

from dataclasses import replace

from lcdata.screens.participation.model_comparison import comparison
from tests.unit.conftest import Look, empty_cell, make_cell
from tests.unit.screens.participation.conftest import CELLS


def test_a_comparison_keeps_the_place_of_what_is_shielded(look: Look) -> None:
    hidden = empty_cell("attendance_rate", "de-groot", "suppressed")
    part = comparison(look(cells=(CELLS[0], hidden)), "attendance_rate", "Attendance")
    assert [row.unit.entity_id for row in part.rows][1] == "de-groot"
    assert part.exhibit.table.rows[1][1:6] == (None, None, None, "", None)


def test_adjusted_values_stand_beside_the_measured_ones_in_chart_and_table(look: Look) -> None:
    measured = replace(make_cell("attendance_rate", "winkels", 139, 180), low=0.67, high=0.85)
    adjusted = replace(
        make_cell("attendance_rate.shrunken", "winkels", None, None), value=0.78, status="ok"
    )
    shown = comparison(look(cells=(measured, adjusted)), "attendance_rate", "Attendance")
    assert shown.is_adjusted
    assert shown.exhibit.table.columns[:3] == (
        "Company or community",
        "Share in %",
        "Adjusted in %",
    )
    assert ("Winkels Techniek", 77, 78, 139, 180) in [row[:5] for row in shown.exhibit.table.rows]


def test_without_adjusted_values_the_table_has_no_empty_column_for_them(look: Look) -> None:
    cell = make_cell("register_coverage", "winkels", 90, 100)
    shown = comparison(look(cells=(cell,)), "register_coverage", "Register")
    assert "Adjusted in %" not in shown.exhibit.table.columns


def test_groups_left_out_are_said_below_the_chart_and_in_the_table(look: Look) -> None:
    cell = replace(make_cell("attendance_rate", "winkels", 24, 30), left_out=2)
    shown = comparison(look(cells=(cell,)), "attendance_rate", "Attendance").exhibit
    assert shown.note.endswith("¹ Winkels without 2 groups below 5.")
    assert shown.table.rows[-2][-1] == "without 2 groups below 5"


def test_a_denominator_in_bands_stands_in_the_table(look: Look) -> None:
    cell = replace(make_cell("gives_and_takes", "winkels", None, None), den="5-9", value=0.6)
    shown = comparison(look(cells=(cell,)), "gives_and_takes", "Bring and take")
    assert shown.rows[-2].said.second == "of 5–9 persons"
    assert shown.exhibit.table.rows[-2][3] == "5–9"
