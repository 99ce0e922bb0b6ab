"""Funnel plots: how far chance alone would carry a small unit from the target."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from lcdata.statistics.intervals import Array

ALERT, ALARM = 0.025, 0.001
"""Exact tail probabilities below which a unit is said to differ."""


def exact_limit(tail: float, trials: npt.ArrayLike, target: float) -> Array:
    """The interpolated exact binomial limit of a share, clipped to 0–1; for drawing only.

    With r the smallest count with P(R ≤ r) > tail and
    a = (P(R ≤ r) − tail) / (P(R ≤ r) − P(R ≤ r − 1)), the limit is (r − a) / n; Spiegelhalter,
    D.J. (2005), "Funnel plots for comparing institutional performance", Stat. Med. 24,
    1185-1202, appendix A.1.1.

    Args:
        tail: probability to the left of the limit, 0–1.
        trials: numbers of observations, ≥ 1.
        target: the share under which limits are drawn, 0–1.
    """
    n = np.asarray(trials, dtype=float)
    r = binom.ppf(tail, n, target)
    r = np.where(binom.cdf(r, n, target) > tail, r, r + 1)
    upto, before = binom.cdf(r, n, target), binom.cdf(r - 1, n, target)
    limit: Array = np.clip((r - (upto - tail) / (upto - before)) / n, 0.0, 1.0)
    return limit
