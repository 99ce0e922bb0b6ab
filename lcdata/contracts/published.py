"""The read model: the tables of a release, one frozen record per row.

A page sees nothing but these records, already narrowed to its viewer's scope. Field names are
the column names of the release file; the order of the fields is the order of the columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lcdata.contracts.cells import Cell, Definition, FunnelLimit, Thresholds, WeekPoint
from lcdata.contracts.progress import ManagerAction, SprintFact
from lcdata.contracts.register import Register, Signal
from lcdata.domain import OVERALL, Grain


@dataclass(frozen=True, slots=True)
class Scale:
    """How one construct of the survey is scored, never its wording. Grain: one per construct.

    Scores run from `min` to `max` over so many `items`.
    """

    scale_id: str
    construct: str
    items: int
    min: int
    max: int
    citation: str | None
    licence: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company, school or supplier of the consortium. Grain: one per organisation."""

    organisation_id: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Community:
    """A learning community and its own plan. Grain: one per community.

    `organisation_id` is None for an overarching community; `as_of` is the date its deliverer
    exported; `state` is planned, running or finished on that date; `week` counts from 1 in the
    week of the start, `weeks` is the length of the own plan.
    """

    community_id: str
    organisation_id: str | None
    name: str
    question: str
    project: str | None
    end_product: str | None
    start_date: dt.date
    planned_end_date: dt.date
    ended_on: dt.date | None
    cadence_days: int | None
    as_of: dt.date
    state: str
    week: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Phase:
    """One planned phase of a community: start week, a sprint or the end phase."""

    community_id: str
    sprint_no: int
    phase: str
    planned_start: dt.date
    planned_end: dt.date
    actual_start: dt.date | None
    actual_end: dt.date | None


@dataclass(frozen=True, slots=True)
class BurnUpPoint:
    """Where the two lines of a sprint stand from a day on. Grain: community, sprint and day.

    `scope` = items committed + added − removed, `done` = those of them that are done; a row
    for the first and last day and for each day on which a line steps.
    """

    community_id: str
    sprint_no: int
    day: dt.date
    scope: int
    done: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session as an appointment, without persons. Grain: one per session."""

    session_id: str
    community_id: str
    sprint_no: int | None
    kind: str
    planned_start: dt.datetime
    planned_minutes: int | None
    status: str
    place: str | None


@dataclass(frozen=True, slots=True)
class ProductVersion:
    """A version of a community's end product. Grain: one per community and version."""

    community_id: str
    version_no: int
    completed_on: dt.date
    presented_to: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit across the boundary. Grain: one per visit; organisations by id, None if unknown."""

    community_id: str
    held_on: dt.date
    direction: str
    other_kind: str
    other_organisation_id: str | None


@dataclass(frozen=True, slots=True)
class SharedSession:
    """Sessions of the overarching community that two companies both attended.

    Grain: one per unordered pair of companies (`organisation_id` < `other_organisation_id`).
    """

    organisation_id: str
    other_organisation_id: str
    sessions: int


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One table of one delivery on the delivery board.

    Grain: one per delivery and table; `table_name` is None for a delivery without counts (a
    refused one), and where the viewer gets the totals alone, because a receipt is another's.
    `read = accepted + quarantined + skipped`.
    """

    organisation_id: str
    delivery_id: str
    exported_at: dt.datetime | None
    received_at: dt.datetime
    status: str
    is_live: bool
    table_name: str | None
    read: int
    accepted: int
    quarantined: int
    skipped: int


@dataclass(frozen=True, slots=True)
class DeliveryIssue:
    """One line of a receipt, to be worded in the reader's language. Grain: one per issue."""

    organisation_id: str
    delivery_id: str
    severity: str
    code: str
    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    params: str


@dataclass(frozen=True)
class ReadModel:
    """Everything one viewer may see of one release."""

    release_id: str
    is_sample: bool
    policy: Thresholds
    cells: tuple[Cell, ...] = ()
    definitions: tuple[Definition, ...] = ()
    scales: tuple[Scale, ...] = ()
    funnel: tuple[FunnelLimit, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    communities: tuple[Community, ...] = ()
    phases: tuple[Phase, ...] = ()
    burn_up: tuple[BurnUpPoint, ...] = ()
    sprint_facts: tuple[SprintFact, ...] = ()
    manager_actions: tuple[ManagerAction, ...] = ()
    weeks: tuple[WeekPoint, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    product_versions: tuple[ProductVersion, ...] = ()
    visits: tuple[Visit, ...] = ()
    shared_sessions: tuple[SharedSession, ...] = ()
    delivery_lines: tuple[DeliveryLine, ...] = ()
    delivery_issues: tuple[DeliveryIssue, ...] = ()
    signals: tuple[Signal, ...] = ()
    register: Register = field(default_factory=Register)

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str, str, str], Cell]:
        return {(c.indicator, c.grain, c.entity_id, c.period): c for c in self.cells}

    def cell(
        self, indicator: str, grain: Grain, entity_id: str, period: str = OVERALL
    ) -> Cell | None:
        """The figure with this key, or None where this viewer has no such record."""
        return self._by_key.get((indicator, grain, entity_id, period))

    @cached_property
    def as_of(self) -> dt.date | None:
        """The newest as-of date of any community in view; None in an empty release."""
        return max((community.as_of for community in self.communities), default=None)
