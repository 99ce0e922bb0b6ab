"""The table `scale`."""

from __future__ import annotations

from typing import Literal

import polars as pl
from pydantic import Field

from lcdata.contracts.kinds import Id, ItemList, Ordinal, Text, Whole
from lcdata.contracts.row import Row, Rule


class Scale(Row):
    """A survey scale: how it is scored, never its wording; one row per scale and construct.

    The field `construct_name` is the column `construct`, a name pydantic keeps for itself.
    `reversed` lists the reversed items (`2;5`), or says `none`.
    """

    table = "scale"
    key = ("scale_id",)
    consortium_only = True
    unique = ("construct",)
    rules = (
        Rule("range_upside_down", "max", pl.col("max") <= pl.col("min")),
        Rule("no_such_item", "reversed", pl.col("reversed").list.max() > pl.col("items")),
        Rule("no_such_item", "reversed", pl.col("reversed").list.min() < 1),
        Rule("more_than_items", "min_answered", pl.col("min_answered") > pl.col("items")),
    )

    scale_id: Id
    construct_name: Literal[
        "innovative_work_behaviour",
        "self_directed_learning",
        "proactive_attitude",
        "autonomy",
        "competence",
        "relatedness",
        "self_efficacy",
        "team_efficacy",
        "team_learning",
        "transfer",
    ] = Field(alias="construct")
    items: Ordinal
    min: Whole
    max: Whole
    reversed: ItemList
    min_answered: Ordinal
    citation: Text | None = None
    licence: Text | None = None
