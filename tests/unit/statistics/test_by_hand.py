from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from lcdata.statistics.effect_size import d_z_interval, hedges_correction, mean_interval
from lcdata.statistics.funnel import Flag, exact_limit, flag
from lcdata.statistics.intervals import anova_icc, design_effect, wilson
from lcdata.statistics.meta_analysis import random_effects
from lcdata.statistics.reliability import (
    cronbach_alpha,
    item_rest_correlations,
    mcdonald_omega,
    one_factor,
)
from lcdata.statistics.shrinkage import beta_binomial
from lcdata.statistics.survival import kaplan_meier_end, kaplan_meier_median


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


def test_a_single_value_has_no_interval() -> None:
    low, high = mean_interval([3.0], [0.0], [1])
    assert np.isnan([low[0], high[0]]).all()


def test_the_interval_of_two_values_by_hand() -> None:
    # 1 and 3: sd = √2, t(1) = 12.706, so 2 ± 12.706·√2/√2
    low, high = mean_interval([2.0], [math.sqrt(2)], [2])
    assert (low[0], high[0]) == pytest.approx((2 - 12.7062, 2 + 12.7062), abs=1e-4)


def test_the_correction_leaves_nothing_of_two_pairs() -> None:
    assert hedges_correction(1) == 0


@pytest.mark.parametrize("size", [-9.0, -0.4, 0.0, 0.7, 6.0])
@pytest.mark.parametrize("n", [2, 5, 40])
def test_at_its_limits_an_effect_size_is_just_that_unlikely(size: float, n: int) -> None:
    from scipy.stats import nct

    low, high = d_z_interval([size], [n])
    statistic, root = size * math.sqrt(n), math.sqrt(n)
    assert nct.cdf(statistic, n - 1, low[0] * root) == pytest.approx(0.975, abs=1e-9)
    assert nct.cdf(statistic, n - 1, high[0] * root) == pytest.approx(0.025, abs=1e-9)


def test_items_that_say_the_same_are_wholly_reliable() -> None:
    assert cronbach_alpha([[1, 1, 1], [2, 2, 2], [4, 4, 4], [5, 5, 5]]) == pytest.approx(1)


def test_items_that_follow_from_each_other_have_no_factor() -> None:
    with pytest.raises(ValueError, match="follows"):
        mcdonald_omega([[1, 1, 2], [2, 2, 1], [4, 4, 5], [5, 5, 3]])


def test_loadings_are_found_back_from_the_correlations_they_make() -> None:
    loadings = np.array([0.9, 0.7, 0.5, 0.3])
    correlations = np.outer(loadings, loadings)
    np.fill_diagonal(correlations, 1)
    found, unique = one_factor(correlations)
    assert found == pytest.approx(loadings, abs=1e-6)
    assert unique == pytest.approx(1 - loadings**2, abs=1e-6)


def test_answers_without_variation_have_no_reliability() -> None:
    with pytest.raises(ValueError, match="variation"):
        cronbach_alpha([[3, 3], [3, 3], [3, 3]])
    with pytest.raises(ValueError, match="variation"):
        mcdonald_omega([[3, 1, 2], [3, 2, 2], [3, 4, 5]])


def test_units_that_differ_wholly_keep_their_own_rate() -> None:
    prior = beta_binomial([0, 40, 40, 0], [40, 40, 40, 40])
    assert prior.shrunken([0, 40], [40, 40]) == pytest.approx([0, 1], abs=0.01)


def test_a_rate_of_all_or_nothing_stays_what_it_is() -> None:
    prior = beta_binomial([8, 6, 7], [8, 6, 7])
    assert prior.shrunken([8, 6, 7], [8, 6, 7]).tolist() == [1, 1, 1]


def test_a_prior_needs_units() -> None:
    with pytest.raises(ValueError, match="units"):
        beta_binomial([], [])


def test_shrunken_rates_lie_between_the_own_and_the_pooled_rate() -> None:
    y, n = [9, 30, 12, 44], [10, 60, 30, 50]
    shrunken = beta_binomial(y, n).shrunken(y, n)
    mean = beta_binomial(y, n).mean
    for own, value in zip(np.array(y) / n, shrunken, strict=True):
        assert min(own, mean) < value < max(own, mean)


def test_three_companies_have_no_heterogeneity_to_estimate() -> None:
    with pytest.raises(ValueError, match="4 units"):
        random_effects([1, 2, 3], [0.1, 0.1, 0.1])


@pytest.mark.parametrize(
    ("count", "trials", "expected"),
    [
        (0, 5, Flag.WITHIN),  # ½⁵ = 0.031
        (0, 6, Flag.LOW_ALERT),  # ½⁶ = 0.016
        (6, 6, Flag.HIGH_ALERT),
        (0, 10, Flag.LOW_ALARM),  # ½¹⁰ = 0.00098
        (10, 10, Flag.HIGH_ALARM),
    ],
)
def test_a_toss_that_always_falls_the_same_way_is_flagged_by_its_chance(
    count: int, trials: int, expected: Flag
) -> None:
    assert flag(count, trials, 0.5) == expected


