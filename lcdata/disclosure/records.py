"""Guarded records: what remains of a figure for whoever it is for (rules 5 and 9)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.disclosure.said import band_names, ends, finest_step
from lcdata.domain import About, Counts, Status, Traits
from lcdata.pipelines.computed import TRAITS
from lcdata.statistics.intervals import wilson

CELL: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
    "period": pl.String(),
    "num": pl.Float64(),
    "den": pl.String(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "n_persons": pl.String(),
    "n_missing": pl.String(),
    "status": pl.String(),
    "left_out": pl.Int64(),
    "as_of": pl.Date(),
    "kind": pl.String(),
    "is_own": pl.Boolean(),
}
"""A guarded cell in a release; numbers that may be a band are text. `kind` is its row of the role
table; `is_own` marks the version for those whose own unit it is: the own facilitator's exact
figures of a community, and survey figures of a company for those who see no other company."""

_NUMBERS = ("num", "den", "value", "low", "high", "n_persons", "n_missing", "left_out", "as_of")
_LIMITS = ("value", "low", "high")
_STEP = {About.MARKS: 0.01, About.MEMBERS: 0.01, About.ANSWERS: 0.1}
_TRAITS = {"about": pl.String(), "counts": pl.String(), "tells_of_all": pl.Boolean(),
           "kind": pl.String()}  # fmt: skip


def with_traits(records: pl.DataFrame, traits: Mapping[str, Traits]) -> pl.DataFrame:
    """The records with the traits of their indicators; one without any is refused.

    Raises:
        KeyError: an indicator has no traits: what cannot be judged is not published.
    """
    names = records["indicator"].unique().to_list()
    rows = [(name, *_fields(traits[name])) for name in names]
    table = pl.DataFrame(rows, schema={"indicator": pl.String(), **_TRAITS}, orient="row")
    return records.join(table, on="indicator")


def about(whom: About) -> pl.Expr:
    """Whether a figure is made of these facts."""
    names = [name for name, traits in TRAITS.items() if traits.about is whom]
    return pl.col("indicator").is_in(names)


def _fields(traits: Traits) -> tuple[str, str, bool, str]:
    return str(traits.about), str(traits.counts), traits.tells_of_all, str(traits.kind)


def exact(records: pl.DataFrame) -> pl.DataFrame:
    """Raw records with their traits as the own facilitator gets them (`CELL`)."""
    return records.with_columns(
        _as_text("den"),
        _count_as_text("n_persons"),
        _count_as_text("n_missing"),
        left_out=pl.lit(0, dtype=pl.Int64),
        as_of=pl.lit(None, dtype=pl.Date),
        is_own=pl.lit(value=True),
    ).select(CELL.keys())


def said(records: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Records with their traits as everybody else gets them (`CELL`).

    Args:
        records: the columns of a raw record, its traits, `left_out`, `as_of`, `is_hidden` and
            `is_own`, null where there is one version only.
        policy: the thresholds and bands.
    """
    hidden = pl.col("is_hidden") | _cannot_be_said(policy)
    ordinary = records.with_columns(pl.col("is_own").fill_null(value=False), is_hidden=hidden)
    is_share = (pl.col("counts") == Counts.PERSONS) & (pl.col("about") == About.MEMBERS)
    told = pl.concat(
        [
            _rounded(ordinary.filter(~is_share), policy),
            _shares(ordinary.filter(is_share), policy),
        ]
    )
    emptied = [
        pl.when(pl.col("is_hidden")).then(None).otherwise(pl.col(name)).alias(name)
        for name in _NUMBERS
    ]
    status = pl.when("is_hidden").then(pl.lit(str(Status.SUPPRESSED))).otherwise("status")
    return told.with_columns(*emptied, status=status).select(
        pl.col(name).cast(dtype) for name, dtype in CELL.items()
    )


