from __future__ import annotations

from lcdata.contracts.cells import WeekPoint
from lcdata.screens.participation.model_run_charts import run_charts
from tests.unit.conftest import Look, empty_cell
from tests.unit.screens.participation.conftest import CELLS


def test_a_run_chart_breaks_where_more_than_two_weeks_pass(look: Look) -> None:
    weeks = tuple(WeekPoint("company", "alferink", week, 6, 8) for week in (1, 3, 6, 7))
    chart = run_charts(look(weeks=weeks, cells=CELLS)).charts[0]
    assert [(p.week, p.part) for p in chart.points] == [(1, 0), (3, 0), (6, 1), (7, 1)]
    assert chart.last == "week 7: 6 of 8"


def test_a_shielded_run_chart_says_so_and_shows_nothing(look: Look) -> None:
    hidden = empty_cell("attendance_rate", "alferink", "suppressed")
    chart = run_charts(look(cells=(hidden,))).charts[0]
    assert (chart.points, chart.empty) == ((), "shielded: fewer than 5")
