from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.about_marks import figures_of_marks, limited_by_what_is_shown
from lcdata.disclosure.marks import membership
from lcdata.pipelines.computed import Computed
from lcdata.pipelines.indicator import Interval
from lcdata.pipelines.timeline import marks_by_week
from tests.unit.pipelines.builders import day

from .consortium import Registers, computed, everybody, figures, of_registers
from .registers import POLICY

EARLY = dt.date(2026, 11, 2)

Figures = dict[tuple[str, str, str], Any]


def shown(of: Computed) -> pl.DataFrame:
    return membership(marks_by_week(of.facts), POLICY)


def attendance(registers: Registers, *columns: str, indicator: str = "attendance_rate") -> Figures:
    of = computed(of_registers(registers), indicator)
    return figures(figures_of_marks(of, shown(of), POLICY), *columns)


OVERALL = ("company", "a", "overall")

TWO_GROUPS: Registers = {
    "a/c1": [("s1", "sprint_1", 1, "ppplaa"), ("s2", "sprint_2", 2, "pppppe")],
    "a/c2": [("s1", "sprint_1", 1, "ppaa")],
}
"""Nine of the twelve marks of six persons were there; four persons more do not count."""


def test_a_group_of_four_is_in_no_sum_and_the_sum_says_so() -> None:
    found = attendance(TWO_GROUPS, "num", "den", "left_out", "status", "is_hidden")
    counted = (9.0, 12.0, 1, "ok", False)
    assert found[OVERALL] == counted
    assert found["consortium", "consortium", "overall"] == counted
    assert found["community", "a/c1", "overall"] == (9.0, 12.0, 0, "ok", False)
    # its first sprint says so too, and so does no sprint that the four had none of
    assert found["company", "a", "sprint_1"] == (4.0, 6.0, 1, "ok", False)
    assert found["company", "a", "sprint_2"] == (5.0, 6.0, 0, "ok", False)


def test_the_group_of_four_itself_is_hidden() -> None:
    found = attendance(TWO_GROUPS, "num", "left_out", "is_hidden")
    assert found["community", "a/c2", "overall"] == (None, 1, True)
    assert found["community", "a/c2", "sprint_1"] == (None, 1, True)


def test_sprints_that_are_not_shown_are_hidden_beside_the_whole_that_is() -> None:
    of: Registers = {"a/c1": [("s1", "sprint_1", 1, "pppppp"), ("s2", "sprint_2", 2, "ppppuu")]}
    found = attendance(of, "num", "left_out", "is_hidden")
    assert found[OVERALL] == (10.0, 0, False)
    assert found["company", "a", "sprint_1"] == (None, 1, True)
    assert found["company", "a", "sprint_2"] == (None, 1, True)


def test_a_register_of_which_nothing_is_known_yet_hides_nothing() -> None:
    found = attendance({"a/c1": [("s1", "sprint_1", 1, "uuuuu")]}, "status", "is_hidden")
    assert set(found.values()) == {("too_few", False)}


def test_a_register_that_was_not_delivered_says_so_and_is_left_out_of_nothing() -> None:
    of = of_registers(TWO_GROUPS)
    without = of["delivered"].filter(pl.col("table_name") != "attendance")
    made = computed({**of, "delivered": without}, "attendance_rate")
    found = figures(figures_of_marks(made, shown(made), POLICY), "status", "left_out", "is_hidden")
    assert set(found.values()) == {("not_measured", 0, False)}


def test_the_marks_decide_and_no_figure_outside_the_family() -> None:
    of = computed(of_registers(TWO_GROUPS), "attendance_rate", "late_share", "sessions_held_ratio",
                  "retention")  # fmt: skip
    found = figures_of_marks(of, shown(of), POLICY)
    assert set(found["indicator"]) == {"attendance_rate", "late_share"}


# -- the other companies together -----------------------------------------------------------------


def others(registers: Registers) -> Figures:
    found = attendance(registers, "num", "den", "left_out", "is_hidden")
    return {key: value for key, value in found.items() if key[0] == "pooled"}


def test_the_others_are_the_consortium_less_the_own_company_over_everything() -> None:
    of = {**everybody(["b/c1", "c/c1", "d/c1"], "ppppa"), **everybody(["a/c1"], "ppaaaa")}
    found = others({**of, "b/c2": [("s1", "sprint_1", 1, "pppp")]})
    assert found == {
        ("pooled", "a", "overall"): (12.0, 15.0, 1, False),
        ("pooled", "b", "overall"): (10.0, 16.0, 0, False),
        ("pooled", "c", "overall"): (10.0, 16.0, 1, False),
        ("pooled", "d", "overall"): (10.0, 16.0, 1, False),
    }


def test_two_other_companies_are_hidden_though_nothing_is_left_out() -> None:
    found = others(everybody(["a/c1", "b/c1", "c/c1"]))
    assert {value[2:] for value in found.values()} == {(0, True)}


