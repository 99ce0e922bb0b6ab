"""The design principles A–E as the publication orders them, and what counts as evidence of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from lcdata.domain import SourceClass
from lcdata.locale import N_


class Kind(Enum):
    """How a piece of evidence is counted and said."""

    CHECK = auto()
    """Yes or no; of a company its communities."""
    SHARE = auto()
    """So many of so many."""
    FORM = auto()
    """A share that is neither good nor thin."""
    COUNT = auto()
    """A number of things."""
    NONE = auto()
    """A number of things of which none is what is meant."""
    PER_SPRINT = auto()
    """A number of things over so many sprints."""
    PER_WEEK = auto()
    """A number of things per week."""
    INDEX = auto()
    """0 for all the same, 1 for evenly spread."""
    LEVEL = auto()
    """A mean score of the survey, per wave."""
    RESPONSE = auto()
    """The share of those asked that answered, per wave."""
    CHANGE = auto()
    """A change in scale points from the first survey to the last."""


@dataclass(frozen=True)
class Item:
    """One piece of evidence: the indicator behind `design.`, what is counted, as a message id."""

    name: str
    text: str
    kind: Kind = Kind.SHARE
    source: SourceClass = SourceClass.EXPORT

    @property
    def indicator(self) -> str:
        """The id in the catalogue."""
        return f"design.{self.name}"


@dataclass(frozen=True)
class Entry:
    """A mechanism: its code in the publication, its name as a message id, its evidence."""

    id: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Group:
    """A principle, or what stands beside the five: its code (or none), title and mechanisms."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def _judged(name: str, text: str, kind: Kind = Kind.CHECK) -> Item:
    return Item(name, text, kind, SourceClass.JUDGEMENT)


def _survey(name: str, text: str, kind: Kind = Kind.LEVEL) -> Item:
    return Item(name, text, kind, SourceClass.SURVEY)


A = Group("A", N_("Learning and working belong together, in daily practice"), (
    Entry("A1a", N_("Results directly usable"), (
        Item("A1a.applied_tomorrow", N_("activities taken along to the next day's work")),
        _survey("A1a.transfer", N_("transfer to work")),
    )),
    Entry("A1b", N_("A question from the own work"), (
        _judged("A1b.question_checks", N_("features of a good question present"), Kind.SHARE),
    )),
    Entry("A1c", N_("Answerable in the chosen time"), (
        _judged("A1c.answerable", N_("judged feasible beforehand")),
        Item("A1c.version_in_time", N_("version ready by the planned end"), Kind.CHECK),
    )),
    Entry("A2", N_("Activities in line with the work"), (
        Item("A2.kinds_used", N_("kinds of learning activities used")),
        Item("A2.on_site", N_("activities and sessions on site")),
    )),
))  # fmt: skip

B = Group("B", N_("Learning is social, interwoven with everyone's own learning"), (
    Entry("B", N_("Forms of learning"), (
        Item("B.group", N_("activities as a group"), Kind.FORM),
        Item("B.pair", N_("activities in pairs"), Kind.FORM),
        Item("B.individual", N_("activities alone"), Kind.FORM),
    )),
    Entry("B1", N_("Shared goal, joint responsibility"), (
        Item("B1.shared_goal", N_("shared goal recorded after the start week"), Kind.CHECK),
        _judged("B1.interdependent", N_("a question nobody solves alone")),
        _judged("B1.stake", N_("everyone's stake made explicit")),
        Item("B1.versions_presented", N_("versions presented to others"), Kind.COUNT),
    )),
    Entry("B2", N_("Knowing and using each other's expertise"), (
        Item("B2.expertise_recorded", N_("expertise recorded")),
        Item("B2.blau_discipline", N_("spread over disciplines, from 0 to 1"), Kind.INDEX),
        _judged("B2.shared_expertise", N_("expertise shared in the first session")),
    )),
    Entry("B3", N_("Support of the team"), (
        Item("B3a.sessions_per_week", N_("sessions per week"), Kind.PER_WEEK),
        _judged("B3a.platform", N_("an easily reached channel")),
        Item("B3b.goal_discussed", N_("sessions in which the goal was discussed")),
        Item("B3b.sprint_reviews_held", N_("sprints with a review")),
        Item("B3c.sprints_with_visit", N_("sprints with a visit or guest")),
        Item("B3c.party_kinds", N_("kinds of outside parties met"), Kind.COUNT),
    )),
    Entry("B4", N_("Team goal and own goal linked"), (
        Item("B4.linked_goal", N_("goal under the shared one")),
    )),
))  # fmt: skip

