"""Burn-up of one community: per sprint two step lines, what was taken on and what is done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lcdata.contracts.published import BurnUpPoint, Community
from lcdata.screens.sprint_progress.model_words import sprints
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Step:
    """Where the two lines stand from a day on; `day` counts from the sprint's first day."""

    day: int
    scope: int
    done: int


@dataclass(frozen=True)
class BurnUp:
    """One sprint: its steps, its first and last day in words, and where it stands."""

    sprint_no: int
    title: str
    steps: tuple[Step, ...]
    first: str
    last: str
    said: str

    @property
    def days(self) -> int:
        """The last day, counted from the first."""
        return self.steps[-1].day


@dataclass(frozen=True)
class BurnUps:
    """The sprints of a community on shared scales: `days` wide, `items` high."""

    charts: tuple[BurnUp, ...]
    days: int
    items: int
    is_own: bool
    exhibit: Exhibit


def burn_ups(view: View, community: Community, *, is_own: bool) -> BurnUps:
    """The started sprints that have items."""
    found: dict[int, list[BurnUpPoint]] = defaultdict(list)
    for point in view.model.burn_up:
        if point.community_id == community.community_id:
            found[point.sprint_no].append(point)
    charts = tuple(_chart(view, community, number, found[number]) for number in sorted(found))
    return BurnUps(
        charts=charts,
        days=max((chart.days for chart in charts), default=1) or 1,
        items=max((step.scope for chart in charts for step in chart.steps), default=1) or 1,
        is_own=is_own,
        exhibit=_exhibit(view, community, found, charts),
    )


def _chart(view: View, community: Community, number: int, points: list[BurnUpPoint]) -> BurnUp:
    words = view.words
    ordered = sorted(points, key=lambda point: point.day)
    first, last = ordered[0].day, ordered[-1]
    steps = tuple(Step((p.day - first).days, p.scope, p.done) for p in ordered)
    running = [f for f in sprints(view, community) if f.sprint_no == number and not f.is_ended]
    until = running[0].planned_end if running else None
    title = words.text("sprint {number}", number=number)
    state = words.text("runs until {day}", day=words.short_day(until)) if until else ""
    return BurnUp(
        sprint_no=number,
        title=f"{title[:1].upper()}{title[1:]}" + (f" · {state}" if state else ""),
        steps=steps,
        first=words.short_day(first),
        last=words.short_day(last.day),
        said=words.text("{count} done", count=words.count_of(last.done, last.scope)),
    )


def _exhibit(
    view: View,
    community: Community,
    found: dict[int, list[BurnUpPoint]],
    charts: tuple[BurnUp, ...],
) -> Exhibit:
    words = view.words
    rows: list[tuple[Value, ...]] = [
        (
            words.text("sprint {number}", number=number),
            words.short_day(point.day),
            point.scope,
            point.done,
        )
        for number in sorted(found)
        for point in sorted(found[number], key=lambda one: one.day)
    ]
    lead = words.text("Two step lines per sprint: what was taken on, and what is done of it.")
    said = [f"{chart.title}: {chart.said} ({chart.first}–{chart.last})" for chart in charts]
    return exhibit(
        view,
        name=f"burn-up-{community.community_id.replace('/', '-')}",
        title=words.text("What was taken on and what is done, per sprint"),
        alt=f"{lead} {'. '.join(said)}.",
        columns=(
            words.text("Sprint"),
            words.text("Day"),
            words.text("Taken on"),
            words.text("Done"),
        ),
        rows=rows,
        indicators=("commitment_reliability", "scope_added_ratio", "scope_removed_ratio"),
        note=words.text(
            "Upper line: work taken on, which may move on the way. Lower line: what is done of "
            "it. Work differs in size, so communities are not compared by it."
        ),
        scope=community.name,
    )
