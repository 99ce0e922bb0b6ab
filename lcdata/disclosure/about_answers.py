"""Figures from answers: companies from ten respondents, none that the rest would give away.

There are two versions of a company: one beside all others, for who sees them all, and one beside
the consortium alone, for who sees no other company.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import polars as pl

from lcdata.disclosure.observations import replaced
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.records import with_traits
from lcdata.disclosure.units import dated
from lcdata.domain import About, Grain, Status
from lcdata.pipelines.computed import TRAITS, Computed
from lcdata.pipelines.observed import gathered
from lcdata.pipelines.pooling import pool

SAME = 1e-9
"""Limits closer than this are one number: everybody answered alike."""

_FIGURE = ["indicator", "period"]
_KEY = ["indicator", "grain", "entity_id", "period"]

Company: TypeAlias = Mapping[str, Any]
"""The record of one company or the consortium."""


def figures_of_answers(
    computed: Computed, observations: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """The records from answers in both versions, as `records.said` takes them.

    Args:
        computed: the indicators and the facts around them.
        observations: the published answers (`observations.OBSERVATION`).
        policy: the thresholds.
    """
    mine = [pair for pair in computed.observed.measured if pair[0].traits.about is About.ANSWERS]
    found = gathered(replaced(mine, observations), computed.facts)
    units = found.units.filter(pl.col("grain").is_in([str(Grain.COMPANY), str(Grain.CONSORTIUM)]))
    made = with_traits(pool(found, units), TRAITS)
    both = pl.concat([_version(made, policy, is_own=is_own) for is_own in (False, True)])
    return dated(both, observations.filter("is_behind"), computed.facts, ["indicator"])


def _version(made: pl.DataFrame, policy: Policy, *, is_own: bool) -> pl.DataFrame:
    hidden = hidden_answers(made, policy, is_own=is_own).with_columns(is_hidden=True)
    return made.join(hidden, on=_KEY, how="left").with_columns(
        pl.col("is_hidden").fill_null(value=False),
        pl.lit(value=is_own).alias("is_own"),
        left_out=pl.lit(0, dtype=pl.Int64),
    )


def hidden_answers(records: pl.DataFrame, policy: Policy, *, is_own: bool) -> pl.DataFrame:
    """The keys of survey figures that are not shown (rules 1, 3 and 5).

    Args:
        records: records of companies and the consortium with `n_persons`, `low`, `high` and
            `tells_of_all`.
        policy: the thresholds.
        is_own: whether each company is for those who see no other company beside the consortium;
            else they are for whoever sees them all.
    """
    measured = records.filter(
        (pl.col("status") == Status.OK)
        & pl.col("grain").is_in([str(Grain.COMPANY), str(Grain.CONSORTIUM)])
    ).with_columns(is_open=_is_open(policy))
    closed = measured.filter(~pl.col("is_open")).select(_KEY)
    given_away = [
        tuple(company[name] for name in _KEY)
        for figure in measured.partition_by(_FIGURE)
        for company in _given_away(list[Company](figure.to_dicts()), policy, is_own=is_own)
    ]
    schema = dict.fromkeys(_KEY, pl.String())
    return pl.concat([closed, pl.DataFrame(given_away, schema=schema, orient="row")])


def _is_open(policy: Policy) -> pl.Expr:
    """From ten respondents, and not the same answer from all of them."""
    spread = (pl.col("high") - pl.col("low")).fill_null(1.0)
    is_uniform = pl.col("tells_of_all") & (spread <= SAME)
    return (pl.col("n_persons") >= policy.k_survey) & ~is_uniform


def _given_away(figure: list[Company], policy: Policy, *, is_own: bool) -> Iterator[Company]:
    """Companies to hide: what is left of the total beside them would name too few."""
    if not any(row["grain"] == Grain.CONSORTIUM and row["is_open"] for row in figure):
        return
    companies = [row for row in figure if row["grain"] == Grain.COMPANY]
    shown = [row for row in companies if row["is_open"]]
    if is_own:
        yield from (
            row for row in shown if not _may_be_known([r for r in companies if r != row], policy)
        )
        return
    while shown and not _may_be_known([r for r in companies if r not in shown], policy):
        by_name = sorted(shown, key=lambda row: str(row["entity_id"]), reverse=True)
        smallest = min(by_name, key=lambda row: int(row["n_persons"]))
        shown.remove(smallest)
        yield smallest


def _may_be_known(rest: list[Company], policy: Policy) -> bool:
    """Whether the total less what is shown may be known: nobody, or enough and not alike."""
    respondents = sum(row["n_persons"] for row in rest)
    is_one_alike = len(rest) == 1 and respondents >= policy.k_survey and not rest[0]["is_open"]
    return not rest or (respondents >= policy.k_survey and not is_one_alike)
