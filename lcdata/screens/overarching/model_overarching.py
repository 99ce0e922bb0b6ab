"""Overarching community: what do the companies do together?"""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.domain import sprint_period
from lcdata.locale import N_
from lcdata.screens.overarching.model_boundary import Boundary, boundary, visit_list, visits_between
from lcdata.view_models.definition import short_definition
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import Figure, Said, say, say_count
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.plan import phase_words
from lcdata.view_models.table import Value
from lcdata.view_models.unit import Unit
from lcdata.view_models.unit_row import UnitRow, unit_rows
from lcdata.view_models.view import View

SHARED_WITH = {
    "other_community": N_("another community"),
    "overarching": N_("the overarching community"),
}

OWN_FIGURES = {
    "sessions_held_ratio": N_("Sessions that took place"),
    "sprints_in_time_box": N_("Sprints closed in time"),
    "reflection_completion": N_("Sprints with a closing reflection"),
    "gives_and_takes": N_("Members who bring and take"),
}


@dataclass(frozen=True)
class Overarching:
    """The whole page."""

    head: PageHead
    figures: tuple[Figure, ...]
    rows: tuple[UnitRow, ...]
    plan_alt: str
    questions: tuple[str, ...]
    own: tuple[Figure, ...]
    sprints: tuple[Figure, ...]
    boundary: Boundary
    visits: Exhibit
    shared: Exhibit


def build(view: View) -> Overarching:
    """The page of this viewer."""
    words, unit = view.words, _unit(view)
    rows = unit_rows(view, (unit,))
    return Overarching(
        head=page_head(
            view,
            words.text("Overarching community"),
            words.text("What do the companies do together?"),
        ),
        figures=_figures(view, unit),
        rows=rows,
        plan_alt="; ".join(caption for row in rows for caption in row.captions),
        questions=tuple(f"{c.name}: {c.question}" for c in unit.communities),
        own=tuple(_own(view, unit, name) for name in OWN_FIGURES),
        sprints=_by_sprint(view, unit),
        boundary=boundary(view),
        visits=visit_list(view),
        shared=_shared(view),
    )


def _unit(view: View) -> Unit:
    return next(unit for unit in view.units if unit.is_overarching)


def _figures(view: View, unit: Unit) -> tuple[Figure, ...]:
    words = view.words
    represented = say_count(view.cell("companies_represented", unit), words)
    three = say_count(view.cell("sessions_three_companies", unit), words)
    return (
        Figure(
            words.text("Companies represented"),
            represented,
            short_definition(view, "companies_represented"),
        ),
        Figure(
            words.text("Sessions with three or more companies"),
            three,
            short_definition(view, "sessions_three_companies"),
        ),
        _visits(view),
        Figure(
            words.text("Present at its sessions"),
            say(view.cell("attendance_rate", unit), words),
            short_definition(view, "attendance_rate"),
        ),
    )


def _visits(view: View) -> Figure:
    words = view.words
    if view.is_leader:
        count = Said(words.number(len(visits_between(view))))
        meaning = words.text(
            "Visits of communities of one company to those of another, over all sprints, each "
            "counted once."
        )
        return Figure(words.text("Visits between companies"), count, meaning)
    count = Said(words.number(len(view.model.visits)))
    meaning = words.text("Visits paid or received by the communities in view, as delivered.")
    return Figure(words.text("Visits in view"), count, meaning)


def _own(view: View, unit: Unit, indicator: str) -> Figure:
    label = view.words.text(OWN_FIGURES[indicator])
    said = say(view.cell(indicator, unit), view.words)
    return Figure(label, said, short_definition(view, indicator))


def _by_sprint(view: View, unit: Unit) -> tuple[Figure, ...]:
    """Attendance in each phase of its plan; empty without one."""
    own = {community.community_id for community in unit.communities}
    phases = {p.sprint_no: p for p in view.model.phases if p.community_id in own}
    return tuple(
        Figure(
            view.words.text("Present, {phase}", phase=phase_words(phases[number], view.words)),
            say(view.cell("attendance_rate", unit, sprint_period(number)), view.words),
            short_definition(view, "attendance_rate"),
        )
        for number in sorted(phases)
    )


def _shared(view: View) -> Exhibit:
    """Versions of end products that were presented beyond the own community."""
    words = view.words
    ordered = sorted(view.model.product_versions, key=lambda v: v.completed_on, reverse=True)
    rows: list[tuple[Value, ...]] = [
        (
            words.short_day(version.completed_on),
            view.community(version.community_id).name,
            words.text("version {number}", number=version.version_no),
            words.text(SHARED_WITH[version.presented_to]),
        )
        for version in ordered
        if version.presented_to in SHARED_WITH
    ]
    return exhibit(
        view,
        name="overarching-shared",
        title=words.text("Product shared with others"),
        alt="",
        columns=(
            words.text("Date"),
            words.text("Community"),
            words.text("Product"),
            words.text("Presented to"),
        ),
        rows=rows,
    )
