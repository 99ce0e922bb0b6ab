from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.stats import binom

from lcdata.access import Scope
from lcdata.screens.participation.model_funnel import ALERT, funnel, stands_out
from lcdata.view_models.rate import rate
from tests.unit.conftest import FUNNEL, Look, make_cell
from tests.unit.screens.participation.conftest import CELLS


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


def test_the_funnels_line_is_the_rate_from_the_counts(look: Look) -> None:
    cells = (
        replace(make_cell("attendance_rate", "consortium", 432, 555), value=0.78),
        make_cell("attendance_rate", "winkels", 139, 180),
    )
    shown = funnel(look(cells=cells, funnel=FUNNEL))
    assert shown is not None
    assert shown.target == pytest.approx(0.778378, abs=1e-6)
