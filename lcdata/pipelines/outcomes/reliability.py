"""Reliability of the scales, over all company communities of one wave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from lcdata.domain import Status
from lcdata.pipelines.indicator import KEYS
from lcdata.statistics import reliability
from lcdata.statistics.intervals import Array

LEAST = 30
"""Complete answers below which the reliability of a scale is not estimated."""

Estimate = Callable[[Array], dict[str, Any]]


def alpha(rows: pl.DataFrame) -> pl.DataFrame:
    """Cronbach's α of the profiles per key, with Feldt's interval."""
    return _per_key(rows, _alpha)


def omega(rows: pl.DataFrame) -> pl.DataFrame:
    """McDonald's ω of the profiles per key, without an interval."""
    return _per_key(rows, _omega)


def _alpha(answers: Array) -> dict[str, Any]:
    value = reliability.cronbach_alpha(answers)
    low, high = reliability.feldt(value, *answers.shape)
    return {"value": value, "low": low, "high": high}


def _omega(answers: Array) -> dict[str, Any]:
    return {"value": reliability.mcdonald_omega(answers)}


def _per_key(rows: pl.DataFrame, estimate: Estimate) -> pl.DataFrame:
    """The estimate per key, or too few; `den` = complete answers."""
    found: list[dict[str, Any]] = []
    ordered = rows.sort(*KEYS, "community_id", "person_id")
    for key, group in ordered.group_by(KEYS, maintain_order=True):
        answers = np.array(group["profile"].to_list(), dtype=float)
        record = {**dict(zip(KEYS, key, strict=True)), "den": float(len(answers))}
        found.append({**record, **_estimated(answers, estimate)})
    return pl.DataFrame(found, schema=_ESTIMATE)


def _estimated(answers: Array, estimate: Estimate) -> dict[str, Any]:
    """The estimate; too few below `LEAST`, or where the answers do not vary enough for one."""
    few = {"status": str(Status.TOO_FEW)}
    if len(answers) < LEAST:
        return few
    try:
        return estimate(answers)
    except ValueError:
        return few


_ESTIMATE: dict[str, pl.DataType] = {
    **dict.fromkeys(KEYS, pl.String()),
    "num": pl.Float64(),
    "den": pl.Float64(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "status": pl.String(),
}
