"""What is decided beforehand about a company and its communities.

A plan holds every fact a scenario is about; chance only fills in the rest. So the
scenario table can be read, and changed, without knowing how rows are made.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tables import COLUMNS, CONSORTIUM_ONLY, Tables

SEED = 20261116


@dataclass(frozen=True)
class Group:
    """How many of each take part; the facilitator comes on top."""

    field_staff: int = 4
    office_staff: int = 2
    students: int = 1
    teachers: int = 0
    managers: int = 0
    experts: int = 0
    returning: int = 0
    late: dict[int, int] = field(default_factory=dict)
    """Position in the group -> week of joining (the start week is week 0)."""
    leaves: dict[int, tuple[int, str | None]] = field(default_factory=dict)
    """Position in the group -> week of leaving and the reason, None if unrecorded."""


@dataclass(frozen=True)
class Span:
    """One sprint as planned: Monday of its first to Friday of its last week."""

    number: int
    phase: str
    first: date
    last: date


@dataclass(frozen=True)
class CommunityPlan:
    """One learning community: its question, its calendar and what goes otherwise."""

    community_id: str
    name: str
    question: str
    project: str
    topic: str
    start: date
    group: Group = Group()
    question_kind: str = "combined"
    sprint_weeks: tuple[int, ...] = (3, 3, 3)
    end_weeks: int = 1
    cadence_days: int = 14
    weekday: int = 1
    begins_at: str = "15:30"
    longest_minutes: int = 70
    facilitator_home: str = "begeleiding-01"
    project_leader: bool = False
    house_rules_day: int | None = 2
    shared_goal_day: int | None = 3
    named: bool = True
    best_sprint: int | None = None
    successor: str | None = None
    energy_transition: bool = True
    cancelled: tuple[int, ...] = ()
    forgotten: tuple[int, ...] = ()
    """Sessions in the past that the register still calls planned."""
    no_register: tuple[int, ...] = ()
    guests: dict[int, str] = field(default_factory=dict)
    missing: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Position in the group -> what the register says at the last sessions."""
    diligence: float = 0.8
    """Share of items, reflections and checks that get done; 1 is the textbook."""

    @property
    def spans(self) -> list[Span]:
        """The start week, the sprints and the end phase, back to back."""
        weeks = (1, *self.sprint_weeks, self.end_weeks)
        phases = ("start", *("sprint" for _ in self.sprint_weeks), "end")
        spans, monday = [], self.start
        for number, (length, phase) in enumerate(zip(weeks, phases, strict=True)):
            friday = monday + timedelta(weeks=length, days=-3)
            spans.append(Span(number, phase, monday, friday))
            monday += timedelta(weeks=length)
        return spans

    @property
    def planned_end(self) -> date:
        """The Friday on which the end phase closes."""
        return self.spans[-1].last


@dataclass(frozen=True)
class CompanyPlan:
    """One delivering organisation."""

    organisation_id: str
    name: str
    exported_at: datetime
    person_id: str
    """How this company writes a personnel number; companies differ on purpose."""
    communities: tuple[CommunityPlan, ...]
    absent: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    form: str = "folder"
    mood: float = 0.0
    """How much likelier than elsewhere people come, on the logit scale."""
    response: float = 0.86
    """Share of the invited who answer the last wave."""


@dataclass(frozen=True)
class Member:
    """A person in one community, with a leaning to show up that no export shows."""

    person_id: str
    organisation_id: str
    role: str
    joined_on: date
    left_on: date | None = None
    left_reason: str | None = None
    participation: str | None = "active"
    service: str | None = None
    discipline: str | None = None
    experience_band: str | None = None
    generation_band: str | None = None
    reports_to_person_id: str | None = None
    intake_on: date | None = None
    expertise_recorded: bool | None = None
    leaning: float = 1.4

    def active_on(self, day: date) -> bool:
        """Whether the person belongs to the community on that day."""
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)


@dataclass
class Scene:
    """A community at the moment of export: the plan, its people, the rows so far."""

    company: CompanyPlan
    plan: CommunityPlan
    tables: Tables
    members: list[Member] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of the export: nothing later can have happened."""
        return self.company.exported_at.date()

    def chance(self, topic: str) -> random.Random:
        """Chance of its own per community and topic: a change stays where it is made."""
        place = f"{self.company.organisation_id}/{self.plan.community_id}"
        return random.Random(f"{SEED}/{place}/{topic}")

    def learners(self, day: date) -> list[Member]:
        """Members of that day, the facilitator left out."""
        return [m for m in self.members if m.role != "facilitator" and m.active_on(day)]

    def happened(self, day: date) -> date | None:
        """The day, unless it has not come yet."""
        return day if day <= self.today else None

    def ended_on(self) -> date | None:
        """The Friday the end phase closed, once it has."""
        return self.happened(self.plan.planned_end)


def empty_tables(company: CompanyPlan) -> Tables:
    """Every table a company may send, without rows; the consortium sends them all."""
    own = company.organisation_id == "consortium"
    return {name: [] for name in COLUMNS if own or name not in CONSORTIUM_ONLY}
