from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from lcdata.disclosure.audit.joint import joint
from lcdata.disclosure.audit.moments import given_away
from lcdata.disclosure.audit.published import MadeOf
from tests.unit.disclosure.audit.release import (
    POLICY,
    Release,
    answers,
    cell,
    observations,
    release,
)

GIVERS = [("gives_and_takes", "alpha/c1", f"alpha/c1-p{n}", {"num": float(n % 2), "den": 1.0})
          for n in range(6)]  # fmt: skip


def places(now: Release, before: MadeOf) -> set[tuple[str, str, str]]:
    leaks, _ = joint(now.published, now.truth, POLICY, before)
    return {(leak.rule, leak.unit, leak.period) for leak in leaks}


def observed(now: pl.DataFrame, before: pl.DataFrame) -> set[tuple[str, str, str]]:
    """What is found where nothing but the observations moved."""
    honest = release()
    moved = honest.with_(made_of=replace(honest.published.made_of, observations=now))
    return places(moved, replace(honest.published.made_of, observations=before))


@pytest.mark.parametrize(("persons", "is_found"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_figure_about_members_moves_with_five_of_them(persons: int, is_found: bool) -> None:
    turned = [
        (name, community, who, {"num": 1 - seen["num"], "den": 1.0} if n < persons else seen)
        for n, (name, community, who, seen) in enumerate(GIVERS)
    ]
    expected = {("8", "community:alpha/c1", "overall")} if is_found else set()
    assert observed(observations(*turned), observations(*GIVERS)) == expected


def test_a_figure_about_members_of_a_group_that_is_in_no_sum_may_move() -> None:
    small = [("gives_and_takes", "alpha/c2", f"alpha/c2-p{n}", {"num": 1.0, "den": 1.0})
             for n in range(4)]  # fmt: skip
    assert observed(observations(*small[:3]), observations(*small)) == set()


def test_a_figure_about_members_that_is_new_is_no_step() -> None:
    assert observed(observations(*GIVERS), observations()) == set()
    assert observed(observations(), observations(*GIVERS)) == set()


def test_the_same_fact_twice_is_another_than_once() -> None:
    revised = ("gives_and_takes", "alpha/c1", None, {"num": 1.0, "den": 1.0})
    found = observed(observations(*GIVERS, revised, revised), observations(*GIVERS, revised))
    assert found == {("8", "community:alpha/c1", "overall")}


def test_a_fact_of_no_person_that_stays_is_no_step() -> None:
    stays = ("gives_and_takes", "alpha/c1", None, {"num": 1.0, "den": 1.0})
    assert observed(observations(*GIVERS, stays), observations(*GIVERS, stays)) == set()
    # nor one more when enough persons moved beside it: 0 and 1 are six other facts
    moved = [(name, community, who, {"num": 1 - seen["num"], "den": 1.0})
             for name, community, who, seen in GIVERS]  # fmt: skip
    assert observed(observations(*moved[:5], stays), observations(*GIVERS[:5], stays)) == set()


def hidden_before(changed: int, marks: pl.DataFrame | None = None) -> set[tuple[str, str, str]]:
    """What is found where alpha's first group was hidden and this many marked otherwise.

    In each of the four sessions, so that each sprint and week has as many of them.
    """
    now = release()
    who = pl.col("person_id").is_in([f"alpha/c1-p{n}" for n in range(changed)])
    held = now.published.marks if marks is None else marks
    inside = pl.col("community_id").eq("alpha/c1")
    before = held.with_columns(
        is_shown=pl.col("is_shown") & ~inside,
        state=pl.when(inside & who & (pl.col("state") == "absent"))
        .then(pl.lit("excused"))
        .when(inside & who)
        .then(pl.lit("absent"))
        .otherwise("state"),
    )
    made_of = replace(now.published.made_of, marks=before)
    return {
        (leak.rule, leak.unit, leak.period)
        for leak in given_away(now.published, now.truth, made_of, POLICY)
    }


def test_a_group_that_was_hidden_may_appear_once_five_of_it_are_marked_otherwise() -> None:
    assert hidden_before(5) == set()


def test_a_group_that_was_hidden_and_hardly_changed_is_named_in_each_of_its_parts() -> None:
    parts = ["overall", "sprint_1", "sprint_2", *(f"week {n}" for n in (1, 2, 3, 4))]
    assert hidden_before(4) == {("8", "community:alpha/c1", part) for part in parts}


def test_marks_that_moved_to_other_sessions_are_changed_marks() -> None:
    # the same persons and states, in sessions of other names
    renamed = release().published.marks.with_columns(session_id=pl.col("session_id") + "x")
    assert hidden_before(0, renamed) == set()


def test_a_part_that_appears_names_the_figures_it_is_read_from() -> None:
    now = release()
    inside = pl.col("community_id").eq("alpha/c1")
    before = now.published.marks.with_columns(is_shown=pl.col("is_shown") & ~inside)
    made_of = replace(now.published.made_of, marks=before)
    leaks = list(given_away(now.published, now.truth, made_of, POLICY))
    (sprint,) = [leak for leak in leaks if leak.period == "sprint_1"]
    assert "late_share community:alpha/c1 sprint_1" in sprint.figures
    assert "late_share community:alpha/c1 overall" in sprint.figures
    (week,) = [leak for leak in leaks if leak.period == "week 1"]
    assert {figure.rpartition(" ")[2] for figure in week.figures} == {"overall"}


def test_a_group_of_five_members_moves_with_five_and_one_of_four_is_not_asked() -> None:
    five = release({"alpha/c1": 5, "alpha/c2": 4})
    of = [*GIVERS[:5], *((name, "alpha/c2", f"alpha/c2-p{n}", seen)
                         for n, (name, _, _, seen) in enumerate(GIVERS[:4]))]  # fmt: skip
    made_of = replace(five.published.made_of, observations=observations(*of))
    less = replace(made_of, observations=observations(*of[1:-1]))
    now = five.with_(made_of=made_of)
    found = {leak.unit for leak in given_away(now.published, now.truth, less, POLICY)}
    assert found == {"community:alpha/c1"}


@pytest.mark.parametrize(("late", "is_found"), [(0, False), (1, True), (9, True), (10, False)])
def test_answers_move_with_ten_respondents(late: int, is_found: bool) -> None:
    now, before = answers("alpha/c1", [3.0, 4.0] * 12), answers("alpha/c1", [3.0, 4.0] * 12)[late:]
    places = {"company:alpha", "consortium:consortium"} if is_found else set()
    found = observed(observations(*now), observations(*before))
    assert found == {("8", place, "overall") for place in places}


def test_answers_of_two_companies_move_apart() -> None:
    # five of each: ten in all, too few of either
    both = [*answers("alpha/c1", [3.0] * 20), *answers("beta/c1", [4.0] * 20)]
    fewer = [one for one in both if int(str(one[2]).rpartition("r")[2]) >= 5]
    assert observed(observations(*both), observations(*fewer)) == {
        ("8", "company:alpha", "overall"),
        ("8", "company:beta", "overall"),
    }


def test_a_company_that_leaves_the_rest_with_one_new_answer_is_seen_in_the_total() -> None:
    before = observations(*answers("alpha/c1", [3.0] * 12), *answers("beta/c1", [4.0] * 12))
    now = observations(*answers("alpha/c1", [3.0] * 13), *answers("beta/c1", [4.0] * 12))
    rest = before.with_columns(moves_with=pl.lit("rest"))
    assert observed(now, rest) == {("8", "consortium:consortium", "overall")}


def test_what_an_organisation_takes_back_goes_at_once() -> None:
    stays = observations(*answers("alpha/c1", [3.0] * 9))
    taken_back = observations(*answers("delta/c1", [3.0] * 3))
    assert observed(stays, pl.concat([stays, taken_back])) == set()


def test_what_is_delivered_and_left_out_is_a_step() -> None:
    honest = release()
    stays = observations(*answers("alpha/c1", [3.0] * 9))
    every = pl.concat([stays, observations(*answers("delta/c1", [3.0] * 3))])
    before = replace(honest.published.made_of, observations=every)
    truth = replace(honest.truth, delivered=before)
    now = honest.with_(made_of=replace(before, observations=stays)).published
    assert {leak.unit for leak in given_away(now, truth, before, POLICY)} == {
        "consortium:consortium"
    }


def test_a_step_names_the_figures_it_is_read_from() -> None:
    honest = release()
    made_of = honest.published.made_of
    told = cell("gives_and_takes", "community", "alpha/c1", "overall", None, "5-9",
                value=0.5, n_persons="5-9")  # fmt: skip
    now = honest.with_cells(told).with_(
        made_of=replace(made_of, observations=observations(*GIVERS[1:]))
    )
    before = replace(made_of, observations=observations(*GIVERS))
    (leak,) = given_away(now.published, now.truth, before, POLICY)
    assert leak.figures == ("gives_and_takes community:alpha/c1 overall",)


def test_a_mark_that_moves_names_the_rates_of_its_group() -> None:
    honest = release()
    first = pl.col("session_id").eq("alpha/c1-s0") & pl.col("person_id").eq("alpha/c1-p0")
    marks = honest.published.marks.with_columns(
        state=pl.when(first).then(pl.lit("absent")).otherwise("state")
    )
    before = replace(honest.published.made_of, marks=marks)
    (leak,) = joint(honest.published, honest.truth, POLICY, before)[0]
    assert (leak.rule, leak.unit) == ("8", "community:alpha/c1")
    assert "attendance_rate community:alpha/c1 overall" in leak.figures


def test_unknown_marks_of_too_few_that_are_new_are_a_step_too() -> None:
    honest = release()
    first = pl.col("session_id").eq("alpha/c1-s0") & pl.col("person_id").eq("alpha/c1-p4")
    fewer = replace(honest.published.made_of, marks=honest.published.marks.filter(~first))
    assert honest.published.marks.filter(first)["state"].to_list() == ["unknown"]
    assert places(honest, fewer) == {("8", "community:alpha/c1", "overall")}


@pytest.mark.parametrize("what", ["marks", "observations"])
def test_what_nobody_delivered_is_found(what: str) -> None:
    honest = release()
    seen = observations(*GIVERS)
    made_of = replace(honest.published.made_of, observations=seen)
    delivered = replace(made_of, **{what: getattr(made_of, what)[1:]})
    told = honest.with_(made_of=made_of)
    judged = replace(told, truth=replace(told.truth, delivered=delivered))
    expected = {("never delivered", "community:alpha/c1", "overall")}
    assert {one for one in places(judged, delivered) if one[0] != "8"} == expected


@pytest.mark.parametrize("what", ["marks", "observations"])
def test_what_the_release_before_held_may_be_repeated(what: str) -> None:
    honest = release()
    made_of = replace(honest.published.made_of, observations=observations(*GIVERS))
    delivered = replace(made_of, **{what: getattr(made_of, what)[1:]})
    told = honest.with_(made_of=made_of)
    judged = replace(told, truth=replace(told.truth, delivered=delivered))
    assert places(judged, made_of) == set()


def test_a_mark_that_counts_twice_is_found() -> None:
    honest = release()
    marks = honest.published.marks
    twice = pl.concat([marks, marks[:1].with_columns(block=pl.lit("sprint_2"))])
    planted = honest.with_(made_of=replace(honest.published.made_of, marks=twice))
    truth = replace(planted.truth, delivered=honest.published.made_of)
    leaks, _ = joint(planted.published, truth, POLICY)
    assert ("never delivered", "community:alpha/c1") in {(one.rule, one.unit) for one in leaks}
