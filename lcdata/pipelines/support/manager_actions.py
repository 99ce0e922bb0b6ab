"""Actions that wait for a manager: what a community asks of the company, without persons."""

from __future__ import annotations

import re

import polars as pl

from lcdata.pipelines.facts import Facts

MANAGER_ACTION: dict[str, pl.DataType] = {
    "community_id": pl.String(),
    "title": pl.String(),
    "opened_on": pl.Date(),
    "due_on": pl.Date(),
    "closed_on": pl.Date(),
}

_NAME_PART = re.compile(r"[^\W\d_]{3,}")


def manager_actions(facts: Facts) -> pl.DataFrame:
    """One row per action owned by a manager, opened by the as-of date and not cancelled.

    Columns of `MANAGER_ACTION`; `closed_on` is null while it is open on the as-of date. A title
    is free text: one that holds a part of a name delivered beside it is left out (null).
    """
    rows = (
        facts.marts["fct_action"]
        .join(facts.communities.select("community_id", "delivered_by", "as_of"), on="community_id")
        .filter(
            (pl.col("owner_role") == "manager")
            & (pl.col("status") != "cancelled")
            & (pl.col("opened_on") <= pl.col("as_of"))
        )
        .with_columns(
            closed_on=pl.when(
                pl.col("status").is_in(["done", "adopted"])
                & (pl.col("closed_on") <= pl.col("as_of"))
            ).then("closed_on")
        )
        .sort("community_id", "opened_on", "action_id")
    )
    titles = [
        _impersonal(title, _names(facts, community_id, delivered_by))
        for title, community_id, delivered_by in rows.select(
            "title", "community_id", "delivered_by"
        ).iter_rows()
    ]
    return rows.with_columns(title=pl.Series(titles, dtype=pl.String)).select(
        pl.col(name).cast(dtype) for name, dtype in MANAGER_ACTION.items()
    )


def _impersonal(title: str | None, names: set[str]) -> str | None:
    return None if title is None or names & set(_NAME_PART.findall(title)) else title


def _names(facts: Facts, community_id: str, delivered_by: str) -> set[str]:
    """The capitalised parts of the names in this delivery and in this community."""
    members = facts.marts["dim_member"].filter(pl.col("community_id") == community_id)
    known = facts.marts["dim_person"].filter(
        pl.col("person_id").str.starts_with(f"{delivered_by}/")
        | pl.col("person_id").is_in(members["person_id"].implode())
    )
    parts = [part for name in known["display_name"] for part in _NAME_PART.findall(name or "")]
    return {part for part in parts if part[0].isupper()}
