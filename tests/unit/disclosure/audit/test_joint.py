from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
import scipy

from lcdata.disclosure.audit.joint import joint
from lcdata.disclosure.audit.published import Proof
from tests.unit.disclosure.audit.release import POLICY, Release, cell, release

SIZES = {"alpha/c1": 6, "beta/c1": 6, "gamma/c1": 6, "delta/c1": 6, "delta/c2": 4}


def proven(of: Release, *, is_thorough: bool = True) -> Proof:
    return joint(of.published, of.truth, POLICY, is_thorough=is_thorough)[1]


def shown(sizes: dict[str, int]) -> Release:
    """A release of a guard that does nothing."""
    return release(sizes, change=lambda marks: marks.with_columns(is_shown=pl.lit(value=True)))


def bare(*told: tuple[str, str, str, bool], weeks: int = 0) -> Release:
    """Nothing but these figures: indicator, status, period and whether it is an own one."""
    of = release(SIZES)
    cells = [
        cell(indicator, "company", "alpha", period, 1.0, 2.0, status=status, is_own=is_own)
        for indicator, status, period, is_own in told
    ]
    empty = of.with_(cells=of.published.cells.clear(), weeks=of.published.weeks[:weeks])
    return empty.with_cells(*cells)


def test_the_proof_names_the_solver_and_counts_viewers_and_small_groups() -> None:
    found = proven(release(SIZES))
    assert found.solver == f"HiGHS (scipy {scipy.__version__})"
    # the leader, four directors, four facilitators
    assert found.viewers == 9
    # of the group of four: the whole, two sprints, four weeks
    assert found.protected_groups == 7
    # of which nothing is published, so that nothing had to be solved or was narrowed
    assert (found.solved, found.narrowest) == (0, None)


@pytest.mark.parametrize(
    ("of", "equations"),
    [
        (bare(), 0),
        (bare(("late_share", "ok", "overall", False)), 2),
        (bare(("late_share", "ok", "overall", False), ("unexcused_rate", "ok", "x", False)), 4),
        (bare(("late_share", "ok", "overall", False), weeks=3), 8),
        (bare(("design.D1.all_present", "ok", "overall", False)), 2),
        (bare(("late_share", "suppressed", "overall", False)), 0),
        (bare(("late_share", "ok", "overall", True)), 0),
        (bare(("mix_service", "ok", "overall", False)), 0),
        (bare(("mix_service", "ok", "overall", True)), 0),
        (bare(("mix_service", "suppressed", "overall", False)), 0),
    ],
    ids=["none", "one", "two", "weeks", "sessions", "shielded", "own", "other", "own other", "no"],
)
def test_each_number_of_marks_that_others_read_is_an_equation_of_two(
    of: Release, equations: int
) -> None:
    assert proven(of).equations == equations


def test_each_quantity_of_a_group_is_bounded_from_below_and_above() -> None:
    # seven groups of the four persons; seven quantities; two programs each
    found = proven(shown(SIZES))
    assert found.solved == 7 * 7 * 2
    assert found.narrowest == 1


def test_what_a_containing_group_implies_is_not_narrowed() -> None:
    # sprint 2 lies in a whole that is shown, so nothing beyond it is known
    def whole(marks: pl.DataFrame) -> pl.DataFrame:
        few = pl.col("period").eq("sprint_2") & pl.col("person_id").str.contains("p[45]$")
        return marks.filter(~few).with_columns(
            block=pl.lit("overall"), atom_week=pl.lit(None, dtype=pl.Int64)
        )

    inside = release({"alpha/c1": 6, "beta/c1": 6, "gamma/c1": 6, "delta/c1": 6}, change=whole)
    leaks, proof = joint(inside.published, inside.truth, POLICY)
    assert leaks == []
    # four groups with a sprint and two weeks of four persons
    assert proof.protected_groups == 12
    assert proof.solved == 12 * 7 * 2
    assert proof.narrowest is None
    assert proven(inside, is_thorough=False).solved == 0


def test_a_group_that_is_given_away_is_named_with_its_figures() -> None:
    leaks, _ = joint(shown(SIZES).published, shown(SIZES).truth, POLICY)
    (whole,) = [one for one in leaks if one.rule == "7" and one.period == "overall"]
    assert whole.unit == "community:delta/c2"
    assert whole.figures == (
        "attendance_rate community:delta/c2 overall",
        "attendance_rate_excl_excused community:delta/c2 overall",
        "late_share community:delta/c2 overall",
        "register_coverage community:delta/c2 overall",
        "unexcused_rate community:delta/c2 overall",
    )


def test_before_the_first_release_there_is_none_to_compare_with() -> None:
    now = release(SIZES)
    first = pl.col("session_id").eq("alpha/c1-s0") & pl.col("person_id").eq("alpha/c1-p0")
    marks = now.published.marks.with_columns(
        state=pl.when(first).then(pl.lit("absent")).otherwise("state")
    )
    before = replace(now.published.made_of, marks=marks)
    assert joint(now.published, now.truth, POLICY)[0] == []
    found = joint(now.published, now.truth, POLICY, before)[0]
    assert [(leak.rule, leak.unit) for leak in found] == [("8", "community:alpha/c1")]
