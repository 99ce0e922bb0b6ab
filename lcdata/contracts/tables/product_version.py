"""The table `product_version`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Count, Day, Id
from lcdata.contracts.row import COMMUNITY, Row


class ProductVersion(Row):
    """A version of the end product and whom it was shown to; one row per community and version."""

    table = "product_version"
    key = ("community_id", "version_no")
    references = (COMMUNITY,)

    community_id: Id
    version_no: Count
    completed_on: Day
    presented_to: Literal["colleagues", "stakeholders", "other_community", "overarching"] | None = (
        None
    )
