"""Figures about the register: attendance and what is made of it, from the marks that are shown."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from lcdata.disclosure.marks import not_shown, published_pairs
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.pooled import pooled_others
from lcdata.disclosure.records import with_traits
from lcdata.disclosure.units import UNIT, counted, dated
from lcdata.domain import About, Counts, Status
from lcdata.pipelines.computed import TRAITS, Computed
from lcdata.pipelines.facts import FactsOfMarks
from lcdata.pipelines.indicator import Interval
from lcdata.pipelines.observed import Observed, attendance_icc, gathered
from lcdata.pipelines.pooling import limited, pool


def figures_of_marks(computed: Computed, marks: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The records about marks, as `records.said` takes them.

    A unit with marks of which none is shown is hidden, whatever its figure would say.

    Args:
        computed: the indicators and the facts around them.
        marks: the published marks (`marks.MARK`).
        policy: the thresholds.
    """
    found = _measured_anew(computed, published_pairs(marks), policy)
    records = pool(found, found.units)
    told = pl.concat(
        [
            with_traits(records, TRAITS).with_columns(is_hidden=pl.lit(value=False)),
            pooled_others(found, records, About.MARKS, policy, _persons(marks, computed)),
        ],
        how="diagonal",
    )
    left_out = counted(not_shown(marks), computed.facts, UNIT)
    behind = marks.filter("is_behind").with_columns(period="block")
    shown = told.join(left_out, on=UNIT, how="left").with_columns(pl.col("left_out").fill_null(0))
    tells_by_silence = (pl.col("left_out") > 0) & (pl.col("status") == Status.TOO_FEW)
    hidden = shown.with_columns(is_hidden=pl.col("is_hidden") | tells_by_silence)
    return dated(hidden, behind, computed.facts)


def _persons(marks: pl.DataFrame, computed: Computed) -> pl.DataFrame:
    """`entity_id, n_persons`: persons with a known mark that is shown, of each company.

    One number for all figures: what is shown of one of them is shown of its sisters.
    """
    owners = computed.observed.communities.select("community_id", entity_id="organisation_id")
    return (
        marks.filter(pl.col("is_shown") & (pl.col("state") != "unknown"))
        .join(owners.drop_nulls(), on="community_id")
        .group_by("entity_id")
        .agg(n_persons=pl.col("person_id").n_unique().cast(pl.Int64))
    )


def limited_by_what_is_shown(
    cells: pl.DataFrame, computed: Computed, marks: pl.DataFrame
) -> pl.DataFrame:
    """The raw cells, intervals of attendance made with the correlation over the shown marks.

    The one of all registers would be an equation, to sixteen digits, about the hidden ones.

    Args:
        cells: raw records.
        computed: the indicators and the facts around them.
        marks: the published marks (`marks.MARK`).
    """
    shown = FactsOfMarks(computed.facts.marts, published_pairs(marks))
    observed = replace(computed.observed, icc=attendance_icc(shown))
    clustered = [one.id for one, _ in observed.measured if one.interval is Interval.EFFECTIVE]
    depends = pl.col("indicator").is_in(clustered) & (pl.col("status") == Status.OK)
    bare = cells.filter(depends).with_columns(
        pl.lit(None, dtype=pl.Float64).alias(name) for name in ("low", "high")
    )
    return pl.concat([cells.filter(~depends), limited(bare, observed).select(cells.columns)])


def _measured_anew(computed: Computed, pairs: pl.DataFrame, policy: Policy) -> Observed:
    """The indicators about marks, measured on the marks that are shown.

    Of sessions those count that enough persons belonged to.
    """
    marts = computed.facts.marts
    shown = FactsOfMarks(marts, pairs)
    eligible = pl.col("person_id").n_unique().over("community_id", "session_id")
    large = FactsOfMarks(marts, pairs.filter(eligible >= policy.k_person))
    measured = [
        (one, one.measure(large if one.traits.counts is Counts.SESSIONS else shown))
        for one, _ in computed.observed.measured
        if one.traits.about is About.MARKS
    ]
    return gathered(measured, shown)
