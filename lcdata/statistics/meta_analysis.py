"""Means of a few units from their summaries: heterogeneity, the overall mean, shrunken means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import t

from lcdata.statistics.intervals import CONFIDENCE, Array

LEAST_UNITS = 4
"""Below so many units heterogeneity cannot be estimated: intervals only."""


@dataclass(frozen=True)
class RandomEffects:
    """A random-effects mean.

    Attributes:
        mean: μ, in the unit of the effects.
        low: lower limit of its 95 % interval.
        high: upper limit.
        tau2: variance of the true effects between units, ≥ 0.
        shrunken: the best linear unbiased prediction of each unit's effect, in the given order.
    """

    mean: float
    low: float
    high: float
    tau2: float
    shrunken: Array


def random_effects(effects: npt.ArrayLike, variances: npt.ArrayLike) -> RandomEffects:
    """The random-effects mean of some units' means.

    τ² by Paule, R.C. & Mandel, J. (1982), "Consensus values and weighting factors", J. Res. Natl.
    Bur. Stand. 87, 377-385 (`statsmodels` "iterated", truncated at 0). The interval is the
    modified Knapp–Hartung one: t(k − 1)·√(max(1, q)/Σw) with w = 1/(v + τ²) and
    q = Σw(y − μ)²/(k − 1); Röver, C., Knapp, G. & Friede, T. (2015), BMC Med. Res. Methodol. 15,
    99. This τ² makes q = 1, or is 0 with q ≤ 1, so that the factor is 1 throughout. Shrunken:
    (τ²·y + v·μ)/(τ² + v).

    Args:
        effects: y per unit, any unit of measurement.
        variances: v, sampling variance of each, > 0.

    Raises:
        ValueError: fewer than `LEAST_UNITS` units.
    """
    from statsmodels.stats.meta_analysis import combine_effects

    y, v = np.asarray(effects, dtype=float), np.asarray(variances, dtype=float)
    if y.size < LEAST_UNITS:
        raise ValueError(f"heterogeneity needs {LEAST_UNITS} units, not {y.size}")
    with np.errstate(divide="ignore"):  # its I², unused here, divides by a Q of units all alike
        tau2 = max(0.0, float(combine_effects(y, v, method_re="iterated").tau2))
    weights = 1 / (v + tau2)
    mean = float(np.sum(weights * y) / weights.sum())
    error = float(np.sqrt(1 / weights.sum()))
    reach = float(t.ppf(0.5 + CONFIDENCE / 2, y.size - 1)) * error
    return RandomEffects(mean, mean - reach, mean + reach, tau2, blup(y, v, mean, tau2))


def blup(effects: npt.ArrayLike, variances: npt.ArrayLike, mean: float, tau2: float) -> Array:
    """Each unit's effect shrunken towards the mean: (τ²·y + v·μ)/(τ² + v).

    The best linear unbiased prediction; Robinson, G.K. (1991), "That BLUP is a good thing",
    Stat. Sci. 6, 15-32.

    Args:
        effects: y per unit.
        variances: v, sampling variance of each, > 0.
        mean: μ, the mean to shrink to.
        tau2: τ², variance of the true effects, ≥ 0; 0 shrinks all the way.
    """
    y, v = np.asarray(effects, dtype=float), np.asarray(variances, dtype=float)
    shrunken: Array = (tau2 * y + v * mean) / (tau2 + v)
    return shrunken
