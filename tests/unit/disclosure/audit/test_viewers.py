from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest

from lcdata.disclosure.audit.published import EVERYBODY, Leak, Published
from lcdata.disclosure.audit.viewers import each, likely
from tests.unit.disclosure.audit.release import cell, release

ALPHA = "late_share company:alpha overall"
BETA = "late_share company:beta overall"
BOTH = frozenset({"director:alpha", "director:beta"})


def directors() -> Published:
    """Two directors with a figure and a shielded slot each, and what neither of them reads."""
    honest = release()
    told = [
        cell("late_share", "company", "alpha", "overall", 1.0, 2.0),
        cell("attendance_rate", "company", "alpha", "overall", 1.0, 2.0),
        cell("late_share", "company", "beta", "overall", 1.0, 2.0),
        cell("late_share", "company", "alpha", "sprint_1", None, None, status="suppressed"),
        cell("late_share", "company", "beta", "sprint_1", None, None, status="suppressed"),
        cell("late_share", "company", "beta", "sprint_2", None, None, status="not_due"),
        cell("late_share", "company", "alpha", "overall", 1.0, 2.0, is_own=True),
        cell("late_share", "pooled", "alpha", "overall", 1.0, 2.0),
        cell("sessions_held_ratio", "company", "alpha", "overall", 1.0, 2.0),
    ]
    rows = [(f"director:{name}", "person", "company", name, False) for name in ("alpha", "beta")]
    reach = pl.DataFrame(rows, schema=honest.published.reach.schema, orient="row")
    bare = honest.with_(cells=honest.published.cells.clear(), reach=reach)
    return bare.with_cells(*told).published


def named(leak: Leak, *combinations: frozenset[str]) -> list[str]:
    return [one.viewer for one in each(directors(), [leak], combinations) if one.leaks]


def test_each_viewer_combination_and_everybody_has_a_line_with_what_is_in_view() -> None:
    found = each(directors(), [], [BOTH])
    assert [(one.viewer, one.figures, one.shielded) for one in found] == [
        ("director:alpha", 2, 1),
        ("director:beta", 1, 1),
        ("director:alpha + director:beta", 3, 2),
        (EVERYBODY, 3, 2),
    ]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((ALPHA,), ["director:alpha", "director:alpha + director:beta"]),
        ((BETA,), ["director:beta", "director:alpha + director:beta"]),
        ((ALPHA, BETA), ["director:alpha + director:beta"]),
        ((ALPHA, "late_share pooled:alpha overall"), []),
        (("late_share company:beta sprint_1",), []),
        ((), []),
    ],
)
def test_a_leak_is_named_for_whoever_reads_all_its_figures_and_for_everybody(
    figures: tuple[str, ...], expected: list[str]
) -> None:
    leak = Leak("7", "community:alpha/c2", "overall", figures)
    assert named(leak, BOTH) == [*expected, EVERYBODY]


def test_a_leak_of_one_viewer_is_named_for_that_viewer_and_whoever_is_it_too() -> None:
    leak = Leak("reach", "company:beta", "", (ALPHA,), "director:beta")
    assert named(leak, BOTH) == ["director:beta", "director:alpha + director:beta", EVERYBODY]


def test_a_combination_counts_with_two_viewers_that_there_are() -> None:
    combinations = [
        frozenset({"director:alpha", "director:gone"}),
        frozenset({"director:gone", "director:lost"}),
        BOTH | {"director:gone"},
    ]
    found = [one.viewer for one in each(directors(), [], combinations)]
    assert found == ["director:alpha", "director:beta", "director:alpha + director:beta", EVERYBODY]


OWNERS: Mapping[str, str] = {"a/c1": "a", "a/c2": "a", "b/c1": "b", "x/c1": "overarching"}


def test_one_person_may_well_lead_or_direct_and_guide_or_guide_two() -> None:
    found = {" + ".join(sorted(one)) for one in likely(OWNERS)}
    assert found == {
        "facilitator:a/c1 + leader",
        "facilitator:a/c2 + leader",
        "facilitator:b/c1 + leader",
        "facilitator:x/c1 + leader",
        "director:a + facilitator:a/c1",
        "director:a + facilitator:a/c2",
        "director:b + facilitator:b/c1",
        "facilitator:a/c1 + facilitator:a/c2",
    }


def test_no_combination_is_weighed_twice() -> None:
    found = likely(OWNERS)
    assert len(found) == len(set(found))
    assert {len(one) for one in found} == {2}
