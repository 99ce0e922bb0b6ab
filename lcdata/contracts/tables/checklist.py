"""The table `checklist` and its items: judgements that no routine export shows."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Day, Id
from lcdata.contracts.row import COMMUNITY, Row

ChecklistItem = Literal[
    "A1b_mix",
    "A1b_project",
    "A1b_output",
    "A1b_education",
    "A1b_influence",
    "A1c_answerable",
    "B1_interdependent",
    "B1_stake",
    "B2_shared_expertise",
    "B3_platform",
    "C2_support_s1",
    "C2_support_s3",
    "D2_own_tasks",
    "D2_goal_say",
    "D3_time",
    "D3_shared",
    "D3_setback",
    "E1_way_of_working",
    "E2_clear_start",
    "S_intro",
    "S_perspectives",
    "S_expectations",
    "S_way_of_working",
    "S_demonstration",
    "S_question",
    "S_house_rules",
    "S_own_role",
    "S_first_try",
    "S_normally",
]


class Checklist(Row):
    """A judgement on one item of the checklist; one row per community and item."""

    table = "checklist"
    key = ("community_id", "item")
    references = (COMMUNITY,)

    community_id: Id
    item: ChecklistItem
    value: Literal["yes", "no", "na"]
    judged_on: Day
    judged_by: Literal["facilitator", "leader"] | None = None
