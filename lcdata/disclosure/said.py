"""How guarded numbers are said: persons in bands, shares in whole percents (rule 9)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lcdata.statistics.intervals import wilson

_STEPS = (0.01, 0.05, 0.1)
_WIDEST = 40
"""Persons up to which an open band is searched: beyond it a share fits many numbers anyway."""


def band(count: float, bands: Sequence[int]) -> str | None:
    """`5-9`, `10-19`, `20+`; `0` for none, None below the first band."""
    if count == 0:
        return "0"
    lower = [start for start in bands if start <= count]
    if not lower:
        return None
    return _name(lower[-1], bands)


def _name(start: int, bands: Sequence[int]) -> str:
    higher = [other for other in bands if other > start]
    return f"{start}-{higher[0] - 1}" if higher else f"{start}+"


def band_names(bands: Sequence[int]) -> list[str]:
    """The bands in their order."""
    return [_name(start, bands) for start in bands]


def ends(name: str, bands: Sequence[int]) -> tuple[int, int | None]:
    """The lowest and the highest number of a band; None where it is open."""
    start = bands[band_names(bands).index(name)]
    higher = [other for other in bands if other > start]
    return start, higher[0] - 1 if higher else None


def rounded(value: float, step: float) -> float:
    """To the nearest multiple of a step; halves to even multiples."""
    return round(round(value / step) * step, 10)


def share_of_persons(num: float, den: float, bands: Sequence[int]) -> tuple[float, float, float]:
    """A share of persons whose number is said as a band: value, low, high (0–1).

    Rounded to the finest step at which every share in the band fits several numbers of persons,
    so that neither counts nor number can be solved from it. The interval is Wilson's for the
    smallest number of the band: never narrower than the data allow, and silent about the number.

    Raises:
        ValueError: fewer persons than the first band holds.
    """
    name = band(den, bands)
    if name in {None, "0"}:
        raise ValueError("fewer persons than the first band holds")
    low_end, high_end = ends(str(name), bands)
    value = rounded(num / den, _step(low_end, high_end))
    low, high = wilson([value * low_end], [low_end])
    return value, rounded(float(low[0]), 0.01), rounded(float(high[0]), 0.01)


@cache
def _step(low_end: int, high_end: int | None) -> float:
    """The finest step at which no share of the band belongs to one number of persons alone."""
    numbers = range(low_end, (high_end or low_end + _WIDEST) + 1)
    for step in _STEPS[:-1]:
        fits: dict[float, set[int]] = {}
        for n in numbers:
            for x in range(n + 1):
                fits.setdefault(rounded(x / n, step), set()).add(n)
        if all(len(found) > 1 for found in fits.values()):
            return step
    return _STEPS[-1]
