"""The table `delivery`."""

from __future__ import annotations

from lcdata.contracts.kinds import Day, Id, Moment, Text
from lcdata.contracts.row import OWN_ID, Row


class Delivery(Row):
    """Who delivers, when it was exported and under which version of the contract; one row.

    `organisation_id` holds small letters, digits and hyphens, and is no word of the dashboard's
    own, such as `leader` or `overarching`.
    """

    table = "delivery"
    key = ("organisation_id",)
    rules = OWN_ID

    organisation_id: Id
    contract_version: Text
    exported_at: Moment
    period_from: Day | None = None
    period_to: Day | None = None
    source: Text | None = None
