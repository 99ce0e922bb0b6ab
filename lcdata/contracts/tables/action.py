"""The table `action`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Count, Day, Id, Text
from lcdata.contracts.row import COMMUNITY, SPRINT_IF_GIVEN, Row


class Action(Row):
    """An agreement to do something; `adopted` is part of the way of working; one row per action."""

    table = "action"
    key = ("action_id",)
    references = (COMMUNITY, SPRINT_IF_GIVEN)

    action_id: Id
    community_id: Id
    sprint_no: Count | None = None
    title: Text | None = None
    opened_on: Day
    due_on: Day | None = None
    closed_on: Day | None = None
    status: Literal["open", "done", "adopted", "cancelled"]
    owner_person_id: Id | None = None
    owner_role: Literal["member", "manager"] | None = None
    follow_up_on: Day | None = None
