"""A community's place in its own plan: the lanes of the phase ribbon."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from lcdata.contracts.published import Community, Phase
from lcdata.locale import Words
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

DAYS_PER_WEEK = 7
MAX_LANES = 3


@dataclass(frozen=True)
class PlanPhase:
    """One planned phase, in weeks from the start of the community."""

    start: float
    end: float
    label: str


@dataclass(frozen=True)
class Lane:
    """One community's ribbon.

    Attributes:
        state: `week 6 of 11`.
        phases: the planned phases, without gaps between them.
        today: weeks elapsed on its as-of date; None before the start.
        is_finished: drawn paler, without today's marker.
        is_own: drawn in the accent; in grey otherwise.
        dated: its own as-of date in words where that is older than the newest; else empty.
    """

    name: str
    state: str
    phases: tuple[PlanPhase, ...]
    today: float | None
    is_finished: bool
    is_own: bool
    dated: str

    @property
    def caption(self) -> str:
        """`Prefab Café · week 6 of 11`."""
        return f"{self.name} · {self.state}"

    @property
    def weeks(self) -> float:
        """The end of the ribbon, in weeks."""
        return max((phase.end for phase in self.phases), default=0.0)


def lanes(view: View, unit: Unit) -> tuple[Lane, ...]:
    """The running communities; without any the last finished one, else the next planned one."""
    return tuple(
        lane(view, item, is_own=unit.is_own) for item in _shown(unit.communities)[:MAX_LANES]
    )


def lane(view: View, community: Community, *, is_own: bool) -> Lane:
    """One community's ribbon."""
    is_old = view.as_of is not None and community.as_of < view.as_of
    started = community.state != "planned"
    return Lane(
        name=community.name,
        state=state_words(community, view.words),
        phases=phases(view, community),
        today=_weeks(community.start_date, community.as_of) if started else None,
        is_finished=community.state == "finished",
        is_own=is_own,
        dated=view.words.short_day(community.as_of) if is_old else "",
    )


def state_words(community: Community, words: Words) -> str:
    """`week 6 of 11`, `finished 10 Oct` or `starts 1 Dec`."""
    if community.state == "planned":
        return words.text("starts {day}", day=words.short_day(community.start_date))
    if community.state == "finished":
        ended = community.ended_on or community.planned_end_date
        return words.text("finished {day}", day=words.short_day(ended))
    if community.week > community.weeks:
        return words.text(
            "week {week}, planned {weeks}", week=community.week, weeks=community.weeks
        )
    return words.text("week {week} of {weeks}", week=community.week, weeks=community.weeks)


def phases(view: View, community: Community) -> tuple[PlanPhase, ...]:
    """The planned phases; each runs on to the start of the next, so weekends leave no gap."""
    own = [p for p in view.model.phases if p.community_id == community.community_id]
    planned = sorted(own, key=lambda phase: phase.sprint_no)
    starts = [max(0.0, _weeks(community.start_date, p.planned_start)) for p in planned]
    last = _weeks(community.start_date, community.planned_end_date + dt.timedelta(days=1))
    ends = [*starts[1:], float(math.ceil(last))] if planned else []
    return tuple(
        PlanPhase(start, end, phase_words(phase, view.words))
        for phase, start, end in zip(planned, starts, ends, strict=True)
        if end > start
    )


def phase_words(phase: Phase, words: Words) -> str:
    """`start`, `sprint 2` or `end`."""
    if phase.phase == "start":
        return words.text("start")
    if phase.phase == "end":
        return words.text("end")
    return words.text("sprint {number}", number=phase.sprint_no)


def _shown(communities: Sequence[Community]) -> list[Community]:
    by_start = sorted(communities, key=lambda c: (c.start_date, c.community_id))
    running = [c for c in by_start if c.state == "running"]
    finished = [c for c in by_start if c.state == "finished"]
    return running or finished[-1:] or by_start[:1]


def _weeks(start: dt.date, day: dt.date) -> float:
    return (day - start).days / DAYS_PER_WEEK
