"""How large a change is, measured twice on the same persons."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, nctdtr, nctdtrinc
from scipy.stats import t

from lcdata.statistics.intervals import CONFIDENCE, Array

NO_SPREAD = 1e-12
"""Standard deviations up to this are rounding noise of equal values, in scale points."""

_STEP, _LONGEST_STEP = 1e-4, 0.1


def mean_interval(
    mean: npt.ArrayLike, sd: npt.ArrayLike, n: npt.ArrayLike, confidence: float = CONFIDENCE
) -> tuple[Array, Array]:
    """The t interval of each mean, also of a mean paired difference.

    mean ± t(n − 1)·sd/√n; Student (1908), "The probable error of a mean", Biometrika 6, 1-25.

    Args:
        mean: means, any unit.
        sd: standard deviations (divisor n − 1), same unit.
        n: numbers of values; below 2 there is no interval.
        confidence: how often the interval is to hold the true mean, 0–1.

    Returns:
        Lower and upper limits, NaN where there is none.
    """
    centre, spread, size = (np.asarray(values, dtype=float) for values in (mean, sd, n))
    some = np.where(size >= 2, size, np.nan)
    reach = t.ppf(0.5 + confidence / 2, some - 1) * spread / np.sqrt(some)
    return centre - reach, centre + reach


def d_z(mean: npt.ArrayLike, sd: npt.ArrayLike) -> Array:
    """The mean difference in standard deviations of the differences.

    mean / sd; Cohen, J. (1988), Statistical Power Analysis for the Behavioral Sciences, p. 48.

    Args:
        mean: mean differences, in scale points.
        sd: standard deviations of the differences, > 0.
    """
    size: Array = np.asarray(mean, dtype=float) / np.asarray(sd, dtype=float)
    return size


def d_z_interval(
    dz: npt.ArrayLike, n: npt.ArrayLike, confidence: float = CONFIDENCE
) -> tuple[Array, Array]:
    """The noncentral-t interval of each d_z.

    The noncentralities at which t = d_z·√n is the 97.5th and the 2.5th percentile of t(n − 1),
    divided by √n; Cumming, G. & Finch, S. (2001), "A primer on the understanding, use, and
    calculation of confidence intervals that are based on central and noncentral distributions",
    Educ. Psychol. Meas. 61, 532-574.

    Args:
        dz: effect sizes.
        n: numbers of pairs, ≥ 2.
        confidence: how often the interval is to hold the true effect, 0–1.

    Returns:
        Lower and upper limits.
    """
    root = np.sqrt(np.asarray(n, dtype=float))
    statistic, df = np.asarray(dz, dtype=float) * root, root**2 - 1
    low = _noncentrality(0.5 + confidence / 2, df, statistic)
    high = _noncentrality(0.5 - confidence / 2, df, statistic)
    return low / root, high / root


def _noncentrality(tail: float, df: Array, statistic: Array) -> Array:
    """The noncentrality at which P(T ≤ statistic) = tail.

    scipy's inverse keeps six digits; one Newton step brings the rest, where it can be taken.
    """
    found = nctdtrinc(df, tail, statistic)
    slope = (
        nctdtr(df, found + _STEP, statistic) - nctdtr(df, found - _STEP, statistic)
    ) / (2 * _STEP)  # fmt: skip
    step = (nctdtr(df, found, statistic) - tail) / slope
    better: Array = np.where(np.abs(step) < _LONGEST_STEP, found - step, found)
    return better


def hedges_correction(df: npt.ArrayLike) -> Array:
    """The factor J that takes the small-sample bias out of a standardised mean difference, 0–1.

    J(m) = Γ(m/2) / (√(m/2)·Γ((m − 1)/2)); Hedges, L.V. (1981), "Distribution theory for Glass's
    estimator of effect size and related estimators", J. Educ. Stat. 6, 107-128.

    Args:
        df: degrees of freedom m, ≥ 1; J(1) = 0.
    """
    m = np.asarray(df, dtype=float)
    factor: Array = np.exp(gammaln(m / 2) - gammaln((m - 1) / 2)) / np.sqrt(m / 2)
    return factor


def g_av(
    mean: npt.ArrayLike, sd_before: npt.ArrayLike, sd_after: npt.ArrayLike, n: npt.ArrayLike
) -> Array:
    """The mean difference in average standard deviations, corrected for small samples.

    J(n − 1)·mean / √((s₀² + s₂²)/2); Lakens, D. (2013), "Calculating and reporting effect sizes
    to facilitate cumulative science", Front. Psychol. 4, 863, with the root mean square of the
    two standard deviations and Hedges' exact J.

    Args:
        mean: mean differences, in scale points.
        sd_before: standard deviations before, in scale points.
        sd_after: standard deviations after; not both 0.
        n: numbers of pairs, ≥ 3: with two J is 0 and nothing is left.
    """
    before, after = np.asarray(sd_before, dtype=float), np.asarray(sd_after, dtype=float)
    unit = np.sqrt((before**2 + after**2) / 2)
    pairs = np.asarray(n, dtype=float)
    size: Array = hedges_correction(pairs - 1) * np.asarray(mean, dtype=float) / unit
    return size
