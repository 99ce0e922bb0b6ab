from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.audit.totals import members_of_small_groups, others_too_few
from tests.unit.disclosure.audit.release import POLICY, SHARED, Release, cell, raw, release

SIZES = {"alpha/c1": 6, "alpha/c2": 4, "beta/c1": 5, "gamma/c1": 6, SHARED: 6}
HONEST = release(SIZES)
SERVICES = raw(
    # mix_service: groups with two services, of so many members
    ("mix_service", "community", "alpha/c1", 1.0, 1.0, 6),
    ("mix_service", "community", "alpha/c2", 1.0, 1.0, 4),
    ("mix_service", "community", "beta/c1", 0.0, 1.0, 5),
    ("mix_service", "community", "gamma/c1", 1.0, 1.0, 4),
    ("mix_service", "community", SHARED, 1.0, 1.0, 6),
    # gives_and_takes: members who do, of members observed
    ("gives_and_takes", "community", "alpha/c1", 3.0, 6.0, 6),
    ("gives_and_takes", "community", "alpha/c2", 4.0, 4.0, 4),
    ("gives_and_takes", "community", "beta/c1", 4.0, 5.0, 5),
)


def found(*told: dict[str, Any], truth: pl.DataFrame = SERVICES) -> list[tuple[str, str]]:
    bare = HONEST.with_(cells=HONEST.published.cells.clear()).with_cells(*told, truth=truth)
    leaks = members_of_small_groups(bare.published, bare.truth, POLICY)
    return [(leak.rule, leak.unit) for leak in leaks]


def services(grain: str, entity: str, num: float, **fields: object) -> dict[str, Any]:
    return cell("mix_service", grain, entity, "overall", num, 3.0, **fields)


def givers(value: float | None, **fields: object) -> dict[str, Any]:
    told = cell("gives_and_takes", "company", "alpha", "overall", None, "5-9", value=value)
    return told | fields


@pytest.mark.parametrize(
    ("grain", "entity", "num"),
    [
        ("company", "alpha", 1.0),
        ("company", "beta", 0.0),
        # of gamma's six members four were observed: it is in no sum
        ("consortium", "consortium", 1.0),
        ("pooled", "beta", 1.0),
        ("pooled", "alpha", 0.0),
        ("overarching", "overarching", 1.0),
    ],
)
def test_a_sum_about_members_is_made_of_the_large_groups(
    grain: str, entity: str, num: float
) -> None:
    assert found(services(grain, entity, num)) == []
    assert found(services(grain, entity, num + 1)) == [("2", f"{grain}:{entity}")]


@pytest.mark.parametrize(
    "other",
    [
        {"is_own": True},
        {"status": "suppressed"},
        {"as_of": dt.date(2026, 11, 2)},
    ],
    ids=str,
)
def test_what_others_do_not_read_now_is_not_recomputed(other: dict[str, Any]) -> None:
    assert found(services("company", "alpha", 2.0, **other)) == []


def test_a_community_by_itself_is_no_sum() -> None:
    assert found(services("community", "alpha/c1", 0.0)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # 3 of 6; with the group of four it would be 7 of 10
        (0.5, []),
        (0.45, []),
        (0.55, []),
        (0.56, [("2", "company:alpha")]),
        (0.7, [("2", "company:alpha")]),
        (0.44, [("2", "company:alpha")]),
        (None, []),
    ],
)
def test_a_banded_share_comes_out_within_half_its_coarsest_step(
    value: float | None, expected: list[tuple[str, str]]
) -> None:
    assert found(givers(value)) == expected


def test_a_share_with_its_numerator_is_held_against_the_numerator() -> None:
    assert found(givers(0.9, num=3.0)) == []
    assert found(givers(0.5, num=7.0)) == [("2", "company:alpha")]


def test_a_sum_of_what_has_no_numbers_is_not_asked() -> None:
    assert found(givers(None, num=None)) == []


