"""What an indicator is: its definition in words and the function that measures it.

A measure returns *observations* at community grain; `pooling.py` turns them into records at
every grain. So an indicator is written once and never knows about companies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from lcdata.domain import FigureClass, Grain, SourceClass, Traits, Unit
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts

EVERY_GRAIN = frozenset({Grain.COMMUNITY, Grain.COMPANY, Grain.CONSORTIUM, Grain.OVERARCHING})

KEYS = ("indicator", "grain", "entity_id", "period")

SMALL_NUMBERS: Mapping[FigureClass, str] = {
    FigureClass.PROCESS: N_("Names no one: shown at every size, with its counts."),
    FigureClass.PERSON: N_(
        "Shown from {persons} distinct persons; a smaller group keeps its place only."
    ),
    FigureClass.SURVEY: N_(
        "Shown from {respondents} respondents, for a company or the consortium; "
        "never per community."
    ),
}
"""What each class means for small groups, in words; the policy says the numbers."""


class Interval(StrEnum):
    """How the interval of a share is made (`indicators.md` sections 6 and 8)."""

    NONE = "none"
    WILSON = "wilson"
    EFFECTIVE = "effective"
    POOLED_WILSON = "pooled_wilson"
    """Wilson for pooled units; none for a single 0/1 result."""


class Persons(StrEnum):
    """Whom `n_persons` counts."""

    OBSERVED = "observed"
    """Distinct persons of the observations in the denominator."""
    MEMBERS = "members"
    """Members of the communities in the denominator."""


class Shrinks(StrEnum):
    """How a value of a company is shrunken towards the others (`indicators.md` section 6)."""

    NOT = "not"
    RATE = "rate"
    """Beta-binomial, of a share of marks."""
    CHANGE = "change"
    """Best linear unbiased prediction, of a mean with its variance."""


class Periods(StrEnum):
    """For which periods an indicator has records."""

    OVERALL = "overall"
    ALL = "all"
    """Overall, and the start week, each sprint and the end phase."""
    SPRINTS = "sprints"
    """Overall and the sprints proper, 1 … n."""
    WAVES = "waves"
    """The survey waves t0, t1, t2."""


@dataclass(frozen=True)
class Measure:
    """What one indicator observes.

    Attributes:
        rows: observations: `community_id, period, num, den, missing` and, where persons are
            observed, `person_id`; combiners of their own may ask for more columns.
        gates: `community_id, period, status`: where the data do not decide the status, in order
            of precedence (the first row of a key counts).
    """

    rows: pl.DataFrame
    gates: pl.DataFrame


Combine = Callable[[pl.DataFrame], pl.DataFrame]
"""Observations carrying `KEYS` → one row per key: num, den, value, low, high[, status]."""


def ratio(rows: pl.DataFrame) -> pl.DataFrame:
    """Σ num / Σ den per key."""
    return (
        rows.group_by(KEYS)
        .agg(pl.col("num", "den").sum())
        .with_columns(value=pl.col("num") / pl.col("den"))
    )


def count(rows: pl.DataFrame) -> pl.DataFrame:
    """Σ num per key; a count has no denominator."""
    return rows.group_by(KEYS).agg(
        pl.col("num").sum(), pl.lit(None, dtype=pl.Float64).alias("den"), value=pl.col("num").sum()
    )


ADDITIVE: frozenset[Combine] = frozenset({ratio, count})
"""Combiners of which the whole less a part is the rest."""


def median(rows: pl.DataFrame) -> pl.DataFrame:
    """The median of `x` over the rows used (den = 1), per key; `den` = rows used."""
    used = rows.filter(pl.col("den") > 0)
    return used.group_by(KEYS).agg(
        pl.lit(None, dtype=pl.Float64).alias("num"),
        pl.col("den").sum(),
        value=pl.col("x").median(),
    )


def maximum(rows: pl.DataFrame) -> pl.DataFrame:
    """The greatest `num` per key, as a count."""
    return rows.group_by(KEYS).agg(
        pl.col("num").max(), pl.lit(None, dtype=pl.Float64).alias("den"), value=pl.col("num").max()
    )


def distinct(rows: pl.DataFrame) -> pl.DataFrame:
    """The number of distinct `x` per key, as a count."""
    found = pl.col("x").drop_nulls().n_unique().cast(pl.Float64)
    return rows.group_by(KEYS).agg(
        pl.lit(None, dtype=pl.Float64).alias("den"), num=found, value=found
    )


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: what it is called, how it is computed, how it is measured.

    The texts are message ids (English) of the catalogue. `traits` decides what is shown of a
    small group, and to whom. What is not said is the most common: a share from an export.
    """

    id: str
    topic: str
    name: str
    formula: str
    denominator: str
    traits: Traits
    measure: Callable[[Facts], Measure]
    combine: Combine = ratio
    unit: Unit = Unit.RATIO
    source: SourceClass = SourceClass.EXPORT
    literature: str = ""
    interval: Interval = Interval.NONE
    persons: Persons = Persons.MEMBERS
    periods: Periods = Periods.OVERALL
    construct: str | None = None
    """The construct it measures: it has records only while a scale for it is delivered."""
    grains: frozenset[Grain] = field(default=EVERY_GRAIN)
    only_overarching: bool = False
    """Whether it exists for the communities without a company alone."""
    shrinks: Shrinks = Shrinks.NOT
    """Whether companies have a shrunken value beside the raw one."""
    ignores_start: bool = False
    """Whether its own gates decide before the start date too, instead of `not_due`."""
    states_missing_always: bool = False
    """Whether `n_missing` says what was not judged even where nothing was measured."""

    @property
    def figure_class(self) -> FigureClass:
        """The class of figure, which the definitions page explains."""
        return self.traits.figure_class
