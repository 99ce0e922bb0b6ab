from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.audit.answers import telling_answers
from tests.unit.disclosure.audit.release import (
    POLICY,
    SHARED,
    Release,
    answers,
    cell,
    observations,
    release,
)

VARIED = [2.0, 3.0, 4.0] * 8
HONEST = release({"alpha/c1": 6, "alpha/c2": 6, "beta/c1": 6, "gamma/c1": 6, SHARED: 6})


def mean(entity: str, **fields: object) -> dict[str, Any]:
    grain = entity if entity in {"consortium", "overarching"} else "company"
    told = cell("mean.autonomy", grain, entity, "overall", None, "10-19", value=3.0)
    return told | {"n_persons": "10-19"} | fields


def judged(of: Mapping[str, Iterable[float]], *told: dict[str, Any]) -> Release:
    seen = [one for community, values in of.items() for one in answers(community, values)]
    bare = HONEST.with_(cells=HONEST.published.cells.clear())
    return bare.with_cells(*told).with_observations(*seen)


def found(of: Release) -> list[tuple[str, str]]:
    return [(leak.rule, leak.unit) for leak in telling_answers(of.published, of.truth, POLICY)]


@pytest.mark.parametrize(("number", "expected"), [(9, [("1", "company:alpha")]), (10, [])])
def test_a_company_needs_ten_respondents_in_all_its_communities(
    number: int, expected: list[tuple[str, str]]
) -> None:
    of = {"alpha/c1": VARIED[:5], "alpha/c2": VARIED[: number - 5], "beta/c1": VARIED}
    assert found(judged(of, mean("alpha"))) == expected


def test_a_figure_that_nobody_answered_is_found() -> None:
    assert found(judged({"beta/c1": VARIED}, mean("alpha"))) == [("1", "company:alpha")]


def test_a_respondent_of_two_answers_is_one() -> None:
    nine = answers("alpha/c1", VARIED[:9])
    again = ("mean.autonomy", "alpha/c1", "alpha/c1-r0", {"x": 4.0, "den": 1.0})
    told = judged({}, mean("alpha")).with_observations(*nine, again)
    assert found(told) == [("1", "company:alpha")]


@pytest.mark.parametrize(("den", "expected"), [(0.0, [("1", "company:alpha")]), (1.0, [])])
def test_who_has_no_valid_answer_is_no_respondent(
    den: float, expected: list[tuple[str, str]]
) -> None:
    nine = answers("alpha/c1", VARIED[:9])
    tenth = ("mean.autonomy", "alpha/c1", "alpha/c1-r9", {"x": 3.0, "den": den})
    assert found(judged({}, mean("alpha")).with_observations(*nine, tenth)) == expected


def test_part_of_a_respondent_is_one_respondent() -> None:
    ten = [(name, community, who, seen | {"den": 0.5})
           for name, community, who, seen in answers("alpha/c1", VARIED[:10])]  # fmt: skip
    assert found(judged({}, mean("alpha")).with_observations(*ten)) == []


def test_what_was_observed_of_members_is_no_answer() -> None:
    # the same name in another catalogue: the traits decide, not the name
    ten = answers("alpha/c1", VARIED[:10])
    told = judged({}, mean("alpha")).with_observations(*ten)
    assert found(told) == []
    seen = told.published.made_of.observations.with_columns(indicator=pl.lit("mix_service"))
    made_of = replace(told.published.made_of, observations=seen)
    assert found(told.with_(made_of=made_of)) == [("1", "company:alpha")]


@pytest.mark.parametrize(
    ("last", "expected"),
    [(0.0, [("5", "company:alpha")]), (1e-9, [("5", "company:alpha")]), (2e-9, []), (0.5, [])],
)
def test_answers_within_a_billionth_are_everybody_alike(
    last: float, expected: list[tuple[str, str]]
) -> None:
    of = {"alpha/c1": [0.0] * 11, "alpha/c2": [last]}
    assert found(judged(of, mean("alpha"))) == expected


@pytest.mark.parametrize(("last", "expected"), [(4.0, [("5", "company:alpha")]), (-4.0, [])])
def test_answers_are_alike_that_lie_together_and_not_those_that_cancel(
    last: float, expected: list[tuple[str, str]]
) -> None:
    assert found(judged({"alpha/c1": [4.0] * 11, "alpha/c2": [last]}, mean("alpha"))) == expected


