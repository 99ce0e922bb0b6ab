from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lcdata.statistics.funnel import exact_limit
from lcdata.statistics.intervals import anova_icc, wilson, wilson_effective
from lcdata.statistics.survival import kaplan_meier_end, kaplan_meier_median

CASES: list[dict[str, Any]] = json.loads(
    Path("tests/data/reference_cases.json").read_text(encoding="utf-8")
)["cases"]

Case = dict[str, Any]


def of(topic: str) -> list[Any]:
    found = [case for case in CASES if case["topic"] == topic]
    assert found
    return [pytest.param(case, id=case["id"]) for case in found]


def close(found: float, expected: float, case: Case) -> bool:
    """As the conventions of the file have it: relative or absolute."""
    return bool(abs(found - expected) <= case["tol"] * max(1, abs(expected)))


@pytest.mark.parametrize("case", of("wilson"))
def test_wilson(case: Case) -> None:
    inputs = case["inputs"]
    low, high = wilson([inputs["x"]], [inputs["n"]], inputs["conf_level"])
    assert close(low[0], case["expected"]["low"], case)
    assert close(high[0], case["expected"]["high"], case)


@pytest.mark.parametrize("case", of("wilson_effective_n"))
def test_wilson_on_the_effective_sample_size(case: Case) -> None:
    inputs = case["inputs"]
    clusters = inputs["n"] / 2  # m̄ = 2, so that ρ = 1 gives the case's design effect of 2
    low, high = wilson_effective([inputs["x"]], [inputs["n"]], [clusters], icc=inputs["deff"] - 1)
    assert close(low[0], case["expected"]["low"], case)
    assert close(high[0], case["expected"]["high"], case)


@pytest.mark.parametrize("case", of("kaplan_meier"))
def test_kaplan_meier_at_the_last_follow_up(case: Case) -> None:
    found = kaplan_meier_end(case["inputs"]["time"], case["inputs"]["event"])
    expected = case["expected"]
    assert found.low is not None
    assert found.high is not None
    assert close(found.value, expected["surv"][-1], case)
    assert close(found.low, expected["low"][-1], case)
    assert close(found.high, expected["high"][-1], case)


@pytest.mark.parametrize("case", of("kaplan_meier_median"))
def test_kaplan_meier_median(case: Case) -> None:
    found = kaplan_meier_median(case["inputs"]["time"], case["inputs"]["closed"])
    assert found is not None
    assert close(found, case["expected"]["median"], case)


@pytest.mark.parametrize("case", of("funnel_limits"))
def test_funnel_limits(case: Case) -> None:
    inputs = case["inputs"]
    for name, tail in zip(("low999", "low95", "high95", "high999"), inputs["tails"], strict=True):
        expected = np.clip(case["expected"][name], 0, 1)
        found = exact_limit(tail, inputs["n"], inputs["target"])
        assert all(close(a, b, case) for a, b in zip(found, expected, strict=True))


def test_the_median_is_the_middle_of_a_flat_piece_at_one_half() -> None:
    assert kaplan_meier_median([2, 4, 8, 9], [1, 1, 1, 1]) == 6


def test_there_is_no_median_while_more_than_half_are_open() -> None:
    assert kaplan_meier_median([2, 4, 8], [1, 0, 0]) is None


def test_nobody_left_gives_no_interval_at_nought() -> None:
    found = kaplan_meier_end([1, 2], [1, 1])
    assert (found.value, found.low, found.high) == (0.0, None, None)


@pytest.mark.parametrize(
    ("values", "clusters", "expected"),
    [
        ([1, 1, 0, 0], ["a", "a", "b", "b"], 1.0),
        ([1, 0, 1, 0], ["a", "a", "b", "b"], -1.0),
        ([1, 0], ["a", "b"], 0.0),
        ([1, 1, 1, 1], ["a", "a", "b", "b"], 0.0),
        ([1, 1, 1, 0, 0, 0], ["a", "a", "a", "b", "b", "b"], 1.0),
        # by hand, n₀ = 3: MSB = 1/6, MSW = 1/3, so (1/6 − 1/3) / (1/6 + 2·1/3)
        ([1, 1, 0, 1, 0, 0], ["a", "a", "a", "b", "b", "b"], -0.2),
    ],
)
def test_the_intraclass_correlation_by_hand(
    values: list[int], clusters: list[str], expected: float
) -> None:
    assert anova_icc(values, np.array(clusters)) == pytest.approx(expected)
