"""Who sits at the table: communities that mix, and members by role."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.domain import Grain
from lcdata.locale import N_
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import MARK, Said, say_count, say_empty, say_number
from lcdata.view_models.table import Value
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

MIXES = {
    "mix_service": N_("service"),
    "mix_discipline": N_("discipline"),
    "mix_experience": N_("experience"),
    "mix_generation": N_("generation"),
}
"""The four kinds of mix, each with what is mixed."""

ROLES = {
    "employee": N_("employees"),
    "student": N_("students"),
    "teacher": N_("teachers"),
    "manager": N_("managers"),
    "expert": N_("experts"),
    "researcher": N_("researchers"),
}


@dataclass(frozen=True)
class Mix:
    """Of `total` communities `mixed` have two or more classes; in words where there is none."""

    mixed: int
    total: int
    said: Said


@dataclass(frozen=True)
class CompositionRow:
    """One unit: its mixes in the order of `MIXES`, and its members by role in words."""

    unit: Unit
    mixes: tuple[Mix, ...]
    roles: str


@dataclass(frozen=True)
class Composition:
    """Rows, the heads of the four mixes, and the words around."""

    rows: tuple[CompositionRow, ...]
    heads: tuple[str, ...]
    exhibit: Exhibit


def composition(view: View) -> Composition:
    """The composition of every unit in view."""
    rows = tuple(
        CompositionRow(unit, tuple(_mix(view, name, unit) for name in MIXES), _roles(view, unit))
        for unit in view.units
    )
    heads = tuple(view.words.text(message) for message in MIXES.values())
    return Composition(rows, heads, _exhibit(view, rows, heads))


def _mix(view: View, indicator: str, unit: Unit) -> Mix:
    """A single community has no share: it either mixes or it does not."""
    cell = view.cell(indicator, unit)
    if cell is None or not cell.is_ok or cell.value is None:
        return Mix(0, 0, say_empty(cell, view.words))
    if unit.grain is Grain.COMMUNITY:
        said = Said(view.words.text("yes") if cell.value else view.words.text("no"))
        return Mix(round(cell.value), 1, said)
    return Mix(round(cell.num or 0), round(cell.total or 1), say_count(cell, view.words))


def _roles(view: View, unit: Unit) -> str:
    """Members by role, roles without anyone left out; a hidden count is said once."""
    words, counted, hidden = view.words, [], []
    for role, message in ROLES.items():
        cell = view.cell(f"members.{role}", unit)
        if cell is not None and cell.is_ok and cell.value != 0:
            said = say_number(cell, words)
            told = f" ({said.remark})" if said.remark else ""
            counted.append(f"{said.headline} {words.text(message)}{told}")
        elif cell is not None and not cell.is_ok:
            hidden.append(say_empty(cell, words).line)
    return ", ".join(counted) or (hidden[0] if hidden else words.text("no figure"))


def _exhibit(view: View, rows: tuple[CompositionRow, ...], heads: tuple[str, ...]) -> Exhibit:
    words = view.words
    lines = [
        f"{row.unit.name}: "
        + ", ".join(f"{head} {mix.said.line}" for head, mix in zip(heads, row.mixes, strict=True))
        for row in rows
    ]
    lead = words.text("Communities with at least two classes, per unit.")
    twins: list[tuple[Value, ...]] = [
        (row.unit.name, *(mix.said.line for mix in row.mixes), row.roles) for row in rows
    ]
    return exhibit(
        view,
        name="participation-composition",
        title=words.text("Who sits at the table"),
        alt=f"{lead} {'. '.join(lines)}.",
        columns=(words.text("Company or community"), *heads, words.text("members by role")),
        rows=twins,
        indicators=(*MIXES, "schools_represented"),
        note=_note(view, rows, heads),
    )


def _note(view: View, rows: tuple[CompositionRow, ...], heads: tuple[str, ...]) -> str:
    said = view.words.text(
        "One circle per community; filled: members of at least two classes. Members whose "
        "class is unknown do not count."
    )
    told = [
        f"{row.unit.short_name}, {head}: {mix.said.remark}"
        for row in rows
        for head, mix in zip(heads, row.mixes, strict=True)
        if mix.said.remark
    ]
    return f"{said} {MARK} {'; '.join(told)}." if told else said
