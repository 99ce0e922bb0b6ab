"""The table `community`."""

from __future__ import annotations

from typing import Annotated, Literal

from lcdata.contracts.kinds import Count, Day, Id, Kind, Text, YesNo
from lcdata.contracts.row import Reference, Row, ends_before


class Community(Row):
    """A learning community and its own plan; one row per community.

    `organisation_id` is the delivering company; empty for an overarching community, which only
    the consortium delivers.
    """

    table = "community"
    key = ("community_id",)
    references = (
        Reference(("successor_community_id",), "community", ("community_id",), required=False),
    )
    rules = (ends_before("start_date", "planned_end_date"), ends_before("start_date", "ended_on"))

    community_id: Id
    organisation_id: Id | None = None
    name: Text
    question: Text
    question_kind: Literal["technical", "social", "combined"] | None = None
    project: Text | None = None
    energy_transition: YesNo | None = None
    end_product: Text | None = None
    start_date: Day
    planned_end_date: Day
    ended_on: Day | None = None
    cadence_days: Annotated[Literal[7, 14], Kind.WHOLE] | None = None
    external_facilitator: YesNo | None = None
    project_leader: YesNo | None = None
    named_on: Day | None = None
    house_rules_on: Day | None = None
    shared_goal_on: Day | None = None
    best_sprint_no: Count | None = None
    best_sprint_reason: YesNo | None = None
    successor_community_id: Id | None = None
