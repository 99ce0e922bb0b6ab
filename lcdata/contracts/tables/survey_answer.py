"""The table `survey_answer`."""

from __future__ import annotations

from lcdata.contracts.kinds import Day, Id, Ordinal, Whole
from lcdata.contracts.row import COMMUNITY, CrossReference, Reference, Row
from lcdata.contracts.tables.survey_invitation import Wave

_RESPONDENT = ("community_id", "wave", "respondent_id")


class SurveyAnswer(Row):
    """The answer to one item of a scale; one row per invitation, scale and item."""

    table = "survey_answer"
    key = ("community_id", "wave", "respondent_id", "scale_id", "item_no")
    references = (COMMUNITY, Reference(_RESPONDENT, "survey_invitation", _RESPONDENT))
    cross_references = (CrossReference("scale_id", "scale"),)

    community_id: Id
    wave: Wave
    respondent_id: Id
    scale_id: Id
    item_no: Ordinal
    value: Whole
    answered_on: Day | None = None
