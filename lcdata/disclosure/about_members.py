"""Figures about members: who they are and what they do, of communities with enough of them.

The second membership (rule 2): a community counts with at least `k_person` members, and a figure
of it with as many persons observed; else it is in no sum of anybody.
"""

from __future__ import annotations

import polars as pl

from lcdata.disclosure.observations import replaced
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.pooled import pooled_others
from lcdata.disclosure.records import about, with_traits
from lcdata.disclosure.units import UNIT, counted, dated
from lcdata.domain import About, Status
from lcdata.pipelines.computed import TRAITS, Computed
from lcdata.pipelines.indicator import Measure, Persons
from lcdata.pipelines.observed import Measured, gathered
from lcdata.pipelines.pooling import pool

_FIGURE = ["indicator", "community_id"]


def figures_of_members(
    computed: Computed, observations: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """The records about members, as `records.said` takes them.

    Args:
        computed: the indicators and the facts around them.
        observations: the published observations about members (`observations.OBSERVATION`).
        policy: the thresholds.
    """
    facts, states = computed.facts, computed.observed.states
    mine = [pair for pair in computed.observed.measured if pair[0].traits.about is About.MEMBERS]
    measured = replaced(mine, observations)
    large = counted_members(measured, computed.observed.members, policy)
    found = gathered(with_members(measured, large), facts)
    records = pool(found, found.units)
    told = pl.concat(
        [
            with_traits(records, TRAITS).with_columns(is_hidden=pl.lit(value=False)),
            pooled_others(found, records, About.MEMBERS, policy),
        ],
        how="diagonal",
    )
    there = states.filter((pl.col("status") == Status.OK) & about(About.MEMBERS))
    small = there.select(*_FIGURE, "period").join(large, on=_FIGURE, how="anti")
    left_out = counted(small, facts, ["indicator", *UNIT])
    shown = told.join(left_out, on=["indicator", *UNIT], how="left").with_columns(
        pl.col("left_out").fill_null(0)
    )
    tells_by_silence = (pl.col("left_out") > 0) & (pl.col("status") != Status.OK)
    hidden = shown.with_columns(is_hidden=pl.col("is_hidden") | tells_by_silence)
    return dated(hidden, observations.filter("is_behind"), facts, ["indicator"])


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
