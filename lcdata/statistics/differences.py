"""Differences between two shares."""

from __future__ import annotations

from lcdata.statistics.intervals import CONFIDENCE


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
