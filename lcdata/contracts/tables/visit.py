"""The table `visit`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Count, Day, Id
from lcdata.contracts.row import COMMUNITY, SPRINT_IF_GIVEN, CrossReference, Row


class Visit(Row):
    """A visit across the boundary of a community, in or out; one row per visit."""

    table = "visit"
    key = ("visit_id",)
    references = (COMMUNITY, SPRINT_IF_GIVEN)
    cross_references = (CrossReference("other_organisation_id", "organisation"),)

    visit_id: Id
    community_id: Id
    sprint_no: Count | None = None
    held_on: Day
    direction: Literal["in", "out"]
    other_kind: Literal["expert", "supplier", "company", "education", "community"]
    other_organisation_id: Id | None = None
    other_community_id: Id | None = None
