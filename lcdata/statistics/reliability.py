"""Reliability of a scale: how well its items measure one thing together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.stats import f

from lcdata.statistics.intervals import CONFIDENCE, Array

_LEAST_UNIQUE = 0.005
"""Lower bound of a unique variance, as in R's `factanal`: no item is without error."""

_LEAST_EIGENVALUE = 1e-9
"""Below this one item follows from the others and no likelihood is defined."""


def cronbach_alpha(answers: npt.ArrayLike) -> float:
    """Cronbach's α of a scale, at most 1, possibly negative.

    α = k/(k − 1)·(1 − Σsᵢ²/s²), sᵢ² the variance of item i, s² that of the sum; Cronbach, L.J.
    (1951), "Coefficient alpha and the internal structure of tests", Psychometrika 16, 297-334.

    Args:
        answers: respondents × items, complete, reversed items recoded.

    Raises:
        ValueError: fewer than two items or respondents, or no variation in the sum.
    """
    x = _matrix(answers)
    k = x.shape[1]
    total = float(x.sum(axis=1).var(ddof=1))
    parts = float(x.var(axis=0, ddof=1).sum())
    return float(k / (k - 1) * (1 - parts / total))


def feldt(
    alpha: float, respondents: int, items: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """The interval of Cronbach's α.

    1 − (1 − α)·F with F the quantiles of F(n − 1, (n − 1)(k − 1)); Feldt, L.S., Woodruff, D.J. &
    Salih, F.A. (1987), "Statistical inference for coefficient alpha", Appl. Psychol. Meas. 11,
    93-103.

    Args:
        alpha: the estimate.
        respondents: n, ≥ 2.
        items: k, ≥ 2.
        confidence: how often the interval is to hold the true α, 0–1.
    """
    degrees = respondents - 1, (respondents - 1) * (items - 1)
    tails = (1 + confidence) / 2, (1 - confidence) / 2
    low, high = (1 - (1 - alpha) * float(f.ppf(tail, *degrees)) for tail in tails)
    return low, high


def item_rest_correlations(answers: npt.ArrayLike) -> Array:
    """The correlation of each item with the sum of the others; negative: reversal forgotten?

    NaN where the item, or the sum of the others, does not vary.

    Args:
        answers: respondents × items, complete, reversed items recoded.

    Raises:
        ValueError: fewer than two items or respondents, or no variation in the sum.
    """
    x = _matrix(answers)
    rest = x.sum(axis=1, keepdims=True) - x
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.array([np.corrcoef(x[:, i], rest[:, i])[0, 1] for i in range(x.shape[1])])


def mcdonald_omega(answers: npt.ArrayLike) -> float:
    """McDonald's ω of a scale under one factor, 0–1.

    ω = (Σλᵢ)² / ((Σλᵢ)² + Σψᵢ) with loadings λ and unique variances ψ of the one-factor model,
    fitted by maximum likelihood on the correlations; McDonald, R.P. (1999), Test Theory: A
    Unified Treatment, chapter 6.

    Args:
        answers: respondents × items, complete, reversed items recoded.

    Raises:
        ValueError: fewer than three items, for which one factor has no single solution; an item
            without variation; or one that follows from the others.
    """
    x = _matrix(answers)
    if x.shape[1] < 3 or not (x.std(axis=0) > 0).all():
        raise ValueError("one factor needs three items, each with variation")
    loadings, unique = one_factor(np.asarray(np.corrcoef(x, rowvar=False), dtype=float))
    common = float(loadings.sum()) ** 2
    return common / (common + float(unique.sum()))


def one_factor(correlations: Array) -> tuple[Array, Array]:
    """Loadings and unique variances of the one-factor model by maximum likelihood.

    The likelihood is concentrated on the unique variances ψ: with e₁ ≥ … ≥ e_p the eigenvalues of
    ψ^(−½)·R·ψ^(−½), maximise Σ(log eⱼ − eⱼ) over j ≥ 2; Jöreskog, K.G. (1967), "Some
    contributions to maximum likelihood factor analysis", Psychometrika 32, 443-482.

    Args:
        correlations: p × p, p ≥ 3.

    Raises:
        ValueError: an item that follows from the others.
    """
    if float(np.linalg.eigvalsh(correlations)[0]) < _LEAST_EIGENVALUE:
        raise ValueError("an item that follows from the others leaves no likelihood")
    start = (1 - 0.5 / len(correlations)) / np.diag(np.linalg.inv(correlations))
    found = minimize(
        _misfit,
        start,
        args=(correlations,),
        jac=True,
        method="SLSQP",
        bounds=[(_LEAST_UNIQUE, 1.0)] * len(correlations),
        options={"ftol": 1e-16, "maxiter": 500},
    )
    unique = np.asarray(found.x)
    loadings, _ = _best_loadings(unique, correlations)
    return (loadings if loadings.sum() >= 0 else -loadings), unique


def _misfit(unique: Array, correlations: Array) -> tuple[float, Array]:
    """The concentrated minus log-likelihood (up to a constant and a factor) and its gradient."""
    loadings, rest = _best_loadings(unique, correlations)
    residual = loadings**2 + unique - np.diag(correlations)
    return float(np.sum(rest - np.log(rest) - 1)), residual / unique**2


def _best_loadings(unique: Array, correlations: Array) -> tuple[Array, Array]:
    """The loadings that fit best at these unique variances, and e₂ … e_p."""
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
    loadings: Array = root * vectors[:, -1] * np.sqrt(max(values[-1] - 1.0, 0.0))
    return loadings, values[:-1]


def _matrix(answers: npt.ArrayLike) -> Array:
    """The answers as a matrix that can vary."""
    x = np.asarray(answers, dtype=float)
    if x.ndim != 2 or min(x.shape) < 2 or not float(x.sum(axis=1).std()) > 0:
        raise ValueError("reliability needs two items, two respondents and some variation")
    return x
