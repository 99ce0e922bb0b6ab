"""Survey figures: companies from ten respondents, and none that the rest would give away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.domain import Grain, Status

SAME = 1e-9
"""Limits closer than this are one number: everybody answered alike."""

_FIGURE = ["indicator", "period"]
_KEY = ["indicator", "grain", "entity_id", "period"]

Company: TypeAlias = Mapping[str, Any]
"""The record of one company or the consortium."""


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
