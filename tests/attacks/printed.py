"""What viewers can print of the attendance vector, as sums over places and states.

A printed sum says how many groups it leaves out, not which. The attacker tries every choice that
fits that number, and is told where one and only one choice gives the printed numbers: an attacker
who guesses right. Where several do, the sum still bounds from both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import comb
from typing import NamedTuple, TypeAlias

import numpy as np

from lcdata.access import Scope
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import ReadModel
from tests.attacks.registers import KNOWN, PAIRS, THERE, Places, Registers
from tests.attacks.solver import FAR, Sum

States: TypeAlias = tuple[str, ...]

FAMILY: Mapping[str, tuple[States, States]] = {
    "attendance_rate": (THERE, KNOWN),
    "attendance_rate_excl_excused": (THERE, (*THERE, "absent")),
    "unexcused_rate": (("absent",), KNOWN),
    "late_share": (("late",), THERE),
    "register_coverage": (KNOWN, PAIRS),
    "design.support.register_coverage": (KNOWN, PAIRS),
}
"""Indicator → the states its numerator and its denominator count (`indicators.md` section 2)."""

ALL_PRESENT = "design.D1.all_present"
EVERYONE = ("everyone", "complete")
WEEK = "week"
MOST_CHOICES = 400
"""Choices of groups left out that the attacker goes through."""


class Figure(NamedTuple):
    """One printed figure, without who printed it.

    `counted` has each number with the states it counts, for a period or a cycle week; `is_dated`
    says that it is printed with an older date, so that something in it is repeated.
    """

    indicator: str
    grain: str
    entity_id: str
    period: str
    left_out: int | None
    counted: tuple[tuple[States, int], ...]
    is_dated: bool = False


Wanted: TypeAlias = Callable[[Figure], bool]


@dataclass
class Printed:
    """Everything some viewers can print together.

    Attributes:
        registers: the public plan of it, and the judge's check of the attacker's guesses.
        figures: what was printed, once each.
        own: communities with a figure of their own, by indicator and period.
        empty: communities that are said to have nothing there.
        hidden: communities whose figure is said to be hidden there.
    """

    registers: Registers
    figures: set[Figure] = field(default_factory=set)
    own: set[tuple[str, str, str]] = field(default_factory=set)
    empty: set[tuple[str, str, str]] = field(default_factory=set)
    hidden: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, scope: Scope, model: ReadModel) -> None:
        """What this viewer can print, but for the own register."""
        for cell in model.cells:
            if cell.entity_id not in scope.community_ids:
                self._add_cell(cell)
        for point in model.weeks:
            counted = ((THERE, round(point.num)), (KNOWN, round(point.den)))
            period = f"{WEEK} {point.week}"
            self.figures.add(Figure(WEEK, point.grain, point.entity_id, period, None, counted))

    def _add_cell(self, cell: Cell) -> None:
        if cell.indicator not in FAMILY and cell.indicator != ALL_PRESENT:
            return
        key = (cell.indicator, cell.entity_id, cell.period)
        if cell.is_ok:
            self.own.add(key)
        else:
            (self.hidden if cell.status == "suppressed" else self.empty).add(key)
        counted = tuple(_counted(cell))
        if counted:
            self.figures.add(Figure(*_key(cell), cell.left_out, counted, cell.as_of is not None))

    def sums(self, wanted: Wanted = lambda figure: True) -> Iterator[Sum]:
        """What the wanted figures say of the marks."""
        for figure in sorted(self.figures, key=repr):
            if wanted(figure):
                yield from self._sums(figure)

    def _sums(self, figure: Figure) -> Iterator[Sum]:
        if figure.is_dated:
            return  # it says itself that it is not of the marks of today alone
        unit = self.unit(figure.grain, figure.entity_id)
        fits = self._fits(figure, unit)
        if fits == []:
            return  # repeated from an earlier release: it is of other marks than those of today
        chosen = fits[0] if fits and len(fits) == 1 else None
        if figure.indicator == ALL_PRESENT:
            if chosen is not None:
                yield from _everyone(figure, chosen, self.registers)
            return
        for states, value in figure.counted:
            if chosen is not None:
                yield Sum.exactly(_cross(self._at(chosen, figure), states), value)
            elif figure.grain != "community":
                yield Sum(_cross(self._at(unit, figure), states), value, FAR)

    def unit(self, grain: str, entity_id: str) -> frozenset[str]:
        """The communities of a unit."""
        owners = self.registers.owners
        chosen: Mapping[str, Callable[[str, str | None], bool]] = {
            "community": lambda one, owner: one == entity_id,
            "company": lambda one, owner: owner == entity_id,
            "consortium": lambda one, owner: owner is not None,
            "overarching": lambda one, owner: owner is None,
            "pooled": lambda one, owner: owner not in {None, entity_id},
        }
        return frozenset(one for one, owner in owners.items() if chosen[grain](one, owner))

    def _fits(self, figure: Figure, unit: frozenset[str]) -> list[frozenset[str]] | None:
        """Which communities may be in the sum; None where there are too many choices to try."""
        here = {one for one in unit if (one, figure.period) in self.registers.cuts}
        hidden = sorted(one for one in here if self._is_hidden(one, figure))
        counts = _left_out(len(hidden), figure)
        if any(comb(len(hidden), count) > MOST_CHOICES for count in counts):
            return None
        always = frozenset(here) - frozenset(hidden)
        rest = self._numbers(figure) - sum(self._adds(one, figure) for one in always)
        adds = {one: self._adds(one, figure) for one in hidden}
        return [
            always | frozenset(taken)
            for count in counts
            for taken in combinations(hidden, len(hidden) - count)
            if not np.any(rest - sum(adds[one] for one in taken))
        ]

    @cached_property
    def whole(self) -> set[str]:
        """Communities with attendance of their own, hidden in no period."""
        about = [
            {one for indicator, one, _ in keys if indicator == "attendance_rate"}
            for keys in (self.own, self.hidden)
        ]
        return about[0] - about[1]

    def _is_hidden(self, community: str, figure: Figure) -> bool:
        """Whether nobody showed a figure of this group alone, nor said that there is none."""
        if figure.indicator == WEEK:
            return community not in self.whole
        key = (figure.indicator, community, figure.period)
        return key not in self.own and key not in self.empty

    def _numbers(self, figure: Figure) -> np.ndarray:
        return np.array([number for _, number in figure.counted])

    def _adds(self, community: str, figure: Figure) -> np.ndarray:
        """What this community would add to the printed numbers: the judge's help."""
        if figure.indicator == ALL_PRESENT:
            return np.array([self.registers.everyone[community, name] for name in EVERYONE])
        places = self.registers.cuts[community, figure.period]
        return np.array([self.registers.count(places, states) for states, _ in figure.counted])

    def _at(self, communities: Iterable[str], figure: Figure) -> Places:
        nowhere: Places = frozenset()
        cuts = self.registers.cuts
        return nowhere.union(*(cuts.get((one, figure.period), nowhere) for one in communities))


