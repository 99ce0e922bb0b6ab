"""Kaplan–Meier: how many stay, how long things take, when some are still under way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from lcdata.statistics.intervals import CONFIDENCE, wilson


@dataclass(frozen=True)
class Survival:
    """A survival estimate with its 95 % interval; limits are None where there is none."""

    value: float
    low: float | None
    high: float | None


def _curve(
    times: npt.ArrayLike, events: npt.ArrayLike
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Event times, survival just after each, and its Greenwood standard error."""
    from statsmodels.duration.survfunc import SurvfuncRight

    curve = SurvfuncRight(np.asarray(times, dtype=float), np.asarray(events, dtype=float))
    return curve.surv_times, curve.surv_prob, curve.surv_prob_se


def kaplan_meier_end(times: npt.ArrayLike, events: npt.ArrayLike) -> Survival:
    """The Kaplan–Meier estimate at the last follow-up time.

    Interval on the log(−log S) scale with Greenwood's variance; Kalbfleisch, J.D. & Prentice,
    R.L. (2002), The Statistical Analysis of Failure Time Data, section 1.4. Without an event
    S = 1 and the interval is Wilson's of n/n; at S = 0 there is none.

    Args:
        times: follow-up time of each subject, ≥ 0, at least one.
        events: whether the event was seen (1) or the subject was censored (0).
    """
    seen = np.asarray(events, dtype=bool)
    if not seen.any():
        low, high = wilson([seen.size], [seen.size])
        return Survival(1.0, float(low[0]), float(high[0]))
    _, survival, errors = _curve(times, events)
    value, error = float(survival[-1]), float(errors[-1])
    if value <= 0.0:
        return Survival(0.0, None, None)
    reach = float(norm.ppf(0.5 + CONFIDENCE / 2)) * error / (value * abs(np.log(value)))
    return Survival(value, float(value ** np.exp(reach)), float(value ** np.exp(-reach)))


def kaplan_meier_median(times: npt.ArrayLike, events: npt.ArrayLike) -> float | None:
    """The Kaplan–Meier median, None while more than half has not had the event.

    Where the curve stands at exactly 0.5 the middle of the flat piece up to the next event, as
    R's `survival::survfit` reports it; without a next event its beginning.
    """
    if not np.asarray(events, dtype=bool).any():
        return None
    at, survival, _ = _curve(times, events)
    reached = np.flatnonzero(survival <= 0.5 + 1e-12)
    if reached.size == 0:
        return None
    first = int(reached[0])
    if abs(float(survival[first]) - 0.5) > 1e-12:
        return float(at[first])
    if first + 1 == at.size:
        return float(at[first])
    end = float(at[first + 1])
    return (float(at[first]) + end) / 2
