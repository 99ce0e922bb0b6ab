from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.audit.delivered import never_delivered
from lcdata.disclosure.audit.published import MadeOf
from tests.unit.disclosure.audit.release import observations, release

SEEN = observations(
    ("gives_and_takes", "alpha/c1", None, {"num": 1.0}),
    ("gives_and_takes", "beta/c1", "beta/c1-p0", {"num": 1.0}),
)
HONEST = release()
CLAIMED = replace(HONEST.published.made_of, observations=SEEN)


def places(claimed: MadeOf, delivered: MadeOf | None, before: MadeOf | None = None) -> list[str]:
    told = HONEST.with_(made_of=claimed)
    truth = replace(told.truth, delivered=delivered)
    return [leak.unit for leak in never_delivered(told.published, truth, before)]


def without(community: str, what: str) -> MadeOf:
    """Everything but the marks or observations of one community."""
    kept = getattr(CLAIMED, what).filter(pl.col("community_id") != community)
    return replace(CLAIMED, **{what: kept})


def test_what_was_delivered_may_be_said() -> None:
    assert places(CLAIMED, CLAIMED) == []


def test_nothing_is_asked_where_the_delivery_is_not_kept() -> None:
    nobody = MadeOf(CLAIMED.marks.clear(), CLAIMED.observations.clear())
    assert places(CLAIMED, None) == []
    assert places(CLAIMED, nobody) != []


@pytest.mark.parametrize("what", ["marks", "observations"])
@pytest.mark.parametrize("community", ["alpha/c1", "beta/c1"])
def test_a_community_with_something_nobody_delivered_is_named(what: str, community: str) -> None:
    # of an observation of no person too: it is a fact like any other
    assert places(CLAIMED, without(community, what)) == [f"community:{community}"]


@pytest.mark.parametrize("what", ["marks", "observations"])
def test_what_the_release_before_was_made_of_may_be_repeated(what: str) -> None:
    assert places(CLAIMED, without("alpha/c1", what), before=CLAIMED) == []


@pytest.mark.parametrize("what", ["marks", "observations"])
def test_what_neither_delivered_is_named(what: str) -> None:
    less = without("alpha/c1", what)
    assert places(CLAIMED, less, before=less) == ["community:alpha/c1"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "excused"),
        ("person_id", "somebody"),
        ("session_id", "another"),
        ("period", "sprint_9"),
        ("week", 9),
    ],
)
def test_a_mark_that_was_delivered_otherwise_was_not(column: str, value: Any) -> None:  # noqa: ANN401
    first = pl.int_range(pl.len()) == 0
    other = CLAIMED.marks.with_columns(
        pl.when(first).then(pl.lit(value)).otherwise(column).alias(column)
    )
    assert places(replace(CLAIMED, marks=other), CLAIMED) == ["community:alpha/c1"]


def test_a_mark_outside_sprints_and_weeks_is_known_again() -> None:
    nowhere = CLAIMED.marks.with_columns(
        period=pl.lit(None, dtype=pl.String), week=pl.lit(None, dtype=pl.Int64)
    )
    loose = replace(CLAIMED, marks=nowhere)
    assert places(loose, loose) == []


@pytest.mark.parametrize(("is_shown", "expected"), [(True, ["community:alpha/c1"]), (False, [])])
def test_a_mark_counts_once_in_what_is_shown(is_shown: bool, expected: list[str]) -> None:
    again = CLAIMED.marks[:1].with_columns(block=pl.lit("sprint_2"), is_shown=is_shown)
    twice = replace(CLAIMED, marks=pl.concat([CLAIMED.marks, again]))
    assert places(twice, CLAIMED) == expected
