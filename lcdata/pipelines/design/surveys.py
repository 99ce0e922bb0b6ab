"""Design principles by survey: the scales that say how a principle was felt (section 5)."""

from __future__ import annotations

from dataclasses import replace

from lcdata.pipelines.design.checklist import TOPIC
from lcdata.pipelines.indicator import Indicator
from lcdata.pipelines.outcomes import scores

ORIGINALS = {
    "A1a.transfer": "mean.transfer",
    "C3.sdl_change": "change.self_directed_learning",
    "D1.relatedness": "mean.relatedness",
    "D2.autonomy": "mean.autonomy",
    "D3.competence": "mean.competence",
    "D3.self_efficacy": "mean.self_efficacy",
    "D3.team_efficacy": "mean.team_efficacy",
    "support.response_rate": "response_rate",
}
"""The outcome each of these mechanisms shows, by its name under the principle."""

_OUTCOMES = {indicator.id: indicator for indicator in scores.INDICATORS}

INDICATORS: tuple[Indicator, ...] = tuple(
    replace(_OUTCOMES[original], id=f"design.{name}", topic=TOPIC)
    for name, original in ORIGINALS.items()
)
