from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.stats import binom

from lcdata.access import Scope
from lcdata.contracts.cells import WeekPoint
from lcdata.screens.participation.model_comparison import comparison
from lcdata.screens.participation.model_composition import composition
from lcdata.screens.participation.model_funnel import ALERT, funnel, stands_out
from lcdata.screens.participation.model_participation import RATES, compared
from lcdata.screens.participation.model_retention import retention
from lcdata.screens.participation.model_run_charts import run_charts
from lcdata.view_models.rate import rate
from tests.unit.conftest import FUNNEL, Look, empty_cell, make_cell

CELLS = (
    make_cell("attendance_rate", "alferink", 29, 39),
    make_cell("attendance_rate", "winkels", 139, 180),
    make_cell("attendance_rate", "de-groot", 8, 8),
    make_cell("attendance_rate", "overarching", 30, 35),
    make_cell("attendance_rate", "consortium", 432, 555),
)


@pytest.mark.parametrize("count", range(21))
def test_a_point_stands_out_on_the_exact_tail_alone(look: Look, count: int) -> None:
    cell = make_cell("attendance_rate", "alferink", count, 20)
    point = rate(look(cells=(cell,)), look().units[0], "attendance_rate")
    tail = min(binom.cdf(count, 20, 0.8), binom.sf(count - 1, 20, 0.8))
    assert stands_out(point, 0.8) == (tail <= ALERT)


def test_eight_of_eight_at_eighty_percent_is_no_exception(look: Look) -> None:
    cell = make_cell("attendance_rate", "de-groot", 8, 8)
    point = rate(look(cells=(cell,)), look().units[1], "attendance_rate")
    assert not stands_out(point, 0.8)


def test_below_ten_marks_a_unit_is_told_and_not_drawn(look: Look) -> None:
    part = funnel(look(cells=CELLS, funnel=FUNNEL))
    assert part is not None
    assert [p.unit.entity_id for p in part.points] == ["alferink", "winkels", "overarching"]
    assert "De Groot: 8 of 8." in part.explained
    assert part.finding == "None of the 2 companies shown lies outside the 95% limit."


def test_a_company_outside_the_limit_is_named(look: Look) -> None:
    cells = (make_cell("attendance_rate", "winkels", 90, 180), *CELLS[:1], CELLS[-1])
    part = funnel(look(cells=cells, funnel=FUNNEL))
    assert part is not None
    assert part.finding == "Outside the 95% limit: Winkels."


def test_a_director_has_no_funnel(look: Look) -> None:
    own = tuple(cell for cell in CELLS if cell.entity_id == "winkels")
    assert funnel(look(Scope.director("winkels"), cells=own, funnel=FUNNEL)) is None


def test_a_comparison_keeps_the_place_of_what_is_shielded(look: Look) -> None:
    hidden = empty_cell("attendance_rate", "de-groot", "suppressed")
    part = comparison(look(cells=(CELLS[0], hidden)), "attendance_rate", "Attendance")
    assert [row.unit.entity_id for row in part.rows][1] == "de-groot"
    assert part.exhibit.table.rows[1][1:6] == (None, None, None, "", None)


def test_a_run_chart_breaks_where_more_than_two_weeks_pass(look: Look) -> None:
    weeks = tuple(WeekPoint("company", "alferink", week, 6, 8) for week in (1, 3, 6, 7))
    chart = run_charts(look(weeks=weeks, cells=CELLS)).charts[0]
    assert [(p.week, p.part) for p in chart.points] == [(1, 0), (3, 0), (6, 1), (7, 1)]
    assert chart.last == "week 7: 6 of 8"


def test_a_shielded_run_chart_says_so_and_shows_nothing(look: Look) -> None:
    hidden = empty_cell("attendance_rate", "alferink", "suppressed")
    chart = run_charts(look(cells=(hidden,))).charts[0]
    assert (chart.points, chart.empty) == ((), "shielded: fewer than 5")


def test_composition_counts_communities_that_mix(look: Look) -> None:
    cells = (
        make_cell("mix_service", "alferink", 2, 3),
        replace(make_cell("members.student", "alferink", 4, None), value=4.0),
        empty_cell("mix_service", "winkels", "suppressed"),
    )
    rows = composition(look(cells=cells)).rows
    assert (rows[0].mixes[0].mixed, rows[0].mixes[0].total) == (2, 3)
    assert rows[0].roles == "4 students"
    assert rows[2].mixes[0].said.headline == "shielded"
    assert rows[2].mixes[0].total == 0


def test_retention_is_told_in_a_sentence(look: Look) -> None:
    cell = replace(make_cell("retention", "consortium", None, 112), value=0.93, low=0.85, high=0.97)
    rows = retention(look(cells=(cell,))).table.rows
    assert rows == (
        ("Consortium", "An estimated 93% stay until the planned end · 95% interval 85–97%"),
    )


def test_a_directors_own_company_has_no_retention_figure_and_the_page_says_why(look: Look) -> None:
    cell = replace(make_cell("retention", "winkels", None, 90), grain="pooled", value=1.0)
    (own, others) = retention(look(Scope.director("winkels"), cells=(cell,))).table.rows
    assert str(own[1]).startswith("No figure for one company")
    assert others == (
        "Other companies (together)",
        "Nobody left before the planned end",
    )


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


def test_the_funnels_line_is_the_rate_from_the_counts(look: Look) -> None:
    cells = (
        replace(make_cell("attendance_rate", "consortium", 432, 555), value=0.78),
        make_cell("attendance_rate", "winkels", 139, 180),
    )
    shown = funnel(look(cells=cells, funnel=FUNNEL))
    assert shown is not None
    assert shown.target == pytest.approx(0.778378, abs=1e-6)


@pytest.mark.parametrize("indicator", RATES)
def test_every_rate_can_be_compared_without_any_figure(look: Look, indicator: str) -> None:
    rows = compared(look(), indicator).rows
    assert {row.said.headline for row in rows} == {"no figure"}
