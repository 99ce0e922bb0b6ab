"""The table `membership`."""

from __future__ import annotations

from typing import Annotated, Literal

import polars as pl

from lcdata.contracts.kinds import Day, Id, Kind, YesNo
from lcdata.contracts.row import COMMUNITY, CrossReference, Row, Rule


class Membership(Row):
    """Who takes part in a community and in which role; one row per person and community."""

    table = "membership"
    key = ("community_id", "person_id")
    references = (COMMUNITY,)
    cross_references = (CrossReference("organisation_id", "organisation"),)
    rules = (Rule("left_before_joined", "left_on", pl.col("left_on") < pl.col("joined_on")),)

    community_id: Id
    person_id: Id
    organisation_id: Id
    role: Literal[
        "employee", "student", "teacher", "manager", "expert", "researcher", "facilitator"
    ]
    participation: Literal["active", "passive"] | None = None
    service: Literal["field", "office"] | None = None
    discipline: (
        Literal[
            "electrical",
            "mechanical",
            "plumbing",
            "climate",
            "ict",
            "engineering",
            "management",
            "education",
            "other",
        ]
        | None
    ) = None
    experience_band: Annotated[Literal["0-2", "3-5", "6-10", "11-20", "21+"], Kind.BAND] | None = (
        None
    )
    generation_band: (
        Annotated[Literal["-24", "25-34", "35-44", "45-54", "55+"], Kind.BAND] | None
    ) = None
    reports_to_person_id: Id | None = None
    joined_on: Day
    left_on: Day | None = None
    left_reason: Literal["completed", "job_change", "time", "other"] | None = None
    intake_on: Day | None = None
    expertise_recorded: YesNo | None = None
