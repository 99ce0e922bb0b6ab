"""The catalogue: every indicator once, in the order the definitions page shows them."""

from __future__ import annotations

from lcdata.pipelines import composition, overarching, participation
from lcdata.pipelines.indicator import Indicator

CATALOGUE: tuple[Indicator, ...] = (
    *participation.INDICATORS,
    *composition.INDICATORS,
    *overarching.INDICATORS,
)
