"""The table `activity_part`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Id
from lcdata.contracts.row import Reference, Row


class ActivityPart(Row):
    """Who brought and who took; one row per activity, person and part."""

    table = "activity_part"
    key = ("activity_id", "person_id", "part")
    references = (Reference(("activity_id",), "activity", ("activity_id",)),)

    activity_id: Id
    person_id: Id
    part: Literal["giver", "receiver"]
