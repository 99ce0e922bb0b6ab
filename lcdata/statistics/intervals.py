"""Intervals for proportions of few and clustered observations."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

CONFIDENCE = 0.95


def wilson(
    successes: npt.ArrayLike, trials: npt.ArrayLike, confidence: float = CONFIDENCE
) -> tuple[Array, Array]:
    """The Wilson score interval of each proportion.

    Formula: Wilson, E.B. (1927), "Probable inference, the law of succession, and statistical
    inference", JASA 22, 209-212; computed by `statsmodels.stats.proportion`.

    Args:
        successes: counts, 0 ≤ successes ≤ trials; fractions are allowed (effective counts).
        trials: numbers of trials, > 0.
        confidence: how often the interval is to hold the true share, 0–1.

    Returns:
        Lower and upper limits, each 0–1.
    """
    from statsmodels.stats.proportion import proportion_confint

    counts, nobs = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    if counts.size == 0:
        return counts.copy(), counts.copy()
    low, high = proportion_confint(counts, nobs, alpha=1 - confidence, method="wilson")
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def newcombe(
    successes: tuple[float, float], trials: tuple[float, float], confidence: float = CONFIDENCE
) -> tuple[float, float, float]:
    """The difference of two independent shares, first − second, with its interval; −1 to 1.

    Square-and-add of the two Wilson intervals: Newcombe, R.G. (1998), "Interval estimation for
    the difference between independent proportions", Stat. Med. 17, 873-890, method 10; computed
    by `statsmodels.stats.proportion`.

    Args:
        successes: y of both, 0 ≤ y ≤ n.
        trials: n of both, > 0.
        confidence: how often the interval is to hold the true difference, 0–1.

    Returns:
        Difference, lower and upper limit.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    (y1, y2), (n1, n2) = successes, trials
    low, high = confint_proportions_2indep(
        y1, n1, y2, n2, method="newcomb", compare="diff", alpha=1 - confidence
    )
    return y1 / n1 - y2 / n2, float(low), float(high)


def design_effect(mean_cluster_size: npt.ArrayLike, icc: float) -> Array:
    """How many times wider the variance is because observations come in clusters.

    deff = max(1, 1 + (m̄ − 1)·ρ̂); Kish, L. (1965), Survey Sampling, section 5.4.

    Args:
        mean_cluster_size: m̄, mean number of observations per cluster, ≥ 1.
        icc: ρ̂, intraclass correlation; a negative one counts as none.
    """
    sizes = np.asarray(mean_cluster_size, dtype=float)
    effect: Array = np.maximum(1.0, 1.0 + (sizes - 1.0) * icc)
    return effect


def wilson_effective(
    successes: npt.ArrayLike, trials: npt.ArrayLike, clusters: npt.ArrayLike, icc: float
) -> tuple[Array, Array]:
    """The Wilson interval on the effective sample size.

    n_eff = n / deff and x_eff = (x / n)·n_eff, deff by `design_effect` with m̄ = n / clusters;
    Korn, E.L. & Graubard, B.I. (1998), Survey Methodology 24, 193-201, for the approach.

    Args:
        successes: counts, 0 ≤ successes ≤ trials.
        trials: numbers of observations, > 0.
        clusters: numbers of distinct persons behind them, > 0.
        icc: intraclass correlation of the observations within a person.

    Returns:
        Lower and upper limits, each 0–1, confidence 95 %.
    """
    x, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    effect = design_effect(n / np.asarray(clusters, dtype=float), icc)
    return wilson(x / effect, n / effect)


def anova_icc(values: npt.ArrayLike, clusters: npt.NDArray[Any]) -> float:
    """The one-way ANOVA intraclass correlation of observations within clusters.

    ρ̂ = (MSB − MSW) / (MSB + (n₀ − 1)·MSW) with n₀ = (N − Σnᵢ²/N)/(k − 1); Donner, A. (1986),
    "A review of inference procedures for the intraclass correlation coefficient in the one-way
    random effects model", Int. Stat. Rev. 54, 67-82.

    Args:
        values: one value per observation (0/1 for attendance).
        clusters: the cluster of each observation.

    Returns:
        The correlation, at most 1, possibly negative; 0.0 where it is not defined (fewer than
        two clusters, no cluster with two observations, or no variation).
    """
    x = np.asarray(values, dtype=float)
    _, index = np.unique(clusters, return_inverse=True)
    sizes = np.bincount(index).astype(float) if x.size else np.zeros(0)
    total, k = float(x.size), sizes.size
    if k < 2 or total <= k:
        return 0.0
    means = np.bincount(index, weights=x) / sizes
    between = float(np.sum(sizes * (means - x.mean()) ** 2)) / (k - 1)
    within = float(np.sum((x - means[index]) ** 2)) / (total - k)
    n0 = (total - float(np.sum(sizes**2)) / total) / (k - 1)
    spread = between + (n0 - 1) * within
    return (between - within) / spread if spread > 0 else 0.0
