"""What each table holds, in words for whoever delivers it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lcdata.contracts.kinds import Kind
from lcdata.locale import N_

SUMMARIES: Mapping[str, str] = MappingProxyType(
    {
        "delivery": N_("Who delivers, when it was exported, under which contract; one row."),
        "organisation": N_("A company, school, supplier or other organisation."),
        "community": N_("A learning community and its own plan."),
        "person": N_("A name for the facilitator's call list; stored apart."),
        "membership": N_("Who takes part in a community, and in which role."),
        "session": N_("A meeting of a community: planned, held or cancelled."),
        "attendance": N_("The register of a session; a filled guest_kind marks a guest."),
        "sprint": N_("A phase of the plan: 0 is the start week, the last is the end phase."),
        "sprint_item": N_("A piece of work taken on in a sprint."),
        "reflection": N_("Which closing questions were answered; never the text itself."),
        "action": N_("An agreement to do something; adopted is part of the way of working."),
        "activity": N_("A learning activity."),
        "activity_part": N_("Who brought and who took in a learning activity."),
        "product_version": N_("A version of the end product and whom it was shown to."),
        "goal": N_("A learning goal; without a person it is the shared goal."),
        "visit": N_("A visit across the boundary of a community."),
        "checklist": N_("A judgement that no routine export shows."),
        "scale": N_("How a survey scale is scored; never its wording."),
        "survey_invitation": N_("An invitation to a survey, under a pseudonym."),
        "survey_answer": N_("The answer to one item of a scale."),
        "contact": N_("A contact of the consortium leader with an organisation."),
    }
)

KIND_TEXTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ID: N_("id (text)"),
        Kind.TEXT: N_("text"),
        Kind.WHOLE: N_("whole number"),
        Kind.YES_NO: N_("yes or no"),
        Kind.DAY: N_("date"),
        Kind.MOMENT: N_("date and time"),
        Kind.CODE: N_("code"),
        Kind.BAND: N_("band"),
        Kind.ITEM_LIST: N_("item numbers"),
    }
)
