from __future__ import annotations

import pytest

from lcdata.pipelines import computed
from lcdata.pipelines.facts import Facts
from tests.unit.pipelines.builders import day, marts, session


def test_a_funnel_runs_from_ten_pairs_to_the_largest_company() -> None:
    found = computed.funnel(20, 40, 12)
    assert found["den"].to_list() == [10, 11, 12]


def test_the_limits_of_a_funnel_by_hand() -> None:
    found = computed.funnel(5, 10, 10)
    # of ten tosses P(R <= 1) = 11/1024, P(R <= 2) = 56/1024, P(R <= 0) = 1/1024:
    # 2 - (56 - 25.6)/45, and 1 - (11 - 1.024)/10; the upper ones mirror them
    low, lowest = (2 - (56 - 25.6) / 45) / 10, (1 - (11 - 1.024) / 10) / 10
    assert found["low_95"][0] == pytest.approx(low)
    assert found["low_998"][0] == pytest.approx(lowest)
    # P(R <= 7) = 968/1024, P(R <= 8) = 1013/1024, P(R <= 9) = 1023/1024
    assert found["high_95"][0] == pytest.approx((8 - (1013 - 0.975 * 1024) / 45) / 10)
    assert found["high_998"][0] == pytest.approx((9 - (1023 - 0.999 * 1024) / 10) / 10)


def test_there_is_no_funnel_below_ten_pairs() -> None:
    assert computed.funnel(20, 40, 9).is_empty()


def test_a_member_without_a_name_goes_by_the_code() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[
            {"person_id": "a/2"},
            {"person_id": "a/1"},
            {"person_id": "f", "is_member": False},
        ],
        dim_person=[{"person_id": "a/1", "display_name": "Zwaan"}],
    )
    assert computed.members(Facts(of))["display_name"].to_list() == ["Zwaan", "a/2"]


def test_each_eligible_pair_has_a_mark_also_where_the_register_is_silent() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": "p"}, {"person_id": "q"}, {"person_id": "r", "left_on": day(6)}],
        fct_session=[session("s", 7), session("t", 14, status="cancelled")],
        fct_attendance=[{"session_id": "s", "person_id": "p", "status": "late"}],
    )
    assert computed.marks(Facts(of)).rows() == [
        ("a/c1", "s", "p", "late"),
        ("a/c1", "s", "q", "unknown"),
    ]
