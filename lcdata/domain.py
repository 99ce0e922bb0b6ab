"""The vocabulary every room shares: grains, statuses, periods, roles in a community, ids."""

from __future__ import annotations

from dataclasses import dataclass
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


class Unit(StrEnum):
    """What the value of a figure is measured in."""

    RATIO = "ratio"
    COUNT = "count"
    MINUTES = "minutes"
    DAYS = "days"
    INDEX = "index"
    POINTS = "points"
    """Points of a survey scale."""
    CHECK = "check"
    """0 or 1 for a community; a company shows the share of its communities."""
    CHECKLIST = "checklist"
    """The share of the items that were judged yes."""
    PER_WEEK = "per_week"
    PER_SPRINT = "per_sprint"
    PER_MONTH = "per_month"


class FigureClass(StrEnum):
    """How far a figure may be seen (`indicators.md` section 7)."""

    PROCESS = "process"
    """Names no one: shown at every size, with its counts."""
    PERSON = "person"
    """About who takes part: shown from `k_person` distinct persons."""
    SURVEY = "survey"
    """From answers: shown from `k_survey` respondents, for a company or the consortium."""


class About(StrEnum):
    """Whose facts a figure is made of: decides which groups take part in it."""

    NOBODY = "nobody"
    """Plans, sessions, sprints, actions: names no one."""
    MARKS = "marks"
    """Marks of the register: the attendance vector of a community."""
    MEMBERS = "members"
    """Who the members are and what they do."""
    ANSWERS = "answers"
    """Answers to the survey."""


class Counts(StrEnum):
    """What the numbers of a figure count: decides how exactly they may be said."""

    UNITS = "units"
    """Sessions, marks, communities: said as they are."""
    SESSIONS = "sessions"
    """Sessions of the register: only those of enough persons count."""
    PERSONS = "persons"
    """The denominator is a number of persons: said as a band, without numerator."""
    PERSON_NUMBER = "person_number"
    """The value itself is a number of persons: said as a band."""
    FOLLOWED = "followed"
    """The denominator is a number of persons that is not said at all."""
    SPLIT = "split"
    """An index of how a group divides: one split fits most values, so only its own facilitator
    has it."""


class Kind(StrEnum):
    """The rows of the role table: decides who is reached by a figure."""

    PROCESS = "process"
    PERSON = "person"
    SURVEY = "survey"
    DESIGN = "design"
    RETENTION = "retention"
    CONTACT = "contact"
    SHRUNKEN = "shrunken"


@dataclass(frozen=True)
class Traits:
    """What disclosure control asks of a figure. No field has a default: none can be forgotten.

    Attributes:
        about: whose facts it is made of.
        counts: what its numbers count.
        tells_of_all: whether a value without spread would be what each person said.
        kind: its row of the role table.
    """

    about: About
    counts: Counts
    tells_of_all: bool
    kind: Kind

    def __post_init__(self) -> None:
        """Refuse traits that contradict each other."""
        if self.about is About.NOBODY and self.counts is not Counts.UNITS:
            raise ValueError("what counts persons is about somebody")
        if (self.about is About.ANSWERS) != (self.kind is Kind.SURVEY):
            raise ValueError("answers, and nothing else, follow the row of the survey")

    @property
    def figure_class(self) -> FigureClass:
        """The class of figure, which the definitions page explains."""
        return _CLASSES[self.about]


_CLASSES = {
    About.NOBODY: FigureClass.PROCESS,
    About.MARKS: FigureClass.PERSON,
    About.MEMBERS: FigureClass.PERSON,
    About.ANSWERS: FigureClass.SURVEY,
}


def qualified(organisation_id: str, local_id: str) -> str:
    """The id that is unique across deliveries: `engberink/c1`."""
    return f"{organisation_id}/{local_id}"


def sprint_period(sprint_no: int) -> str:
    """The period of one sprint: `sprint_0` is the start week, `sprint_<n+1>` the end phase."""
    return f"sprint_{sprint_no}"
