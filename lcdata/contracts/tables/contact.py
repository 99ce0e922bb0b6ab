"""The table `contact`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Day, Id, YesNo
from lcdata.contracts.row import CrossReference, Row


class Contact(Row):
    """A contact of the consortium leader with an organisation; one row per contact."""

    table = "contact"
    key = ("contact_id",)
    consortium_only = True
    cross_references = (CrossReference("organisation_id", "organisation"),)

    contact_id: Id
    organisation_id: Id
    held_on: Day
    kind: Literal["consortium_meeting", "call", "site_visit", "interview", "design_session"]
    director_present: YesNo | None = None
    interviewee: Literal["owner", "manager", "employee"] | None = None
