"""The second membership: whose members' facts are in the figures of everybody.

A community counts with at least `k_person` members, and a figure of it with as many persons
observed; else it is in no sum of anybody (rule 2).
"""

from __future__ import annotations

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.pipelines.indicator import Measure, Persons
from lcdata.pipelines.observed import Measured

_FIGURE = ["indicator", "community_id"]


def counted_members(measured: Measured, members: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """`indicator, community_id` of what counts.

    Args:
        measured: the indicators about members, with their observations.
        members: `community_id, person_id` of every member.
        policy: the thresholds.
    """
    sizes = members.group_by("community_id").agg(n=pl.col("person_id").n_unique())
    large = sizes.filter(pl.col("n") >= policy.k_person).select("community_id")
    parts = [
        _large_enough(found, policy) if one.persons is Persons.OBSERVED else large
        for one, found in measured
    ]
    named = [
        part.join(large, on="community_id", how="semi").select(
            pl.lit(one.id).alias("indicator"), "community_id"
        )
        for (one, _), part in zip(measured, parts, strict=True)
    ]
    nothing = pl.DataFrame(schema=dict.fromkeys(_FIGURE, pl.String()))
    return pl.concat([nothing, *named])


def _large_enough(found: Measure, policy: Policy) -> pl.DataFrame:
    observed = found.rows.filter(pl.col("den") > 0)
    sizes = observed.group_by("community_id").agg(n=pl.col("person_id").n_unique())
    return sizes.filter(pl.col("n") >= policy.k_person).select("community_id")


def with_members(measured: Measured, counted: pl.DataFrame) -> Measured:
    """The indicators with the observations of what counts, and no others."""
    return [
        (
            one,
            Measure(
                found.rows.join(
                    counted.filter(pl.col("indicator") == one.id), on="community_id", how="semi"
                ),
                found.gates,
            ),
        )
        for one, found in measured
    ]
