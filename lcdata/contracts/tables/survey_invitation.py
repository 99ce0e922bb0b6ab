"""The table `survey_invitation`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Day, Id
from lcdata.contracts.row import COMMUNITY, Row

Wave = Literal["t0", "t1", "t2"]


class SurveyInvitation(Row):
    """An invitation to a survey; one row per community, wave and respondent (a pseudonym)."""

    table = "survey_invitation"
    key = ("community_id", "wave", "respondent_id")
    references = (COMMUNITY,)

    community_id: Id
    wave: Wave
    respondent_id: Id
    invited_on: Day
