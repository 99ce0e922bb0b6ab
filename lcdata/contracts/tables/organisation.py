"""The table `organisation`."""

from __future__ import annotations

from typing import Literal

import polars as pl

from lcdata.contracts.kinds import Id, Text
from lcdata.contracts.row import OWN_ID, Row, Rule
from lcdata.domain import CONSORTIUM_ID


class Organisation(Row):
    """A company, school, supplier or other organisation; one row per organisation.

    `organisation_id` holds small letters, digits and hyphens, and is no word of the dashboard's
    own, such as `leader` or `overarching`; no company is called `consortium`.
    """

    table = "organisation"
    key = ("organisation_id",)
    consortium_only = True
    rules = (
        *OWN_ID,
        Rule(
            "id_reserved",
            "organisation_id",
            (pl.col("organisation_id") == CONSORTIUM_ID) & (pl.col("kind") == "company"),
        ),
    )

    organisation_id: Id
    name: Text
    short_name: Text | None = None
    kind: Literal["company", "education", "supplier", "other"]
