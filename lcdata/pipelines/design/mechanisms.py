"""What the design principles share: their topic, and figures of other topics shown under them."""

from __future__ import annotations

from dataclasses import replace

from lcdata.pipelines.indicator import Indicator, Periods
from lcdata.pipelines.traits import of_the_design

TOPIC = "design_principles"


def same_as(id_: str, indicators: tuple[Indicator, ...], original: str) -> Indicator:
    """An indicator of another topic under its mechanism."""
    found = next(indicator for indicator in indicators if indicator.id == original)
    return replace(
        found,
        id=f"design.{id_}",
        topic=TOPIC,
        periods=Periods.OVERALL,
        traits=of_the_design(found.traits),
    )
