"""Guarded records: what remains of a raw cell for a viewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import polars as pl

from lcdata.disclosure.policy import Policy, counts_persons, is_number_of_persons
from lcdata.disclosure.said import band, rounded, share_of_persons
from lcdata.disclosure.viewers import Target
from lcdata.domain import FigureClass, Status

Record: TypeAlias = dict[str, Any]

CELL: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
    "period": pl.String(),
    "num": pl.Float64(),
    "den": pl.String(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "n_persons": pl.String(),
    "n_missing": pl.String(),
    "status": pl.String(),
    "left_out": pl.Int64(),
    "as_of": pl.Date(),
}
"""A guarded cell in a release; numbers that may be a band are text."""

_STEP = {FigureClass.PERSON: 0.01, FigureClass.SURVEY: 0.1}


def hidden(indicator: str, grain: str, entity_id: str, period: str) -> Record:
    """A slot, a label and a word: everything about a hidden figure goes (rule 5)."""
    nothing = dict.fromkeys(CELL)
    key = {"indicator": indicator, "grain": grain, "entity_id": entity_id, "period": period}
    return {**nothing, **key, "status": str(Status.SUPPRESSED)}


def said(
    cell: Mapping[str, Any],
    figure_class: FigureClass,
    target: Target,
    policy: Policy,
    left_out: int = 0,
) -> Record:
    """A shown figure as its viewer gets it: exact for the own community, else as rule 9 says."""
    exact = {
        **cell,
        "den": _text(cell["den"]),
        "n_persons": _text(cell["n_persons"]),
        "n_missing": _text(cell["n_missing"]),
        "left_out": left_out,
        "as_of": None,
    }
    if target.is_exact:
        return exact
    exact["n_persons"] = band(cell["n_persons"], policy.bands)
    if figure_class is FigureClass.PROCESS:
        return exact
    if cell["status"] != Status.OK:
        return {**exact, "n_missing": None}
    if is_number_of_persons(cell["indicator"]):
        bare = {"num": None, "value": None, "n_missing": None}
        return {**exact, **bare, "n_persons": band(cell["value"], policy.bands)}
    if not counts_persons(cell["indicator"], figure_class):
        return {**exact, **_rounded(cell, _STEP[figure_class])}
    return {
        **exact,
        **_of_persons(cell, figure_class, policy.bands),
        "num": None,
        "den": band(cell["den"], policy.bands) if cell["den"] is not None else None,
        "n_missing": band(cell["n_missing"], policy.bands),
    }


def _of_persons(cell: Mapping[str, Any], figure_class: FigureClass, bands: Sequence[int]) -> Record:
    """Value and limits of a figure whose denominator is a number of persons."""
    is_share = cell["num"] is not None and cell["den"]
    if figure_class is FigureClass.PERSON and is_share:
        value, low, high = _share(cell["num"], cell["den"], tuple(bands))
        limits = (None, None) if cell["low"] is None else (low, high)
        return {"value": value, "low": limits[0], "high": limits[1]}
    return _rounded(cell, _STEP[figure_class])


@lru_cache(maxsize=4096)
def _share(num: float, den: float, bands: tuple[int, ...]) -> tuple[float, float, float]:
    return share_of_persons(num, den, bands)


def _rounded(cell: Mapping[str, Any], step: float) -> Record:
    """Value and limits to a step."""
    return {
        name: None if cell[name] is None else rounded(cell[name], step)
        for name in ("value", "low", "high")
    }


def _text(number: float | None) -> str | None:
    return None if number is None else f"{number:.17g}"