def is_hidden(registers: Registers) -> bool:
    """Whether the others of `a` are."""
    return bool(others({**everybody(["a/c1"]), **registers})["pooled", "a", "overall"][3])


@pytest.mark.parametrize(
    ("largest", "hidden"),
    [
        ("pppppppppp", False),  # ten of twenty
        ("ppppppppppp", True),
        ("ppppppppppu", False),  # of the eleventh no mark is known
    ],
)
def test_the_persons_with_a_known_mark_say_how_large_a_company_is(
    largest: str, hidden: bool
) -> None:
    of = {**everybody(["b/c1"], largest), **everybody(["c/c1", "d/c1"], "ppppp")}
    assert is_hidden(of) is hidden


def test_persons_of_a_group_that_does_not_count_make_a_company_no_larger() -> None:
    of = {**everybody(["b/c1"], "ppppppppppp"), **everybody(["c/c1", "d/c1"], "ppppp")}
    assert is_hidden({**of, "d/c2": [("s1", "sprint_1", 1, "pppp")]})


# -- sessions at which everybody was --------------------------------------------------------------


def test_of_sessions_those_of_five_members_count() -> None:
    # the fifth and sixth joined in week 2: six, five and four belonged to the sessions
    late = [{"person_id": "a/c1/p5", "joined_on": day(14)},
            {"person_id": "a/c1/p4", "joined_on": day(7)}]  # fmt: skip
    of = of_registers(
        {"a/c1": [("s1", None, 1, "pppp--"), ("s2", None, 2, "ppppp-"), ("s3", None, 3, "pppppa")]},
        late,
    )
    names = ("design.D1.all_present", "attendance_rate")
    made = computed(of, *names)
    marks = shown(made)
    found = {
        name: figures(figures_of_marks(made, marks, POLICY), "num", "den", indicator=name)[OVERALL]
        for name in names
    }
    # everybody was at the second and not at the third; attendance counts all three
    assert found == {names[0]: (1.0, 2.0), names[1]: (14.0, 15.0)}


# -- what stays behind, and the own facilitator's intervals ---------------------------------------


def test_a_figure_with_marks_that_wait_has_their_date() -> None:
    of = computed(of_registers({**TWO_GROUPS, "b/c1": TWO_GROUPS["a/c1"]}), "attendance_rate")
    behind = shown(of).with_columns(
        is_behind=pl.col("community_id") == "a/c1",
        as_of=pl.when(pl.col("community_id") == "a/c1").then(pl.lit(EARLY)).otherwise("as_of"),
    )
    found = figures(figures_of_marks(of, behind, POLICY), "as_of")
    assert found[OVERALL] == found["company", "a", "sprint_1"] == EARLY
    assert found["consortium", "consortium", "overall"] == EARLY
    assert found["company", "b", "overall"] is None
    assert found["community", "a/c2", "overall"] is None


def limits(hidden_register: str, indicator: str) -> tuple[float, float]:
    """The interval of the shown group of two beside a hidden one."""
    of = computed(
        of_registers(
            {
                "a/c1": [("s1", None, 1, "pppaaa"), ("s2", None, 2, "ppaaap")],
                "a/c2": [("s1", None, 1, hidden_register), ("s2", None, 2, hidden_register)],
            }
        ),
        "attendance_rate", "register_coverage", "retention",
    )  # fmt: skip
    cells = limited_by_what_is_shown(of.cells, of, shown(of))
    assert cells.height == of.cells.height
    found = figures(cells, "low", "high", indicator=indicator)
    low, high = found["community", "a/c1", "overall"]
    return low, high


def test_intervals_of_attendance_say_nothing_of_a_hidden_register() -> None:
    assert limits("ppaa", "attendance_rate") == limits("pppp", "attendance_rate")


def test_the_intervals_of_other_figures_stay_as_they_are() -> None:
    # Wilson for 12 of 12: 12 / (12 + 1.959964²)
    low, high = limits("ppaa", "register_coverage")
    assert (low, high) == pytest.approx((0.757506, 1.0), abs=1e-6)
    # nobody left, of six: Kaplan and Meier's own interval, not one of shares
    of = computed(of_registers(everybody(["a/c1"])), "attendance_rate", "retention")
    cells = limited_by_what_is_shown(of.cells, of, shown(of))
    before, after = (figures(frame, "low", "high", indicator="retention")
                     for frame in (of.cells, cells))  # fmt: skip
    assert before == after
    assert None not in after["community", "a/c1", "overall"]


def test_attendance_keeps_an_interval_of_clustered_marks() -> None:
    of = computed(of_registers(everybody(["a/c1"], "pppaaa")), "attendance_rate")
    assert {one.interval for one, _ in of.observed.measured} == {Interval.EFFECTIVE}
    cells = limited_by_what_is_shown(of.cells, of, shown(of))
    low, high = figures(cells, "low", "high")["community", "a/c1", "overall"]
    # one mark per person has no clusters: Wilson for 3 of 6
    assert (low, high) == pytest.approx((0.187616, 0.812384), abs=1e-6)