def _cannot_be_said(policy: Policy) -> pl.Expr:
    """Numbers of persons below the first band, and indexes that name a split."""
    is_ok = pl.col("status") == Status.OK
    is_person = pl.col("about") != About.NOBODY
    least = max(policy.k_person, policy.bands[0])
    number = (pl.col("counts") == Counts.PERSON_NUMBER) & (pl.col("value") < least)
    share = (pl.col("counts") == Counts.PERSONS) & (pl.col("den") < least)
    split = pl.col("counts") == Counts.SPLIT
    return is_ok & is_person & (number | share | split).fill_null(value=False)


def _rounded(records: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Everything but shares of persons: rounded where about persons, their numbers as bands."""
    is_person = pl.col("about") != About.NOBODY
    counts_persons = pl.col("counts").is_in(["persons", "followed", "split"])
    is_number = pl.col("counts") == Counts.PERSON_NUMBER
    is_followed = pl.col("counts") == Counts.FOLLOWED
    without_num = is_person & (counts_persons | is_number)
    n_persons = pl.when(is_number).then(pl.col("value")).otherwise(pl.col("n_persons"))
    unsaid = is_person & (is_number | is_followed | (pl.col("status") != Status.OK))
    missing = pl.when(counts_persons).then(band("n_missing", policy)).otherwise(
        _count_as_text("n_missing")
    )  # fmt: skip
    den = pl.when(is_person & counts_persons).then(band("den", policy)).otherwise(_as_text("den"))
    return records.with_columns(
        *(_to_its_step(name) for name in _LIMITS),
        num=pl.when(~without_num).then("num"),
        den=pl.when(~is_followed).then(den),
        n_persons=pl.when(~is_followed).then(_band_of(n_persons, policy)),
        n_missing=pl.when(~unsaid).then(missing),
    ).with_columns(value=pl.when(~is_number).then("value"))


def _shares(records: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Shares of members: value to the step of their band, interval of its smallest number."""
    value, low, high = (np.full(len(records), np.nan) for _ in range(3))
    num, den = records["num"].to_numpy(), records["den"].to_numpy()
    for name in band_names(policy.bands):
        start, end = ends(name, policy.bands)
        inside = (den >= start) & ((den <= end) if end is not None else True)
        step = finest_step(start, end)
        value[inside] = np.round(np.round(num[inside] / den[inside] / step) * step, 10)
        limits = wilson(value[inside] * start, np.full(inside.sum(), start))
        low[inside], high[inside] = (np.round(limit, 2) for limit in limits)
    has_limits = pl.col("low").is_not_null()
    return records.with_columns(
        pl.Series("value", value, nan_to_null=True),
        pl.Series("said_low", low, nan_to_null=True),
        pl.Series("said_high", high, nan_to_null=True),
    ).with_columns(
        num=pl.lit(None, dtype=pl.Float64),
        den=band("den", policy),
        low=pl.when(has_limits).then("said_low"),
        high=pl.when(has_limits).then("said_high"),
        n_persons=band("n_persons", policy),
        n_missing=pl.when(pl.col("status") == Status.OK).then(band("n_missing", policy)),
    ).drop("said_low", "said_high")  # fmt: skip


def band(column: str, policy: Policy) -> pl.Expr:
    """A number of persons as text: `0`, its band, or nothing below the first band."""
    return _band_of(pl.col(column), policy).alias(column)


def _band_of(number: pl.Expr, policy: Policy) -> pl.Expr:
    highest_first = sorted(zip(policy.bands, band_names(policy.bands), strict=True), reverse=True)
    return pl.coalesce(
        pl.when(number == 0).then(pl.lit("0")),
        *(pl.when(number >= start).then(pl.lit(name)) for start, name in highest_first),
        pl.lit(None, dtype=pl.String),
    )


def _to_its_step(name: str) -> pl.Expr:
    """A value or limit to the step of its family; halves to even multiples."""
    as_it_is = pl.when(pl.col("about") == About.NOBODY).then(pl.col(name))
    stepped = [
        pl.when(pl.col("about") == about).then(
            ((pl.col(name) / step).round(mode="half_to_even") * step).round(10)
        )
        for about, step in _STEP.items()
    ]
    return pl.coalesce(as_it_is, *stepped).alias(name)


def _as_text(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64).cast(pl.String).alias(name)


def _count_as_text(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Int64).cast(pl.String).alias(name)
