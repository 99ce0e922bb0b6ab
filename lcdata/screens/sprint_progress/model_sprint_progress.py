"""Sprint progress: where is each community in its own plan?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lcdata.contracts.published import Community
from lcdata.locale import N_
from lcdata.screens.sprint_progress.model_burn_up import BurnUps, burn_ups
from lcdata.screens.sprint_progress.model_words import (
    agreed,
    ended,
    in_time,
    reflected,
    reviewed,
    sprints,
    time_lines,
    tried_out,
)
from lcdata.view_models.absent import Absence, absences, community_unit
from lcdata.view_models.definition import short_definition
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import Figure, Said, say_count, say_number
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.plan import lane
from lcdata.view_models.ribbon import Ribbon, in_plan_order, version_marks, version_words, versions
from lcdata.view_models.table import Table, Value
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

COUNTS = {
    "action_closure": N_("Actions finished"),
    "action_on_time": N_("Finished on time"),
}

EXPECTED = (
    "sprints_in_time_box",
    "reflection_completion",
    "sprint_reviews_held",
    "try_out_recorded",
    "commitment_reliability",
    "versions_per_sprint",
    "action_closure",
    "action_on_time",
    "action_lead_time_median",
    "best_sprint_chosen",
)


@dataclass(frozen=True)
class OneCommunity:
    """What is known of the chosen community; `sprints_told` is its table for a narrow screen."""

    name: str
    sprints: Table
    sprints_told: Table
    figures: tuple[Figure, ...]
    burn_ups: BurnUps
    absences: tuple[Absence, ...]


@dataclass(frozen=True)
class SprintProgress:
    """The whole page, all but the community that is unfolded."""

    head: PageHead
    ribbons: tuple[Ribbon, ...]
    heads: tuple[str, ...]
    plan: Exhibit


def choices(view: View) -> Mapping[str, str]:
    """The communities in view with their owner, in the fixed order."""
    return {c.community_id: f"{c.name} · {view.owner_name(c)}" for _, c in _in_view(view)}


def first_choice(view: View) -> str:
    """The first own community in a sprint, else running, else at all; empty without any."""
    own = [community for unit, community in _in_view(view) if unit.is_own]
    all_in_view = own or [community for _, community in _in_view(view)]
    running = [community for community in all_in_view if community.state == "running"]
    begun = [c for c in running if any(fact.is_started for fact in sprints(view, c))]
    found = [*begun, *running, *all_in_view]
    return found[0].community_id if found else ""


def build(view: View) -> SprintProgress:
    """The page of this viewer, all but the community that is unfolded."""
    words = view.words
    ribbons = tuple(_ribbon(view, unit, community) for unit, community in _in_view(view))
    return SprintProgress(
        head=page_head(
            view,
            words.text("Sprint progress"),
            words.text("Where is each community in its own plan?"),
        ),
        ribbons=ribbons,
        heads=(words.text("Within the planned time"), words.text("Closed with")),
        plan=_plan(view, ribbons),
    )


def _in_view(view: View) -> Iterator[tuple[Unit, Community]]:
    """Every community once, in the order of the units, by start date within one."""
    for unit in view.units:
        for community in in_plan_order(unit.communities):
            yield unit, community


def _ribbon(view: View, unit: Unit, community: Community) -> Ribbon:
    words, shown = view.words, lane(view, community, is_own=unit.is_own)
    facts, one = sprints(view, community), community_unit(community, is_own=unit.is_own)
    return Ribbon(
        community_id=community.community_id,
        lane=shown,
        caption=f"{view.owner_name(community)} · {shown.state}",
        versions=version_marks(view, community),
        told=(
            time_lines(facts, words),
            _closed_with(view, one),
        ),
        is_apart=unit.is_overarching,
    )


def _closed_with(view: View, one: Unit) -> tuple[str, ...]:
    """Reflections and reviews of the ended sprints; what both lack is said once."""
    words = view.words
    reflections = say_count(view.cell("reflection_completion", one), words)
    reviews = say_count(view.cell("sprint_reviews_held", one), words)
    if not reflections.is_ok and reflections == reviews:
        return (reflections.headline,)
    return (
        words.text("reflection: {count}", count=reflections.headline),
        words.text("review: {count}", count=reviews.headline),
    )


def _plan(view: View, ribbons: tuple[Ribbon, ...]) -> Exhibit:
    words = view.words
    lead = words.text("Ribbon of the own plan per community, and which sprints ended in time.")
    said = [f"{r.lane.name}, {r.caption}: {', '.join(r.told[0])}" for r in ribbons]
    rows: list[tuple[Value, ...]] = [
        (community.name, view.owner_name(community), *row)
        for _, community in _in_view(view)
        for row in _sprint_rows(view, community)
    ]
    return exhibit(
        view,
        name="sprint-progress",
        title=words.text("Each community in its own plan"),
        alt=f"{lead} {'. '.join(said)}.",
        columns=(words.text("Community"), words.text("Company"), *_columns(view)),
        rows=rows,
        indicators=EXPECTED,
        note=words.text(
            "Full = elapsed, pale = still to come, tick = the date of the figures. Circle = a "
            "version of the end product. In time = at most two days longer or shorter than planned."
        ),
    )


def _columns(view: View) -> tuple[str, ...]:
    words = view.words
    return (
        words.text("Sprint"),
        words.text("Planned end"),
        words.text("Actual end"),
        words.text("Within the planned time"),
        words.text("Reflection"),
        words.text("Review"),
        words.text("Try-out"),
        words.text("Agreed work done"),
    )


def _sprint_rows(view: View, community: Community) -> Iterator[tuple[Value, ...]]:
    words = view.words
    for fact in sprints(view, community):
        name = words.text("sprint {number}", number=fact.sprint_no)
        best = words.text("{sprint} (chosen as best)", sprint=name) if fact.is_best else name
        yield (
            best,
            words.short_day(fact.planned_end),
            ended(fact, words),
            in_time(fact, words),
            reflected(fact, words),
            reviewed(fact, words),
            tried_out(fact, words),
            agreed(view, community, fact),
        )


def unfold(view: View, community_id: str) -> OneCommunity | None:
    """What is known of one community; None where this viewer does not see it."""
    found = [_one(view, u, c) for u, c in _in_view(view) if c.community_id == community_id]
    return found[0] if found else None


def _one(view: View, unit: Unit, community: Community) -> OneCommunity:
    one = community_unit(community, is_own=unit.is_own)
    rows, columns = tuple(_sprint_rows(view, community)), _columns(view)
    told = tuple((row[0], _told(columns[1:], row[1:])) for row in rows)
    return OneCommunity(
        name=community.name,
        sprints=Table("sprints", (), columns, rows),
        sprints_told=Table("sprints-told", (), (columns[0], view.words.text("How it went")), told),
        figures=_figures(view, one, community),
        burn_ups=burn_ups(view, community, is_own=unit.is_own),
        absences=absences(view, [one], EXPECTED),
    )


def _told(columns: tuple[str, ...], row: tuple[Value, ...]) -> str:
    return " · ".join(f"{column}: {value}" for column, value in zip(columns, row, strict=True))


def _figures(view: View, one: Unit, community: Community) -> tuple[Figure, ...]:
    words = view.words
    counts = [
        Figure(
            words.text(label),
            say_count(view.cell(name, one), words),
            short_definition(view, name),
        )
        for name, label in COUNTS.items()
    ]
    days = Figure(
        words.text("Days until finished (median)"),
        say_number(view.cell("action_lead_time_median", one), words),
        short_definition(view, "action_lead_time_median"),
    )
    made = Said(words.number(len(versions(view, community))), version_words(view, community))
    return (
        *counts,
        days,
        Figure(words.text("Versions"), made, short_definition(view, "versions_per_sprint")),
        _best(view, one, community),
    )


def _best(view: View, one: Unit, community: Community) -> Figure:
    words = view.words
    chosen = [fact.sprint_no for fact in sprints(view, community) if fact.is_best]
    if chosen:
        said = Said(words.text("sprint {number}", number=chosen[0]))
    else:
        cell = view.cell("best_sprint_chosen", one)
        is_due = cell is not None and cell.is_ok
        text = words.text("not chosen") if is_due else words.text("not yet due")
        said = Said(text, is_ok=False)
    help_text = short_definition(view, "best_sprint_chosen")
    return Figure(words.text("Best sprint"), said, help_text)
