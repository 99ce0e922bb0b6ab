"""The vocabulary every room shares: grains, statuses, periods, roles in a community, ids."""

from __future__ import annotations

from enum import StrEnum

CONSORTIUM_ID = "consortium"
"""Organisation id under which the consortium delivers, and entity id of the consortium grain."""

OVERARCHING_ID = "overarching"
"""Entity id of the overarching grain: the communities without a company."""

OVERALL = "overall"
"""The period of a figure over everything up to the as-of date."""

ORGANISATION_ID = r"^[a-z0-9-]+$"
"""How an organisation's id is written."""


class Grain(StrEnum):
    """What one figure is about."""

    COMMUNITY = "community"
    COMPANY = "company"
    CONSORTIUM = "consortium"
    OVERARCHING = "overarching"
    POOLED = "pooled"


RESERVED_IDS = frozenset(
    {*map(str, Grain), OVERALL, "leader", "director", "facilitator", "unguarded"}
) - {CONSORTIUM_ID}
"""Words with a meaning of their own beside ids of organisations: none may be called so."""


class Status(StrEnum):
    """Why a figure is there, or why it is not."""

    OK = "ok"
    NOT_DUE = "not_due"
    NOT_MEASURED = "not_measured"
    NOT_APPLICABLE = "not_applicable"
    TOO_FEW = "too_few"
    SUPPRESSED = "suppressed"


class SourceClass(StrEnum):
    """Where a figure comes from: an export, a judgement (checklist) or a survey."""

    EXPORT = "export"
    JUDGEMENT = "judgement"
    SURVEY = "survey"


class FigureClass(StrEnum):
    """How far a figure may be seen (`indicators.md` section 7)."""

    PROCESS = "process"
    """Names no one: shown at every size, with its counts."""
    PERSON = "person"
    """About who takes part: shown from `k_person` distinct persons."""
    SURVEY = "survey"
    """From answers: shown from `k_survey` respondents, for a company or the consortium."""


def qualified(organisation_id: str, local_id: str) -> str:
    """The id that is unique across deliveries: `engberink/c1`."""
    return f"{organisation_id}/{local_id}"


def sprint_period(sprint_no: int) -> str:
    """The period of one sprint: `sprint_0` is the start week, `sprint_<n+1>` the end phase."""
    return f"sprint_{sprint_no}"
