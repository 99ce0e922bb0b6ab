"""Funnel plots: how far chance alone would carry a small unit from the target."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from lcdata.statistics.intervals import Array

ALERT, ALARM = 0.025, 0.001
"""Exact tail probabilities below which a unit is said to differ."""


def exact_limit(tail: float, trials: npt.ArrayLike, target: float) -> Array:
    """The interpolated exact binomial limit of a share, clipped to 0–1; for drawing only.

    With r the smallest count with P(R ≤ r) ≥ tail and
    a = (P(R ≤ r) − tail) / (P(R ≤ r) − P(R ≤ r − 1)), the limit is (r − a) / n; Spiegelhalter,
    D.J. (2005), "Funnel plots for comparing institutional performance", Stat. Med. 24,
    1185-1202, appendix A.1.1, as written out by Wicklin, R. (2011), "Funnel plots for
    proportions", The DO Loop.

    Args:
        tail: probability to the left of the limit, 0–1.
        trials: numbers of observations, ≥ 1.
        target: the share under which limits are drawn, 0–1.
    """
    n = np.asarray(trials, dtype=float)
    r = binom.ppf(tail, n, target)
    upto, before = binom.cdf(r, n, target), binom.cdf(r - 1, n, target)
    limit: Array = np.clip((r - (upto - tail) / (upto - before)) / n, 0.0, 1.0)
    return limit


class Flag(StrEnum):
    """What an exact tail says of a unit against the target."""

    WITHIN = "within"
    LOW_ALERT = "low_alert"
    LOW_ALARM = "low_alarm"
    HIGH_ALERT = "high_alert"
    HIGH_ALARM = "high_alarm"


def exact_tails(count: int, trials: int, target: float) -> tuple[float, float]:
    """How likely so few and so many successes are under the target: P(R ≤ y) and P(R ≥ y).

    Args:
        count: y, 0 ≤ y ≤ n.
        trials: n, ≥ 1.
        target: the share under which they are counted, 0–1.
    """
    return float(binom.cdf(count, trials, target)), float(binom.sf(count - 1, trials, target))


def flag(count: int, trials: int, target: float) -> Flag:
    """Whether a unit differs from the target by more than chance, on the exact tails only.

    A tail of at most `ALERT` flags, of at most `ALARM` alarms. Never on the drawn line: near 0
    and 1 that would flag likely results, such as 8 of 8 at a target of 0.8.

    Args:
        count: y, 0 ≤ y ≤ n.
        trials: n, ≥ 1.
        target: the share of the whole, 0–1.
    """
    low, high = exact_tails(count, trials, target)
    if low <= ALERT:
        return Flag.LOW_ALARM if low <= ALARM else Flag.LOW_ALERT
    if high <= ALERT:
        return Flag.HIGH_ALARM if high <= ALARM else Flag.HIGH_ALERT
    return Flag.WITHIN
