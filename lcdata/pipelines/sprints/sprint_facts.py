"""What is recorded of each sprint: when it ended, beside its own plan, and how it was closed."""

from __future__ import annotations

import polars as pl

from lcdata.pipelines.facts import Facts
from lcdata.pipelines.sprints.progress import TIME_BOX_TOLERANCE_DAYS, with_reflections

SPRINT_FACT: dict[str, pl.DataType] = {
    "community_id": pl.String(),
    "sprint_no": pl.Int64(),
    "planned_end": pl.Date(),
    "actual_end": pl.Date(),
    "is_started": pl.Boolean(),
    "is_ended": pl.Boolean(),
    "days_over": pl.Int64(),
    "is_in_time_box": pl.Boolean(),
    "is_reflected": pl.Boolean(),
    "review_on": pl.Date(),
    "try_out_on": pl.Date(),
    "is_best": pl.Boolean(),
}


def sprint_facts(facts: Facts) -> pl.DataFrame:
    """One row per community and sprint 1 … n (columns of `SPRINT_FACT`).

    `days_over` = actual − planned length of an ended sprint, null while a date is missing, and
    so is `is_in_time_box`: at most two days longer or shorter than planned;
    `is_reflected` is null where reflections were not delivered; `is_best` is null as long as
    no best sprint was recorded. Dates after the as-of date are left out.
    """
    reflections = facts.delivered("reflection").with_columns(has_reflections=pl.lit(value=True))
    chosen = facts.communities.select("community_id", "best_sprint_no")
    actual = pl.col("actual_end") - pl.col("actual_start")
    planned = pl.col("planned_end") - pl.col("planned_start")
    return (
        with_reflections(facts)
        .join(reflections, on="community_id", how="left")
        .join(chosen, on="community_id")
        .with_columns(
            days_over=pl.when(pl.col("is_ended")).then((actual - planned).dt.total_days()),
            is_reflected=pl.when(pl.col("has_reflections")).then("is_reflected"),
            is_best=pl.col("best_sprint_no") == pl.col("sprint_no"),
            **{name: _known(name) for name in ("actual_end", "review_on", "try_out_on")},
        )
        .with_columns(is_in_time_box=pl.col("days_over").abs() <= TIME_BOX_TOLERANCE_DAYS)
        .sort("community_id", "sprint_no")
        .select(pl.col(name).cast(dtype) for name, dtype in SPRINT_FACT.items())
    )


def _known(column: str) -> pl.Expr:
    """The date, where it is not after the as-of date."""
    return pl.when(pl.col(column) <= pl.col("as_of")).then(column)
