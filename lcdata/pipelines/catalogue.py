"""The catalogue: every indicator once, in the order the definitions page shows them."""

from __future__ import annotations

from lcdata.pipelines.design import activities, checklist, people, surveys, work
from lcdata.pipelines.indicator import Indicator
from lcdata.pipelines.outcomes import scores
from lcdata.pipelines.participation import attendance, composition, overarching
from lcdata.pipelines.sprints import actions, progress

CATALOGUE: tuple[Indicator, ...] = (
    *attendance.INDICATORS,
    *composition.INDICATORS,
    *progress.INDICATORS,
    *actions.INDICATORS,
    *checklist.INDICATORS,
    *activities.INDICATORS,
    *work.INDICATORS,
    *people.INDICATORS,
    *surveys.INDICATORS,
    *scores.INDICATORS,
    *overarching.INDICATORS,
)
