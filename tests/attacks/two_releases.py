"""The attack on two releases: what changed in the marks of fewer than five persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lcdata.access import Scope
from tests.attacks.attack import Found, World
from tests.attacks.printed import Figure, Printed, States
from tests.attacks.registers import QUANTITIES, K, Place, Places, Registers, parts
from tests.attacks.solver import Sum, System, Unknown, reduced

Key: TypeAlias = tuple[str, str, str, str]
Moment: TypeAlias = str

BEFORE, AFTER = "before", "after"


def recovered_changes(before: World, after: World) -> list[Found]:
    """What everybody but its facilitator finds out of a change in few persons' marks."""
    printed = {BEFORE: _all_print(before), AFTER: _all_print(after)}
    found: list[Found] = []
    for community in after.registers.owners:
        groups = list(small_changes(before.registers, after.registers, community))
        if groups:
            system = System(_sums(printed, community))
            for name, places, persons in groups:
                told = f"{community} {name}"
                found += _found(printed, system, told, places, persons)
    return found


def small_changes(
    before: Registers, after: Registers, community: str
) -> Iterator[tuple[str, Places, int]]:
    """The parts of a community in which few persons' known marks differ, and how many."""
    changed = dict(_changes(before, after))
    whole = before.places(community) | after.places(community)
    for name, places in parts(whole).items():
        persons = len({person for (person, place) in changed if place in places})
        if 1 <= persons < K:
            yield name, places, persons


def _changes(before: Registers, after: Registers) -> Iterator[tuple[tuple[str, Place], None]]:
    for one, other in ((before, after), (after, before)):
        for key, mark in one.marks.items():
            if other.marks.get(key) != mark and mark[1] != "unknown":
                yield (key[1], mark[0]), None


def _all_print(world: World) -> Printed:
    return world.printed([Scope.leader(), *world.directors, *world.facilitators])


def _sums(printed: Mapping[Moment, Printed], community: str) -> Iterator[Sum]:
    """Both releases, and how their figures differ; everybody else's registers are known."""
    for moment, one in printed.items():
        others = set(one.registers.owners) - {community}
        for known in reduced(one.sums(), one.registers.of(others)):
            yield Sum(_at(moment, known.parts), known.low, known.high)
    yield from _differences(printed, community)


def _differences(printed: Mapping[Moment, Printed], community: str) -> Iterator[Sum]:
    """A figure that moved does so by what befell the one group that changed.

    Of the guesses "it is in this figure, and nothing older was repeated" the attacker is told
    which are right; a figure that is printed with an older date says itself that it is not.
    """
    old, new = ({_key(one): one for one in printed[moment].figures} for moment in (BEFORE, AFTER))
    registers = {moment: one.registers for moment, one in printed.items()}
    for key in sorted(old.keys() & new.keys()):
        if (
            community not in printed[AFTER].unit(key[1], key[2])
            or key[0] == "design.D1.all_present"
            or new[key].is_dated
        ):
            continue
        for (states, was), (_, is_now) in zip(old[key].counted, new[key].counted, strict=False):
            there = {moment: _cut(one, community, key[3]) for moment, one in registers.items()}
            true = registers[AFTER].count(there[AFTER], states) - registers[BEFORE].count(
                there[BEFORE], states
            )
            if is_now - was == true:
                yield Sum.exactly(
                    _names(AFTER, there[AFTER], states), true, _names(BEFORE, there[BEFORE], states)
                )


def _key(figure: Figure) -> Key:
    return figure.indicator, figure.grain, figure.entity_id, figure.period


def _cut(registers: Registers, community: str, period: str) -> Places:
    return registers.cuts.get((community, period), frozenset())


def _names(moment: Moment, places: Places, states: States) -> frozenset[Unknown]:
    return _at(moment, {(place, state) for place in places for state in states})


def _at(moment: Moment, names: set[Unknown] | frozenset[Unknown]) -> frozenset[Unknown]:
    return frozenset((moment, name) for name in names)


def _found(
    printed: Mapping[Moment, Printed], system: System, group: str, places: Places, persons: int
) -> Iterator[Found]:
    was, now = printed[BEFORE].registers, printed[AFTER].registers
    then = {BEFORE: places & frozenset(was.sessions), AFTER: places & frozenset(now.sessions)}
    for quantity, states in QUANTITIES.items():
        true = now.count(then[AFTER], states) - was.count(then[BEFORE], states)
        bounds = system.within(
            _names(AFTER, then[AFTER], states), K, _names(BEFORE, then[BEFORE], states)
        )
        if not true or bounds is None or not bounds[0] <= true <= bounds[1]:
            continue
        least, most = (one.implied(places, states) for one in (was, now))
        if least is None or most is None or bounds[0] > -least or bounds[1] < most:
            yield Found(f"{group}, change", persons, quantity, *bounds, true)