@pytest.mark.parametrize(
    "of",
    [
        {"status": "not_due"},
        {"n_persons": 4},
        {"grain": "company"},
        {"indicator": "late_share"},
    ],
    ids=str,
)
def test_a_group_counts_with_a_raw_figure_of_five(of: dict[str, Any]) -> None:
    # beta's nought does not count, so that nothing is known of a sum and it is not asked
    beta = (pl.col("entity_id") == "beta/c1") & (pl.col("indicator") == "mix_service")
    changed = SERVICES.with_columns(
        pl.when(beta).then(pl.lit(value)).otherwise(name).alias(name) for name, value in of.items()
    )
    assert found(services("company", "beta", 1.0)) == [("2", "company:beta")]
    assert found(services("company", "beta", 1.0), truth=changed) == []


def test_a_group_of_four_members_does_not_count_whatever_is_said_of_its_persons() -> None:
    told = services("company", "alpha", 1.0)
    small = pl.col("entity_id") == "alpha/c2"
    more = SERVICES.with_columns(n_persons=pl.when(small).then(9).otherwise("n_persons"))
    assert found(told, truth=more) == []


@pytest.mark.parametrize("name", ["blau_service", "group_size_max", "late_share", "mean.autonomy"])
def test_what_does_not_add_up_over_groups_is_not_added(name: str) -> None:
    truth = SERVICES.with_columns(indicator=pl.lit(name))
    assert found(services("company", "beta", 1.0) | {"indicator": name}, truth=truth) == []


def test_figures_without_a_denominator_are_not_added() -> None:
    none = raw(("mix_service", "community", "beta/c1", 0.0, None, 5),
               ("mix_service", "community", "gamma/c1", 0.0, 1.0, 6))  # fmt: skip
    assert found(services("company", "gamma", 1.0), truth=none) == []


def others(
    sizes: Mapping[str, int],
    weeks: Mapping[str, tuple[int, ...]] | None = None,
    overall: tuple[str, ...] = ("alpha",),
    **fields: object,
) -> list[tuple[str, str]]:
    """What is found where these groups are shown, and these others overall and in weeks."""
    of = release(sizes)
    schema = of.published.weeks.schema
    rows = [("pooled", name, week, 1.0, 2.0) for name, in_ in (weeks or {}).items() for week in in_]
    told = [
        cell("late_share", "pooled", name, "overall", 1.0, 2.0) | dict(fields) for name in overall
    ]
    bare = of.with_(
        cells=of.published.cells.clear(), weeks=pl.DataFrame(rows, schema=schema, orient="row")
    ).with_cells(*told)
    return leaks_of(bare)


def leaks_of(of: Release) -> list[tuple[str, str]]:
    return [(leak.unit, leak.period) for leak in others_too_few(of.published, of.truth, POLICY)]


THREE = {"alpha/c1": 6, "beta/c1": 6, "gamma/c1": 6, "delta/c1": 6}
TWO = {"alpha/c1": 6, "beta/c1": 6, "gamma/c1": 6}


@pytest.mark.parametrize(
    ("sizes", "is_found"),
    [
        (THREE, False),
        (TWO, True),
        # a company whose groups are not shown is none of the others
        (TWO | {"delta/c1": 4}, True),
        (TWO | {SHARED: 6}, True),
        # ten of the others' twenty are half of them, eleven of twenty-one more
        (THREE | {"beta/c1": 5, "gamma/c1": 5, "delta/c1": 5, "delta/c2": 5}, False),
        (THREE | {"beta/c1": 5, "gamma/c1": 5, "delta/c1": 6, "delta/c2": 5}, True),
        # however large the company itself is
        (THREE | {"alpha/c2": 8, "alpha/c3": 8, "alpha/c4": 8}, False),
    ],
    ids=["three", "two", "a small one", "overarching", "half", "more than half", "itself"],
)
def test_other_companies_are_three_with_none_above_half(
    sizes: Mapping[str, int], is_found: bool
) -> None:
    assert others(sizes) == ([("pooled:alpha", "overall")] if is_found else [])


