"""The guard after the release before: what repeats, and what follows."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.guard import Before, Guarded, guard
from lcdata.disclosure.marks import MARK
from lcdata.disclosure.observations import OBSERVATION

from .consortium import Registers
from .registers import POLICY
from .small_release import (
    BOTH,
    CONSORTIUM,
    FIRST,
    HELD,
    MEAN,
    OF_FOUR,
    OF_SIX,
    RATE,
    RESPONDENTS,
    made,
    told,
)


def published(of: Guarded) -> Before:
    return Before(of.marks, of.observations)


def then(registers: Registers = CONSORTIUM, respondents: dict[str, int] | None = None) -> Guarded:
    """The next release, a week later."""
    return guard(made(registers, respondents, later=7), POLICY, published(FIRST))


def test_the_same_delivery_again_gives_the_same_figures() -> None:
    assert then().cells.equals(FIRST.cells)


CORRECTED: Registers = {
    **CONSORTIUM, "a/c1": [("s1", "sprint_1", 1, "ppppaa"), ("s2", "sprint_2", 2, "pppppp")],
}  # fmt: skip


def test_one_corrected_mark_waits_and_every_sum_of_it_says_since_when() -> None:
    found = told(then(CORRECTED), RATE, "num", "den", "as_of")
    since = FIRST.marks["as_of"].max()
    assert found["company", "a", "overall"] == (11.0, "12.0", since)
    assert found["consortium", "consortium", "overall"] == (37.0, "41.0", since)
    assert found["company", "b", "overall"] == (11.0, "12.0", None)


def test_five_corrected_marks_are_published() -> None:
    five: Registers = {**CONSORTIUM, "a/c1": [("s1", "sprint_1", 1, "aaaapp"), OF_SIX[1]]}
    found = told(then(five), RATE, "num", "as_of")
    assert found["company", "a", "overall"] == (8.0, None)


def test_process_figures_and_the_own_register_always_follow() -> None:
    more: Registers = {**CONSORTIUM, "a/c2": [*OF_FOUR, ("s2", None, 3, "pppp")]}
    found = then(more)
    assert told(found, HELD, "num", "as_of")["company", "a", "overall"] == (4.0, None)
    own = told(then(CORRECTED), RATE, "num", is_own=True)
    assert own["community", "a/c1", "overall"] == 10.0


def test_a_member_who_came_waits_and_five_do_not() -> None:
    def band(size: int) -> Any:  # noqa: ANN401
        grown: Registers = {**CONSORTIUM, "a/c1": [("s1", "sprint_1", 1, "p" * size), OF_SIX[1]]}
        return told(then(grown), BOTH, "den", "as_of")["company", "a", "overall"]

    since = FIRST.observations["as_of"].max()
    assert band(10) == ("5-9", since)
    assert band(11) == ("10-19", None)


def test_nine_new_respondents_wait_and_ten_do_not() -> None:
    def persons(more: int) -> Any:  # noqa: ANN401
        found = then(CONSORTIUM, {**RESPONDENTS, "a/c1": 12 + more})
        return told(found, MEAN, "den", "as_of")["company", "a", "t0"]

    since = FIRST.observations["as_of"].max()
    assert persons(9) == ("10-19", since)
    assert persons(10) == ("20+", None)


def test_what_is_remembered_is_what_was_published_and_not_what_was_delivered() -> None:
    once = then(CORRECTED)
    # four more are corrected: five differ from what was published, though four from this delivery
    five: Registers = {**CONSORTIUM, "a/c1": [("s1", "sprint_1", 1, "aaaaap"), OF_SIX[1]]}
    twice = guard(made(five, later=14), POLICY, published(once))
    assert told(twice, RATE, "num", "as_of")["company", "a", "overall"] == (7.0, None)


def test_a_register_that_was_purged_is_not_remembered() -> None:
    less: Registers = {name: of for name, of in CONSORTIUM.items() if name != "b/c1"}
    found = then(less, {"a/c1": 12, "c/c1": 4})
    assert "b/c1" not in found.marks["community_id"].to_list()
    assert "b/c1" not in found.observations["community_id"].to_list()
    assert told(found, RATE, "num", "as_of")["consortium", "consortium", "overall"] == (26.0, None)


@pytest.mark.parametrize(
    ("marks", "observations", "is_ours"),
    [(MARK, OBSERVATION, True), ({"a": pl.String()}, OBSERVATION, False),
     (MARK, {"a": pl.String()}, False)],
)  # fmt: skip
def test_a_release_of_another_version_is_told_apart(
    marks: dict[str, pl.DataType], observations: dict[str, pl.DataType], is_ours: bool
) -> None:
    of = Before(pl.DataFrame(schema=marks), pl.DataFrame(schema=observations))
    assert of.is_ours is is_ours
