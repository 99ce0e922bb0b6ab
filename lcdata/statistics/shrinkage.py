"""Shrunken rates: what a small unit's rate says once the other units have been heard."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betaln, expit, logit, xlog1py, xlogy

from lcdata.statistics.intervals import Array

_NO_GAIN = 1e-6
"""Log-likelihood over the binomial's below which there is no heterogeneity to speak of."""

_STRENGTHS = (math.log(1e-3), math.log(1e6))


@dataclass(frozen=True)
class RatePrior:
    """A beta distribution of true rates over units.

    Attributes:
        mean: α/(α + β), 0–1.
        strength: α + β, in observations; infinite where the units do not differ.
    """

    mean: float
    strength: float

    def shrunken(self, successes: npt.ArrayLike, trials: npt.ArrayLike) -> Array:
        """The posterior mean of each unit's rate, 0–1: (y + α)/(n + α + β)."""
        y, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
        if math.isinf(self.strength):
            return np.full(y.shape, self.mean)
        rates: Array = (y + self.mean * self.strength) / (n + self.strength)
        return rates


def beta_binomial(successes: npt.ArrayLike, trials: npt.ArrayLike) -> RatePrior:
    """The beta-binomial prior of some units' rates, by maximum likelihood.

    Empirical Bayes: Casella, G. (1985), "An introduction to empirical Bayes data analysis",
    Am. Stat. 39, 83-87. Where the likelihood rises towards no heterogeneity, the pooled rate
    with infinite strength: every unit then shrinks to it.

    Args:
        successes: y per unit, 0 ≤ y ≤ n.
        trials: n per unit, > 0.

    Raises:
        ValueError: no unit at all.
    """
    y, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    if y.size == 0:
        raise ValueError("a prior needs units to learn from")
    pooled = float(y.sum() / n.sum())
    if not 0 < pooled < 1:
        return RatePrior(pooled, math.inf)

    start = [float(logit(pooled)), math.log(10.0)]
    found = minimize(
        _misfit,
        start,
        args=(y, n),
        method="Nelder-Mead",
        bounds=[(-20, 20), _STRENGTHS],
        options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 2000},
    )
    binomial = float(np.sum(xlogy(y, pooled) + xlog1py(n - y, -pooled)))
    if -found.fun - binomial < _NO_GAIN:
        return RatePrior(pooled, math.inf)
    return RatePrior(float(expit(found.x[0])), math.exp(found.x[1]))


def _misfit(at: Array, y: Array, n: Array) -> float:
    """Minus the log-likelihood at (logit of the mean, log of the strength), up to a constant."""
    alpha = expit(at[0]) * np.exp(at[1])
    beta = np.exp(at[1]) - alpha
    return -float(np.sum(betaln(y + alpha, n - y + beta) - betaln(alpha, beta)))
