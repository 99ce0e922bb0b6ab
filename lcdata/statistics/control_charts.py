"""Control charts: which points of a series are more than its ordinary variation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lcdata.statistics.intervals import Array

PLAIN_BELOW, PROVISIONAL_BELOW = 8, 20
"""Points below which there is a plain run chart only, and below which limits are provisional."""

_D2 = 1.128
"""Mean range of two normal values, in standard deviations."""

_D4 = 3.267
"""Upper limit of a range of two, in mean ranges."""


@dataclass(frozen=True)
class Limits:
    """A centre line and its limits, in the unit of the points; not clipped."""

    centre: float
    low: Array
    high: Array


def xmr(values: npt.ArrayLike) -> Limits:
    """The natural process limits of single values: x̄ ± 3·MR̄/1.128.

    MR̄ is the mean absolute difference of successive values; Wheeler, D.J. (2000), Understanding
    Variation, chapter 3.

    Args:
        values: the series in its order.

    Raises:
        ValueError: fewer than `PLAIN_BELOW` points, for which no limits are drawn.
    """
    x = _long_enough(values)
    reach = 3 * _sigma(x)
    return Limits(float(x.mean()), np.asarray(x.mean() - reach), np.asarray(x.mean() + reach))


def largest_range(values: npt.ArrayLike) -> float:
    """The upper limit of the moving ranges, 3.267·MR̄, in the unit of the values.

    Args:
        values: the series in its order, as for `xmr`.

    Raises:
        ValueError: fewer than `PLAIN_BELOW` points.
    """
    return _D4 * _D2 * _sigma(_long_enough(values))


def p_prime(successes: npt.ArrayLike, trials: npt.ArrayLike) -> Limits:
    """The limits of rates with varying n and more than binomial spread.

    p̄ ± 3·σᵢ·σ_z with σᵢ = √(p̄(1 − p̄)/nᵢ) and σ_z the moving-range sigma of the z-scores; Laney,
    D.B. (2002), "Improved control charts for attributes", Qual. Eng. 14, 531-537.

    Args:
        successes: y per point in their order, 0 ≤ y ≤ n.
        trials: n per point, > 0.

    Raises:
        ValueError: fewer than `PLAIN_BELOW` points, or all successes or all failures.
    """
    y, n = _long_enough(successes), np.asarray(trials, dtype=float)
    centre = float(y.sum() / n.sum())
    if not 0 < centre < 1:
        raise ValueError("rates that are all 0 or all 1 have no spread")
    errors = np.sqrt(centre * (1 - centre) / n)
    reach = 3 * errors * _sigma((y / n - centre) / errors)
    return Limits(centre, centre - reach, centre + reach)


def _sigma(x: Array) -> float:
    """The standard deviation of a series from its mean moving range: MR̄/1.128."""
    return float(np.abs(np.diff(x)).mean()) / _D2


def _long_enough(values: npt.ArrayLike) -> Array:
    x = np.asarray(values, dtype=float)
    if x.size < PLAIN_BELOW:
        raise ValueError(f"limits need {PLAIN_BELOW} points, not {x.size}")
    return x
