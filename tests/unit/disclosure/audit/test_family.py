from __future__ import annotations

import pytest

from lcdata.disclosure.audit.family import CLUSTERED, FAMILY, QUANTITIES, WEEK

MARKS = {"present": 1, "late": 2, "excused": 4, "absent": 8, "unknown": 16}
"""Powers of two: each sum of them says which it is made of."""


@pytest.mark.parametrize(
    ("indicator", "num", "den"),
    [
        ("attendance_rate", 1 + 2, 1 + 2 + 4 + 8),
        ("attendance_rate_excl_excused", 1 + 2, 1 + 2 + 8),
        ("unexcused_rate", 8, 1 + 2 + 4 + 8),
        ("late_share", 2, 1 + 2),
        ("register_coverage", 1 + 2 + 4 + 8, 1 + 2 + 4 + 8 + 16),
        ("design.support.register_coverage", 1 + 2 + 4 + 8, 1 + 2 + 4 + 8 + 16),
    ],
)
def test_a_figure_counts_the_marks_that_its_definition_names(
    indicator: str, num: int, den: int
) -> None:
    counted = [sum(MARKS[state] for state in states) for states in FAMILY[indicator]]
    assert counted == [num, den]


def test_a_week_counts_as_attendance_does() -> None:
    assert FAMILY["attendance_rate"] == WEEK


def test_figures_of_what_is_known_and_no_other_have_a_wider_interval() -> None:
    assert set(FAMILY) - set(CLUSTERED) == {
        "register_coverage",
        "design.support.register_coverage",
    }


def test_each_state_and_its_two_sums_may_not_be_narrowed() -> None:
    found = {name: sum(MARKS[state] for state in states) for name, states in QUANTITIES.items()}
    assert found == {**MARKS, "there": 3, "known": 15}
