"""The table `activity`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Count, Day, Id, YesNo
from lcdata.contracts.row import COMMUNITY, SPRINT_IF_GIVEN, Row
from lcdata.contracts.tables.session import Place


class Activity(Row):
    """A learning activity; one row per activity."""

    table = "activity"
    key = ("activity_id",)
    references = (COMMUNITY, SPRINT_IF_GIVEN)

    activity_id: Id
    community_id: Id
    sprint_no: Count | None = None
    held_on: Day
    kind: Literal[
        "observe",
        "experiment",
        "share",
        "look_up",
        "presentation",
        "online_module",
        "formal_training",
        "other",
    ]
    formality: Literal["formal", "informal"] | None = None
    form: Literal["individual", "pair", "group"] | None = None
    place: Place | None = None
    minutes: Count | None = None
    expert: YesNo | None = None
    applied_tomorrow: YesNo | None = None
