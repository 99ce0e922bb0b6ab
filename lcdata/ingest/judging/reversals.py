"""Forgotten reversals: an item that goes against the rest of its scale (a warning)."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from lcdata.ingest.judging.cross_references import Finding, Tables
from lcdata.ingest.shown import shown

LEAST_COMPLETE = 16
"""Complete respondents of one scale and wave from which an item is judged.

An item that truly hangs together with the rest at 0.5 then falls below nought by chance in at
most 1 of 40 samples (Fisher's z: atanh 0.5 = 0.549 > 1.96/√(n − 3) from n = 16 on); with ten
it would in 1 of 14, and a warning that cries wolf is not read.
"""

_GROUP = ("scale_id", "wave")
_RESPONDENT = ("community_id", "respondent_id")


def reversal_findings(tables: Tables, consortium: Tables | None) -> Iterator[Finding]:
    """One finding per scale and wave with items that correlate negatively with the others.

    Args:
        tables: the accepted rows of one delivery.
        consortium: the live or given delivery with the catalogue of scales; without one nothing
            is known of reversed items and nothing is judged.
    """
    if "survey_answer" not in tables or "scale" not in (consortium or {}):
        return
    scales = consortium["scale"] if consortium else pl.DataFrame()
    profiles = _profiles(tables["survey_answer"], scales)
    for (scale, wave), group in profiles.group_by(_GROUP, maintain_order=True):
        against = _against(group["profile"].to_list())
        if against:
            params: dict[str, str | int] = {
                "scale": shown(str(scale)),
                "wave": str(wave),
                "items": ", ".join(map(str, against)),
                "count": len(group),
            }
            yield Finding("item_against_scale", "survey_answer", None, "value", params)


def _profiles(answers: pl.DataFrame, scales: pl.DataFrame) -> pl.DataFrame:
    """`scale_id, wave, profile` of each respondent who answered every item, reversed recoded."""
    is_reversed = pl.col("reversed").list.contains(pl.col("item_no"))
    recoded = pl.when(is_reversed).then(pl.col("min") + pl.col("max") - pl.col("value"))
    return (
        answers.filter(pl.col("value").is_not_null())
        .join(scales.select("scale_id", "items", "min", "max", "reversed"), on="scale_id")
        .with_columns(x=recoded.otherwise(pl.col("value")))
        .group_by(*_GROUP, *_RESPONDENT)
        .agg(pl.col("x").sort_by("item_no").alias("profile"), pl.col("items").first())
        .filter(pl.col("profile").list.len() == pl.col("items"))
        .sort(*_GROUP, *_RESPONDENT)
        .select(*_GROUP, "profile")
    )


def _against(profiles: list[list[int]]) -> list[int]:
    """The numbers of the items whose correlation with the sum of the others is negative."""
    if len(profiles) < LEAST_COMPLETE:
        return []
    # statistics bring scipy along, which a delivery without a survey need not wait for
    from lcdata.statistics.reliability import item_rest_correlations

    try:
        correlations = item_rest_correlations(profiles)
    except ValueError:
        return []
    return [number for number, found in enumerate(correlations, start=1) if found < 0]
