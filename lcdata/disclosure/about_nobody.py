"""Process figures: plans, sessions, sprints, actions. Shown at every size, with their counts."""

from __future__ import annotations

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.disclosure.pooled import pooled_others
from lcdata.disclosure.records import about, with_traits
from lcdata.domain import About
from lcdata.pipelines.computed import TRAITS, Computed


def figures_of_nobody(computed: Computed, policy: Policy) -> pl.DataFrame:
    """The records about nobody, as `records.said` takes them."""
    raw = with_traits(computed.cells.filter(about(About.NOBODY)), TRAITS)
    pooled = pooled_others(computed.observed, computed.cells, About.NOBODY, policy)
    return pl.concat(
        [raw.with_columns(is_hidden=pl.lit(value=False)), pooled], how="diagonal"
    ).with_columns(left_out=pl.lit(0, dtype=pl.Int64))
