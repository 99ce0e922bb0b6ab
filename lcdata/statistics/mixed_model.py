"""Means of a few units from their persons: one variance within, one between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from lcdata.statistics.intervals import Array
from lcdata.statistics.meta_analysis import LEAST_UNITS, blup

_LARGEST_LOG_RATIO = 14.0
_SMALLEST_LOG_RATIO = -14.0


@dataclass(frozen=True)
class RandomIntercept:
    """A random-intercept model.

    Attributes:
        mean: μ, the mean of the units' true means.
        tau2: variance between units, ≥ 0.
        sigma2: variance within a unit, pooled over all.
        shrunken: each unit's predicted mean, in the sorted order of the units.
    """

    mean: float
    tau2: float
    sigma2: float
    shrunken: Array


@dataclass(frozen=True)
class _Groups:
    """What the likelihood needs: sizes and means of the units, squares within them."""

    sizes: Array
    means: Array
    within: float

    def fit(self, ratio: float) -> tuple[float, float, float]:
        """μ, σ² and minus twice the restricted log-likelihood (up to a constant) at τ²/σ²."""
        spread = 1 + self.sizes * ratio
        weights = self.sizes / spread
        mean = float(np.sum(weights * self.means) / weights.sum())
        squares = self.within + float(np.sum(weights * (self.means - mean) ** 2))
        free = float(self.sizes.sum()) - 1
        sigma2 = squares / free
        misfit = free * np.log(sigma2) + np.log(spread).sum() + np.log(weights.sum())
        return mean, sigma2, float(misfit)


def random_intercept(values: npt.ArrayLike, units: npt.NDArray[Any]) -> RandomIntercept:
    """The random-intercept model y = μ + unit + person, by restricted maximum likelihood.

    Patterson, H.D. & Thompson, R. (1971), "Recovery of inter-block information when block sizes
    are unequal", Biometrika 58, 545-554; shrunken means as `blup` with v = σ²/n. The likelihood
    is profiled to the one ratio τ²/σ² and searched by scipy: unlike `statsmodels` `mixedlm`,
    which agrees elsewhere, it finds τ² = 0 where units do not differ.

    Args:
        values: one value per person, any unit of measurement.
        units: the unit of each person.

    Raises:
        ValueError: fewer than `LEAST_UNITS` units, or no variation within them.
    """
    groups = _groups(np.asarray(values, dtype=float), units)
    found = minimize_scalar(
        lambda log_ratio: groups.fit(float(np.exp(log_ratio)))[2],
        bounds=(_SMALLEST_LOG_RATIO, _LARGEST_LOG_RATIO),
        method="bounded",
        options={"xatol": 1e-10},
    )
    ratio = float(np.exp(found.x)) if found.fun < groups.fit(0.0)[2] else 0.0
    mean, sigma2, _ = groups.fit(ratio)
    tau2 = ratio * sigma2
    return RandomIntercept(
        mean, tau2, sigma2, blup(groups.means, sigma2 / groups.sizes, mean, tau2)
    )


def _groups(x: Array, units: npt.NDArray[Any]) -> _Groups:
    _, index = np.unique(units, return_inverse=True)
    sizes = np.bincount(index).astype(float)
    means = np.bincount(index, weights=x) / sizes
    within = float(np.sum((x - means[index]) ** 2))
    if sizes.size < LEAST_UNITS or not within > 0:
        raise ValueError(f"a random intercept needs {LEAST_UNITS} units and spread within them")
    return _Groups(sizes, means, within)