C = Group("C", N_("Self-directed and agile"), (
    Entry("C1", N_("Agile rather than planned"), (
        Item("C1.sprints_in_time_box", N_("sprints within their time box")),
        Item("C1.versions_per_sprint", N_("versions of the end product"), Kind.PER_SPRINT),
        Item("C1.goal_revisions", N_("goals adjusted"), Kind.COUNT),
    )),
    Entry("C2", N_("Steering together, support fades"), (
        _judged("C2.support_faded", N_("support faded from sprint 1 to 3")),
    )),
    Entry("C3", N_("Steering one's own learning"), (
        Item("C3.goal_revised", N_("own goal adjusted")),
        _survey("C3.sdl_change", N_("self-directed learning, change"), Kind.CHANGE),
    )),
))  # fmt: skip

D = Group("D", N_("Relatedness, autonomy and competence"), (
    Entry("D1", N_("Relatedness: a face of its own"), (
        Item("D1.own_name", N_("a name of its own"), Kind.CHECK),
        Item("D1.house_rules", N_("house rules after the start week"), Kind.CHECK),
        Item("D1.all_present", N_("sessions with everyone there")),
        _survey("D1.relatedness", N_("relatedness")),
    )),
    Entry("D2", N_("Autonomy: a say"), (
        Item("D2.no_project_leader", N_("no project leader in the group"), Kind.CHECK),
        Item("D2.supervisor_pairs", N_("pairs of supervisor and report"), Kind.NONE),
        _judged("D2.own_tasks", N_("members have tasks of their own")),
        _judged("D2.goal_say", N_("goals changed in consultation")),
        _survey("D2.autonomy", N_("autonomy")),
    )),
    Entry("D3", N_("Competence and trust"), (
        _judged("D3.trust_checks", N_("present of: time, sharing, setbacks"), Kind.SHARE),
        _survey("D3.competence", N_("competence")),
        _survey("D3.self_efficacy", N_("self-efficacy")),
        _survey("D3.team_efficacy", N_("team efficacy")),
    )),
))  # fmt: skip

E = Group("E", N_("Sustaining what was learned"), (
    Entry("E1", N_("Results in daily work"), (
        Item("E1.adopted", N_("finished actions that became practice")),
        Item("E1.manager_action", N_("a manager has an action too"), Kind.CHECK),
        _judged("E1.way_of_working", N_("results built into the way of working")),
    )),
    Entry("E2", N_("Communities belong to the company"), (
        _judged("E2.clear_start", N_("a clear question at the start")),
        Item("E2.successor", N_("a successor within six months"), Kind.CHECK),
    )),
))  # fmt: skip

PRINCIPLES = (A, B, C, D, E)

SUPPORT = Group("", N_("Start week and support"), (
    Entry("S", N_("Start week"), (
        _judged("start_week.checks", N_("parts of the start week done"), Kind.SHARE),
        Item("support.start_meeting", N_("start meeting held"), Kind.CHECK),
        Item("support.intakes", N_("intake before the start")),
    )),
    Entry("F", N_("What the facilitator can use help with"), (
        Item("support.formal_expert", N_("a formal activity with an expert"), Kind.CHECK),
        Item("support.register_coverage", N_("marks in the register known")),
        _survey("support.response_rate", N_("response to the survey"), Kind.RESPONSE),
    )),
))  # fmt: skip
"""Support that a group needs; it says nothing about the person who facilitates."""