def _left_out(hidden: int, figure: Figure) -> list[int]:
    """How many of the hidden groups may be left out of the sum, by what it says of that."""
    if figure.left_out is None:
        return list(range(hidden + 1))
    return [min(figure.left_out, hidden)]


def _key(cell: Cell) -> tuple[str, str, str, str]:
    return cell.indicator, cell.grain, cell.entity_id, cell.period


def _counted(cell: Cell) -> Iterator[tuple[States, int]]:
    if not cell.is_ok or cell.num is None or isinstance(cell.den, str) or cell.den is None:
        return
    num, den = FAMILY.get(cell.indicator, (EVERYONE[:1], EVERYONE[1:]))
    yield num, round(cell.num)
    yield den, round(cell.den)
    if isinstance(cell.n_missing, int) and PAIRS not in {num, den} and cell.indicator in FAMILY:
        yield ("unknown",), cell.n_missing


def _cross(places: Places, states: States) -> frozenset[tuple[object, str]]:
    return frozenset((place, state) for place in places for state in states)


def _everyone(figure: Figure, chosen: frozenset[str], registers: Registers) -> Iterator[Sum]:
    """What the number of sessions with everyone there says of the marks.

    Each complete session without everyone has a mark that is excused or absent, each session that
    is not complete has an unknown one.
    """
    (_, everyone), (_, complete) = figure.counted
    places = frozenset(place for one in chosen for place in registers.places(one))
    held = sum(registers.everyone[one, "held"] for one in chosen)
    missed = _cross(places, ("excused", "absent"))
    unknown = _cross(places, ("unknown",))
    yield Sum(missed, complete - everyone, 0 if everyone == held else FAR)
    yield Sum(unknown, held - complete, 0 if complete == held else FAR)
