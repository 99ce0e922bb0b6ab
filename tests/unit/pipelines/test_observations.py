from __future__ import annotations

import polars as pl
import pytest

from lcdata.pipelines.observations import OWN_PERIOD, observations, per_period

SESSIONS = pl.DataFrame(
    {
        "community_id": ["a/c1", "a/c1"],
        "period": ["sprint_1", None],
        "person_id": ["p1", "p2"],
        "held": [True, None],
    }
)


def test_what_is_not_said_counts_once_over_everything_and_misses_nothing() -> None:
    (first, _) = observations(SESSIONS, num=1.0).to_dicts()
    assert first == {
        "community_id": "a/c1", "period": "overall", "num": 1.0, "den": 1.0, "missing": 0,
    }  # fmt: skip


def test_what_is_unknown_does_not_count() -> None:
    assert observations(SESSIONS, num=pl.col("held"))["num"].to_list() == [1.0, 0.0]


def test_columns_stand_in_the_order_releases_remember() -> None:
    found = observations(SESSIONS, "person_id", x=pl.col("held"), num=0.0)
    assert found.columns == ["community_id", "person_id", "period", "x", "num", "den", "missing"]


def test_without_a_numerator_there_is_no_such_column() -> None:
    assert "num" not in observations(SESSIONS, x=pl.col("held")).columns


@pytest.mark.parametrize(("name", "kind"), [("num", pl.Float64), ("den", pl.Float64)])
def test_a_yes_or_no_becomes_a_number(name: str, kind: type[pl.DataType]) -> None:
    found = observations(SESSIONS, num=pl.col("held"), den=pl.col("held").is_not_null())
    assert found.schema[name] == kind


def test_an_observation_outside_every_period_counts_overall_alone() -> None:
    found = per_period(observations(SESSIONS, num=1.0, period=OWN_PERIOD))
    assert found["period"].to_list() == ["overall", "overall", "sprint_1"]
