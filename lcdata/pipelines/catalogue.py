"""The catalogue: every indicator once, in the order the definitions page shows them."""

from __future__ import annotations

from lcdata.pipelines import actions, composition, overarching, participation, sprint_progress
from lcdata.pipelines.indicator import Indicator

CATALOGUE: tuple[Indicator, ...] = (
    *participation.INDICATORS,
    *composition.INDICATORS,
    *sprint_progress.INDICATORS,
    *actions.INDICATORS,
    *overarching.INDICATORS,
)
