"""How guarded numbers are said: persons in bands, shares in steps that name no number (rule 9)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

_STEPS = (0.01, 0.05, 0.1)
_WIDEST = 40
"""Persons up to which an open band is searched: beyond it a share fits many numbers anyway."""


def band_names(bands: Sequence[int]) -> list[str]:
    """The bands in their order: `5-9`, `10-19`, `20+`."""
    return [_name(start, bands) for start in bands]


def _name(start: int, bands: Sequence[int]) -> str:
    higher = [other for other in bands if other > start]
    return f"{start}-{higher[0] - 1}" if higher else f"{start}+"


def ends(name: str, bands: Sequence[int]) -> tuple[int, int | None]:
    """The lowest and the highest number of a band; None where it is open."""
    start = bands[band_names(bands).index(name)]
    higher = [other for other in bands if other > start]
    return start, higher[0] - 1 if higher else None


@cache
def finest_step(low_end: int, high_end: int | None) -> float:
    """The finest step at which no share of the band belongs to one number of persons alone.

    Every rounded share then fits several numbers of persons, so neither can be solved from it.
    """
    numbers = range(low_end, (high_end or low_end + _WIDEST) + 1)
    for step in _STEPS[:-1]:
        fits: dict[int, set[int]] = {}
        for n in numbers:
            for x in range(n + 1):
                fits.setdefault(round(x / n / step), set()).add(n)
        if all(len(found) > 1 for found in fits.values()):
            return step
    return _STEPS[-1]