@pytest.mark.parametrize(
    ("tail", "n", "limit"),
    [
        (0.5, 1, 0.0),  # P(R <= 0) is just 0.5
        (0.25, 2, 0.0),
        (0.75, 2, 0.5),
        (0.5, 2, 0.25),  # half-way between 0 (at 0.25) and 1 (at 0.75)
        (0.1, 1, 0.0),  # -0.8, clipped
        (0.9, 1, 0.8),
    ],
)
def test_the_drawn_limit_of_one_and_two_tosses_by_hand(tail: float, n: int, limit: float) -> None:
    assert exact_limit(tail, [n], 0.5)[0] == pytest.approx(limit)


@pytest.mark.parametrize(("size", "icc", "effect"), [(3, 0.5, 2), (1, 0.5, 1), (3, -0.2, 1)])
def test_a_design_effect_is_one_for_single_or_unlike_observations(
    size: float, icc: float, effect: float
) -> None:
    assert design_effect([size], icc)[0] == effect


@pytest.mark.parametrize(("values", "clusters"), [([], []), ([1, 0], ["a", "a"])])
def test_without_two_clusters_nothing_is_known_of_their_likeness(
    values: list[int], clusters: list[str]
) -> None:
    assert anova_icc(values, np.array(clusters)) == 0


def test_no_proportions_have_no_intervals() -> None:
    low, high = wilson([], [])
    assert (low.size, high.size) == (0, 0)


@pytest.mark.parametrize("answers", [[[1], [2]], [[1, 2]], [1, 2]])
def test_one_item_or_one_respondent_has_no_reliability(answers: list[Any]) -> None:
    with pytest.raises(ValueError, match="two items"):
        cronbach_alpha(answers)


def test_two_items_of_two_respondents_are_the_least_for_alpha_and_too_few_for_a_factor() -> None:
    assert cronbach_alpha([[1, 1], [2, 2]]) == pytest.approx(1)
    with pytest.raises(ValueError, match="three items"):
        mcdonald_omega([[1, 1], [2, 3], [4, 3]])


def test_an_item_without_variation_hangs_together_with_nothing() -> None:
    found = item_rest_correlations([[3, 1, 2], [3, 2, 3], [3, 4, 5]])
    assert np.isnan(found[0])
    # 1, 2, 4 and 5, 6, 8 lie on one line
    assert found[1:] == pytest.approx([1, 1], abs=0.05)


def test_rates_that_are_all_nought_stay_nought() -> None:
    assert beta_binomial([0, 0], [5, 6]).shrunken([0, 0], [5, 6]).tolist() == [0, 0]


def test_four_units_that_nearly_agree_have_the_interval_of_their_pooled_mean() -> None:
    # less spread than chance: τ² = 0, the mean has variance 1/4, and t(3) = 3.182446
    found = random_effects([2, 1.9, 2.1, 2], [1, 1, 1, 1])
    assert (found.mean, found.tau2) == (2, 0)
    assert (found.low, found.high) == pytest.approx((2 - 1.591223, 2 + 1.591223), abs=1e-6)
    assert found.shrunken.tolist() == [2, 2, 2, 2]


def test_a_curve_at_one_half_without_a_next_event_has_its_median_there() -> None:
    assert kaplan_meier_median([2, 5], [1, 0]) == 2


def test_of_three_events_the_second_is_the_median() -> None:
    assert kaplan_meier_median([2, 4, 8], [1, 1, 1]) == 4


def test_without_an_event_there_is_no_median() -> None:
    assert kaplan_meier_median([2, 4], [0, 0]) is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [(0.025, Flag.HIGH_ALERT), (0.026, Flag.WITHIN), (0.001, Flag.HIGH_ALARM)],
)
def test_a_chance_of_just_the_bound_is_flagged(target: float, expected: Flag) -> None:
    # one of one, whose chance is the target itself
    assert flag(1, 1, target) is expected


def test_shares_of_none_and_all_have_limits_within_nought_and_one() -> None:
    low, high = wilson([0, 7, 0.5], [7, 7, 0.5])
    assert ((low >= 0) & (high <= 1)).all()
    assert (low[0], high[1]) == pytest.approx((0, 1))


def test_a_weak_factor_points_the_way_of_its_items() -> None:
    correlations = np.full((3, 3), 0.09)
    np.fill_diagonal(correlations, 1)
    loadings, unique = one_factor(correlations)
    assert loadings == pytest.approx([0.3, 0.3, 0.3], abs=1e-6)
    assert unique == pytest.approx([0.91, 0.91, 0.91], abs=1e-6)


def test_units_that_differ_a_little_more_than_chance_keep_a_little_of_it() -> None:
    # rates 0.5, 0.6, 0.8 and 0.9 of ten each: spread 0.033, by chance 0.7 · 0.3 / 10 = 0.021
    shrunken = beta_binomial([5, 6, 8, 9], [10, 10, 10, 10]).shrunken([5, 9], [10, 10])
    assert 0.5 < shrunken[0] < 0.7 < shrunken[1] < 0.9


def test_units_that_are_all_alike_have_their_own_mean_and_no_warning() -> None:
    found = random_effects([0.4, 0.4, 0.4, 0.4], [0.1, 0.1, 0.2, 0.2])
    assert found.tau2 == 0.0
    assert found.shrunken == pytest.approx([0.4] * 4)