@pytest.mark.parametrize("nothing", [None, "no number"])
def test_an_answer_that_is_no_number_differs_from_none(nothing: str | None) -> None:
    ten = answers("alpha/c1", [3.0] * 10)
    other = ("mean.autonomy", "alpha/c1", "alpha/c1-r10", {"x": nothing, "den": 1.0})
    told = judged({}, mean("alpha")).with_observations(*ten, other)
    assert found(told) == [("5", "company:alpha")]


def test_answers_all_alike_tell_nothing_where_a_value_tells_not_of_all() -> None:
    rate = mean("alpha", indicator="response_rate")
    seen = answers("alpha/c1", [1.0] * 12, "response_rate")
    assert found(judged({}, rate).with_observations(*seen)) == []


@pytest.mark.parametrize(
    ("beside", "is_found"), [(0, False), (1, True), (2, True), (8, True), (9, True), (10, False)]
)
def test_the_total_leaves_nobody_or_ten_beside_the_companies_that_are_shown(
    beside: int, is_found: bool
) -> None:
    of = {"alpha/c1": VARIED[:12], "beta/c1": VARIED[:12], "gamma/c1": VARIED[:beside]}
    told = [mean("alpha"), mean("beta"), mean("consortium")]
    assert found(judged(of, *told)) == ([("3", "consortium:consortium")] if is_found else [])


@pytest.mark.parametrize(
    ("beside", "is_found"), [(0, False), (1, True), (2, True), (8, True), (9, True), (10, False)]
)
def test_the_total_leaves_nobody_or_ten_beside_a_company_s_own_version(
    beside: int, is_found: bool
) -> None:
    # nobody sees both versions: each is held against the total by itself
    of = {"alpha/c1": VARIED[:20], "beta/c1": VARIED[:beside]}
    told = [mean("alpha", is_own=True), mean("consortium")]
    assert found(judged(of, *told)) == ([("3", "consortium:consortium")] if is_found else [])


def test_own_versions_are_not_taken_off_the_total_together() -> None:
    # each director sees the own one; both together would leave six
    of = {"alpha/c1": VARIED[:12], "beta/c1": VARIED[:12], "gamma/c1": VARIED[:6]}
    own = [mean(name, is_own=True) for name in ("alpha", "beta")]
    assert found(judged(of, *own, mean("consortium"))) == []


def test_companies_without_the_total_leave_nothing() -> None:
    of = {"alpha/c1": VARIED[:12], "beta/c1": VARIED[:3]}
    assert found(judged(of, mean("alpha"))) == []


@pytest.mark.parametrize("what", [{"status": "suppressed"}, {"indicator": "mix_service"}], ids=str)
def test_what_is_not_shown_or_not_from_answers_is_not_asked(what: dict[str, Any]) -> None:
    assert found(judged({"alpha/c1": VARIED[:3]}, mean("alpha", **what))) == []


def test_answers_of_the_overarching_community_are_in_no_total() -> None:
    of = {"alpha/c1": VARIED[:9], SHARED: VARIED}
    assert found(judged(of, mean("consortium"))) == [("1", "consortium:consortium")]


@pytest.mark.parametrize(("grain", "entity"), [("community", "alpha/c1"),
                                               ("overarching", "overarching")])  # fmt: skip
def test_no_answers_are_shown_of_one_community(grain: str, entity: str) -> None:
    told = mean("alpha", grain=grain, entity_id=entity)
    assert found(judged({"alpha/c1": VARIED, SHARED: VARIED}, told)) == [("6", f"{grain}:{entity}")]


def test_another_wave_is_another_figure() -> None:
    seen = observations(*answers("alpha/c1", VARIED[:12]))
    other = seen.with_columns(period=pl.lit("t2"))
    told = judged({}, mean("alpha"), mean("alpha", period="t2"))
    made_of = replace(told.published.made_of, observations=pl.concat([seen, other[:9]]))
    leaks = telling_answers(told.with_(made_of=made_of).published, told.truth, POLICY)
    assert [(leak.rule, leak.period, leak.figures) for leak in leaks] == [
        ("1", "t2", ("mean.autonomy company:alpha t2",))
    ]