@pytest.mark.parametrize(
    "other",
    [
        {"grain": "company"},
        {"status": "suppressed"},
        {"indicator": "sessions_held_ratio"},
    ],
    ids=str,
)
def test_only_marks_of_others_that_are_shown_are_asked(other: dict[str, Any]) -> None:
    assert others(TWO, **other) == []


def test_a_person_without_a_known_mark_is_none_of_the_others() -> None:
    of = release(THREE)
    silent = pl.col("community_id").eq("delta/c1")
    marks = of.published.marks.with_columns(
        state=pl.when(silent).then(pl.lit("unknown")).otherwise("state")
    )
    told = of.with_(
        made_of=replace(of.published.made_of, marks=marks), weeks=of.published.weeks.clear()
    )
    assert ("pooled:alpha", "overall") in leaks_of(told)


def test_weeks_of_others_that_all_met_may_be_shown() -> None:
    assert others(THREE, {"alpha": (1, 2, 3, 4)}, ()) == []
    assert others(THREE, {"alpha": (1, 2)}, ()) == []


def test_a_week_in_which_two_of_the_others_met_is_found() -> None:
    # beta and gamma met in week 1, delta did not
    of = release(THREE)
    absent = pl.col("community_id").eq("delta/c1") & pl.col("week").eq(1)
    marks = of.published.marks.filter(~absent)
    schema = of.published.weeks.schema
    weeks = pl.DataFrame(
        [("pooled", "alpha", 1, 1.0, 2.0), ("pooled", "alpha", 2, 1.0, 2.0),
         ("company", "beta", 1, 1.0, 2.0)], schema=schema, orient="row",
    )  # fmt: skip
    told = of.with_(
        cells=of.published.cells.clear(), weeks=weeks,
        made_of=replace(of.published.made_of, marks=marks),
    )  # fmt: skip
    assert leaks_of(told) == [("pooled:alpha", "week 1")]


@pytest.mark.parametrize("shown", [(1, 2, 3), ()])
def test_what_the_weeks_leave_of_all_others_is_three_or_nobody(shown: tuple[int, ...]) -> None:
    # delta has no fourth week, so beside weeks 1 to 3 two companies are left
    of = release(THREE)
    absent = pl.col("community_id").eq("delta/c1") & pl.col("week").eq(4)
    schema = of.published.weeks.schema
    weeks = pl.DataFrame(
        [("pooled", "alpha", week, 1.0, 2.0) for week in shown], schema=schema, orient="row"
    )
    told = of.with_(
        cells=of.published.cells.clear(), weeks=weeks,
        made_of=replace(of.published.made_of, marks=of.published.marks.filter(~absent)),
    )  # fmt: skip
    expected = [("pooled:alpha", "outside the weeks")] if shown else []
    assert leaks_of(told) == expected


def test_marks_of_no_week_are_left_outside_the_weeks() -> None:
    # of beta and gamma alone there are marks that belong to no week
    of = release(THREE)
    loose = (
        of.published.marks.filter(
            pl.col("community_id").is_in(["beta/c1", "gamma/c1"]) & (pl.col("week") == 1)
        )
        .with_columns(session_id=pl.col("session_id") + "+")
        .with_columns(atom_week=pl.lit(None, dtype=pl.Int64))
    )
    marks = pl.concat([of.published.marks, loose])
    schema = of.published.weeks.schema
    weeks = pl.DataFrame(
        [("pooled", "alpha", week, 1.0, 2.0) for week in (1, 2, 3, 4)], schema=schema, orient="row"
    )
    told = of.with_(
        cells=of.published.cells.clear(), weeks=weeks,
        made_of=replace(of.published.made_of, marks=marks),
    )  # fmt: skip
    assert leaks_of(told) == [("pooled:alpha", "outside the weeks")]


def test_others_beside_two_companies_are_asked_one_by_one() -> None:
    # beside beta: delta's twenty-two of thirty-four; beside delta three times six
    sizes = THREE | {"delta/c2": 8, "delta/c3": 8}
    assert others(sizes, overall=("delta", "beta")) == [("pooled:beta", "overall")]
