"""The table `sprint_item`."""

from __future__ import annotations

from lcdata.contracts.kinds import Count, Day, Id, Text
from lcdata.contracts.row import COMMUNITY, Reference, Row


class SprintItem(Row):
    """A piece of work a community takes on in a sprint; one row per item."""

    table = "sprint_item"
    key = ("item_id",)
    references = (
        COMMUNITY,
        Reference(("community_id", "sprint_no"), "sprint", ("community_id", "sprint_no")),
    )

    item_id: Id
    community_id: Id
    sprint_no: Count
    title: Text
    added_on: Day
    removed_on: Day | None = None
    done_on: Day | None = None
    owner_person_id: Id | None = None
