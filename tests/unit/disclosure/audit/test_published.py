from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from lcdata.domain import About
from tests.unit.disclosure.audit.release import SHARED, cell, release

UNIT = "company:alpha"
ASKED = ("late_share", "unexcused_rate")


def followed(*told: Mapping[str, Any], unit: str = UNIT) -> list[str]:
    """The figures of sprint 1 that are named, in a release of these cells alone."""
    empty = release()
    only = empty.with_(cells=empty.published.cells.clear()).with_cells(*map(dict, told))
    return list(only.published.figures_with(unit, ASKED, "sprint_1"))


def late(**fields: object) -> Mapping[str, Any]:
    base = {"indicator": "late_share", "grain": "company", "entity_id": "alpha",
            "period": "sprint_1"}  # fmt: skip
    return {**cell("late_share", "company", "alpha", "sprint_1", 1.0, 4.0), **base, **fields}


def test_a_finding_is_followed_by_overall_and_its_own_period() -> None:
    told = [late(period=period) for period in ("sprint_1", "overall", "sprint_2")]
    assert followed(*told) == [
        "late_share company:alpha overall",
        "late_share company:alpha sprint_1",
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"grain": "pooled"},
        {"entity_id": "beta"},
        {"indicator": "attendance_rate"},
        {"period": "sprint_2"},
        {"is_own": True},
        {"status": "suppressed"},
    ],
    ids=str,
)
def test_a_figure_of_another_place_or_that_others_do_not_read_is_not_named(
    other: dict[str, Any],
) -> None:
    assert followed(late(**other)) == []


def test_figures_are_named_in_the_order_of_their_names() -> None:
    told = followed(late(indicator="unexcused_rate"), late())
    assert told == ["late_share company:alpha sprint_1", "unexcused_rate company:alpha sprint_1"]


def test_the_name_of_an_entity_may_hold_a_colon() -> None:
    assert followed(late(entity_id="a:b"), unit="company:a:b") == [
        "late_share company:a:b sprint_1"
    ]


def test_a_community_belongs_to_its_company_or_to_the_overarching_ones() -> None:
    owners = release({"alpha/c1": 6, SHARED: 6}).truth.owners
    assert owners == {"alpha/c1": "alpha", SHARED: "overarching"}


def test_the_indicators_about_answers_are_those_whose_traits_say_so() -> None:
    assert release().truth.named(About.ANSWERS) == ["mean.autonomy", "response_rate"]
