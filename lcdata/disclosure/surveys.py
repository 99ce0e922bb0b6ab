"""Survey figures: companies from ten respondents, and none that the rest would give away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.domain import Grain, Status

SAME = 1e-9
"""Limits closer than this are one number: everybody answered alike."""

_FIGURE = ["indicator", "period"]


def hidden_answers(records: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The keys of survey figures that are not shown, to anybody (rules 1, 3 and 5).

    Args:
        records: records of companies and the consortium with `n_persons`, `low`, `high` and
            `tells_of_all`.
        policy: the thresholds.
    """
    measured = records.filter(
        (pl.col("status") == Status.OK)
        & pl.col("grain").is_in([str(Grain.COMPANY), str(Grain.CONSORTIUM)])
    ).with_columns(is_open=_is_open(policy))
    keys = ["indicator", "grain", "entity_id", "period"]
    closed = measured.filter(~pl.col("is_open")).select(keys)
    given_away = [
        key
        for figure in measured.partition_by(_FIGURE)
        for key in _given_away(figure.to_dicts(), policy)
    ]
    schema = dict.fromkeys(keys, pl.String())
    return pl.concat([closed, pl.DataFrame(given_away, schema=schema, orient="row")])


def _is_open(policy: Policy) -> pl.Expr:
    """From ten respondents, and not the same answer from all of them."""
    spread = (pl.col("high") - pl.col("low")).fill_null(1.0)
    is_uniform = pl.col("tells_of_all") & (spread <= SAME)
    return (pl.col("n_persons") >= policy.k_survey) & ~is_uniform


def _given_away(figure: list[dict[str, Any]], policy: Policy) -> list[tuple[str, str, str, str]]:
    """Companies to hide, smallest first, until the others leave enough respondents unnamed."""
    total = next((row for row in figure if row["grain"] == Grain.CONSORTIUM), None)
    if total is None or not total["is_open"]:
        return []
    companies = [row for row in figure if row["grain"] == Grain.COMPANY]
    shown = [row for row in companies if row["is_open"]]
    hidden: list[Mapping[str, Any]] = []
    while shown and not _may_be_known([r for r in companies if r not in shown], policy):
        smallest = min(shown, key=lambda row: (row["n_persons"], row["entity_id"]))
        shown.remove(smallest)
        hidden.append(smallest)
    return [(r["indicator"], r["grain"], r["entity_id"], r["period"]) for r in hidden]


def _may_be_known(rest: list[dict[str, Any]], policy: Policy) -> bool:
    """Whether the total less the shown companies may be known: nobody, or enough and not alike."""
    respondents = sum(row["n_persons"] for row in rest)
    is_one_alike = len(rest) == 1 and respondents >= policy.k_survey
    return not rest or (respondents >= policy.k_survey and not is_one_alike)
