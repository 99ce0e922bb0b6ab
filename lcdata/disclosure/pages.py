"""What else a release holds that could tell of persons: funnel, shared sessions, titles."""

from __future__ import annotations

import polars as pl

from lcdata.contracts.marts import Marts
from lcdata.contracts.names import Names
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.said import band_names, ends
from lcdata.domain import OVERALL, Grain, Status
from lcdata.pipelines.computed import Computed, funnel
from lcdata.pipelines.signals.process_signals import signals_of_members


def guarded_funnel(cells: pl.DataFrame) -> pl.DataFrame:
    """The funnel around the rate the leader sees, as far as the companies the leader sees.

    Args:
        cells: the guarded cells.
    """
    rates = cells.filter(
        ~pl.col("is_own")
        & (pl.col("indicator") == "attendance_rate")
        & (pl.col("period") == OVERALL)
        & (pl.col("status") == Status.OK)
    ).with_columns(pl.col("den").cast(pl.Float64))
    target = rates.filter(pl.col("grain") == Grain.CONSORTIUM)
    units = rates.filter(pl.col("grain").is_in([str(Grain.COMPANY), str(Grain.OVERARCHING)]))
    if not len(target) or not len(units):
        return funnel(0, 1, 0)
    return funnel(target["num"][0], target["den"][0], max(units["den"]))


def guarded_pairs(shared_sessions: pl.DataFrame, marts: Marts, policy: Policy) -> pl.DataFrame:
    """Pairs of companies with enough persons each in the overarching communities.

    Most companies have one person there: how often the company came is how often that person did.

    Args:
        shared_sessions: pairs of companies with the sessions both attended.
        marts: know the members of the overarching communities.
        policy: the thresholds.
    """
    shared = marts["dim_community"].filter(pl.col("organisation_id").is_null())
    members = marts["dim_member"].filter("is_member").join(shared, on="community_id", how="semi")
    large = members.group_by("organisation_id").agg(n=pl.col("person_id").n_unique())
    names = large.filter(pl.col("n") >= policy.k_person)["organisation_id"].to_list()
    return shared_sessions.filter(
        pl.col("organisation_id").is_in(names) & pl.col("other_organisation_id").is_in(names)
    )


def guarded_signals(computed: Computed, cells: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The process signals, those of members once for everybody and once for the own facilitator.

    What everybody gets is made of the published figures alone, so that a signal, or its absence,
    says no more than the figure beside it. `is_own` is null for signals that name no one.

    Args:
        computed: the raw signals and the facts.
        cells: the guarded cells.
        policy: the bands, of which the lower end stands for a number of persons.
    """
    starts = {name: ends(name, policy.bands)[0] for name in band_names(policy.bands)}
    in_bands = pl.col("n_persons").replace_strict(starts, default=None, return_dtype=pl.Float64)
    told = cells.filter(~pl.col("is_own")).with_columns(
        value=pl.coalesce(pl.col("num") / pl.col("den").cast(pl.Float64, strict=False), in_bands)
    )
    parts = (
        (computed.tables["signals"], None),
        (computed.tables["signals_of_members"], True),
        (signals_of_members(computed.facts, told), False),
    )
    return pl.concat(
        frame.with_columns(pl.lit(is_own, dtype=pl.Boolean).alias("is_own"))
        for frame, is_own in parts
    )


def nameless(communities: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """The communities, with delivered persons' names taken out of their titles and texts.

    Args:
        communities: one row per community.
        persons: `display_name` of everybody in a live delivery, whoever delivered it.
    """
    names = Names.of(persons["display_name"].drop_nulls())
    return communities.with_columns(
        pl.Series(
            column,
            [text if text is None else names.taken_out_of(text) for text in communities[column]],
            dtype=pl.String,
        )
        for column in _FREE_TEXTS
    )


_FREE_TEXTS = ("name", "question", "project", "end_product")
