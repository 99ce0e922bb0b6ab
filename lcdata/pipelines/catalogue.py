"""The catalogue: every indicator once, in the order the definitions page shows them."""

from __future__ import annotations

from lcdata.pipelines import (
    actions,
    composition,
    design_activities,
    design_checklist,
    design_people,
    design_surveys,
    design_work,
    outcomes,
    overarching,
    participation,
    sprint_progress,
)
from lcdata.pipelines.indicator import Indicator

CATALOGUE: tuple[Indicator, ...] = (
    *participation.INDICATORS,
    *composition.INDICATORS,
    *sprint_progress.INDICATORS,
    *actions.INDICATORS,
    *design_checklist.INDICATORS,
    *design_activities.INDICATORS,
    *design_work.INDICATORS,
    *design_people.INDICATORS,
    *design_surveys.INDICATORS,
    *outcomes.INDICATORS,
    *overarching.INDICATORS,
)
