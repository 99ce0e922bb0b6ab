"""How figures of the survey are said: waves, signed scale points, respondents in bands."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.locale import N_, Words

WAVES: Mapping[str, str] = {
    "t0": N_("first measurement"),
    "t1": N_("interim measurement"),
    "t2": N_("final measurement"),
}
"""The waves in their order, each with what it is called."""

SHORT_WAVES: Mapping[str, str] = {
    "t0": N_("at the start"),
    "t1": N_("halfway"),
    "t2": N_("at the end"),
}
"""What they are called behind a figure."""

BANDS = (5, 10, 20)
"""Where bands of respondents begin: numbers of respondents are never said exactly."""


def band(count: float | str | None) -> str:
    """`10–19` or `20+`, whether the guard has banded the number already or not; `<5` below."""
    if count is None:
        return ""
    if isinstance(count, str):
        return count.replace("-", "–")
    begun = [start for start in BANDS if count >= start]
    if not begun:
        return f"<{BANDS[0]}"
    place = len(begun)
    return f"{begun[-1]}–{BANDS[place] - 1}" if place < len(BANDS) else f"{begun[-1]}+"


def signed(value: float, words: Words) -> str:
    """`+0,2`, `−0,3` or `0,0`: scale points with their sign, to one decimal."""
    rounded = round(value, 1)
    return ("+" if rounded > 0 else "") + words.number(rounded or 0.0, 1)
