"""Rule 7: how far everything that is published narrows down a group too small to be known.

Everybody but a group's own facilitator may put together what they have. They know every other
register exactly, so each published number that holds marks of a community gives them that
community's own part. What is left is a system per community, in whole numbers:

    unknowns   per part (sprint x week) the marks of each of the five states, at least 0
    structure  how many marks a part has: sessions times members, which no figure hides
    equations  per atom that is published: the sum of its parts, state by state

A group is given away when the equations leave it fewer than k values for some quantity, and
fewer than each group it is part of that may be known by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from lcdata.disclosure.audit.family import QUANTITIES, STATES
from lcdata.domain import OVERALL

Part: TypeAlias = tuple[str | None, int | None]
"""A sprint, or None outside them, and a cycle week, or None before the start."""
Vector: TypeAlias = npt.NDArray[np.int64]
"""Marks by state, in the order of `STATES`."""

REST = "outside the sprints"
"""What the marks are called that belong to no sprint."""

_STATE = {state: place for place, state in enumerate(STATES)}


@dataclass
class Group:
    """Marks of one community: who has a known one, who is eligible, and how many by state."""

    known: set[str] = field(default_factory=set)
    eligible: set[str] = field(default_factory=set)
    marks: Vector = field(default_factory=lambda: np.zeros(len(STATES), dtype=np.int64))

    def add(self, person: str, state: str) -> None:
        """One more mark."""
        self.eligible.add(person)
        self.marks[_STATE[state]] += 1
        if state != "unknown":
            self.known.add(person)

    def count(self, states: frozenset[str]) -> int:
        """The marks in these states."""
        return sum(int(self.marks[_STATE[state]]) for state in states)

    def may_be_known(self, k: int) -> bool:
        """Rule 1: marks of k persons and somebody there; without any mark, k who could be."""
        if not self.known:
            return len(self.eligible) >= k
        return len(self.known) >= k and self.count(QUANTITIES["there"]) > 0


@dataclass(frozen=True)
class Target:
    """A group that may not be known: its parts, by what it is called."""

    name: str
    parts: frozenset[Part]


@dataclass(frozen=True)
class Register:
    """One community's marks as a release holds them.

    Attributes:
        parts: the finest parts there are.
        atoms: the sets of parts that are published as a whole.
    """

    parts: Mapping[Part, Group]
    atoms: Sequence[frozenset[Part]]

    def together(self, parts: Iterator[Part] | frozenset[Part]) -> Group:
        """Several parts as one group."""
        found = Group()
        for part in parts:
            one = self.parts[part]
            found.known |= one.known
            found.eligible |= one.eligible
            found.marks = found.marks + one.marks
        return found

    def groups(self) -> Iterator[Target]:
        """The groups one may ask about: the community, a sprint, a week, what lies outside."""
        named: dict[str, set[Part]] = defaultdict(set)
        for sprint, week in self.parts:
            named[OVERALL].add((sprint, week))
            named[sprint or REST].add((sprint, week))
            if week is not None:
                named[f"week {week}"].add((sprint, week))
        for name, parts in named.items():
            yield Target(name, frozenset(parts))

    def targets(self, k: int) -> Iterator[Target]:
        """Those of them that are too small to be known."""
        return (one for one in self.groups() if not self.together(one.parts).may_be_known(k))


def registers(marks: pl.DataFrame) -> dict[str, Register]:
    """The register of each community.

    Args:
        marks: the marks a release says it is made of (`published.Published`).
    """
    parts: dict[str, dict[Part, Group]] = defaultdict(lambda: defaultdict(Group))
    atoms: dict[str, dict[Any, set[Part]]] = defaultdict(lambda: defaultdict(set))
    columns = ["community_id", "person_id", "state", "period", "week"]
    for row in marks.select(*columns, "block", "atom_week", "is_shown").iter_rows():
        community, person, state, sprint, week, block, atom_week, is_shown = row
        parts[community][sprint, week].add(person, state)
        if is_shown:
            atoms[community][block, atom_week].add((sprint, week))
    return {
        community: Register(dict(of), [frozenset(atom) for atom in atoms[community].values()])
        for community, of in parts.items()
    }


@dataclass(frozen=True)
class Bound:
    """What is left open of one group.

    Attributes:
        target: the group.
        quantity: the number that is narrowed down most.
        values: how many values of it everything that is published leaves.
        implied: how many the group leaves that it is part of, may be known, and says most of it.
    """

    target: Target
    quantity: str
    values: int
    implied: int

    def is_told(self, k: int) -> bool:
        """Whether the group is given away: fewer than k values, and than what is implied."""
        return self.values < min(k, self.implied)


def bounds(register: Register, k: int, *, is_thorough: bool = True) -> Iterator[Bound]:
    """For each group too small to be known: its most narrowed quantity.

    A group no published atom touches is left out: nothing is known of it but its size.

    Args:
        register: the community's marks.
        k: distinct persons a group needs to be known.
        is_thorough: whether groups are solved too around which every atom may be known, so that
            the two systems are one and nothing can be narrowed beyond what is allowed.
    """
    known = apart(register.atoms)
    for target in [*register.targets(k), *_too_fine(register, known, k)]:
        around = _connected(target.parts, known)
        if not around:
            continue
        implied = _containing(register, target, known, k)
        if is_thorough or len(around) > 1 or around[0] not in implied:
            yield min(
                _bounds(register, target, around, implied),
                key=lambda one: (not one.is_told(k), one.values >= one.implied, one.values),
            )


def _too_fine(register: Register, known: Sequence[frozenset[Part]], k: int) -> Iterator[Target]:
    """What is published, or left of it, that is too small and no group with a name of its own."""
    named = {one.parts for one in register.groups()}
    for atom in known:
        if atom not in named and not register.together(atom).may_be_known(k):
            parts = sorted(f"{sprint or REST} week {week}" for sprint, week in atom)
            yield Target(", ".join(parts), atom)


def apart(atoms: Sequence[frozenset[Part]]) -> list[frozenset[Part]]:
    """The same knowledge with no set inside another: what is left of a whole is known too."""
    left = list(dict.fromkeys(atom for atom in atoms if atom))
    while nested := next(((s, t) for s in left for t in left if s < t), None):
        inner, outer = nested
        left.remove(outer)
        if (rest := outer - inner) not in left:
            left.append(rest)
    return left


def _containing(
    register: Register, target: Target, known: Sequence[frozenset[Part]], k: int
) -> list[frozenset[Part]]:
    """The groups a target is part of that may be known: published, put together, or by name.

    A published set that only overlaps the target is none of them: what it narrows is a leak.
    """
    touching = [atom for atom in known if atom & target.parts]
    named = [one.parts for one in register.groups()]
    groups = dict.fromkeys([*touching, frozenset[Part]().union(*touching), *named])
    return [
        group
        for group in groups
        if target.parts <= group and register.together(group).may_be_known(k)
    ]


def _bounds(
    register: Register,
    target: Target,
    known: Sequence[frozenset[Part]],
    containing: Sequence[frozenset[Part]],
) -> Iterator[Bound]:
    program = _Program(register, target, known)
    inside = register.together(target.parts)
    for name, states in QUANTITIES.items():
        implied = min(
            (_within(inside, register.together(group), states) for group in containing),
            default=int(inside.marks.sum()) + 1,
        )
        yield Bound(target, name, program.values(states), implied)


def _within(inside: Group, group: Group, states: frozenset[str]) -> int:
    """How many values a number of marks in a group leaves of it in a part of the group."""
    size, whole = int(inside.marks.sum()), int(group.marks.sum())
    counted = group.count(states)
    return min(size, counted) - max(0, size + counted - whole) + 1


def _connected(parts: frozenset[Part], atoms: Sequence[frozenset[Part]]) -> list[frozenset[Part]]:
    """The atoms that share a part with these, over however many steps."""
    reached, found = set(parts), list[frozenset[Part]]()
    while more := [atom for atom in atoms if atom not in found and atom & reached]:
        found += more
        reached.update(*more)
    return found


class _Program:
    """The integer program around one group: some sets of parts that are known as a whole."""

    def __init__(
        self, register: Register, target: Target, atoms: Sequence[frozenset[Part]]
    ) -> None:
        parts = sorted(target.parts.union(*atoms), key=str)
        self._inside = [part in target.parts for part in parts]
        place = {part: number for number, part in enumerate(parts)}
        rows, sums = [], []
        for part in parts:
            row = np.zeros((len(parts), len(STATES)))
            row[place[part], :] = 1
            rows.append(row)
            sums.append(float(register.parts[part].marks.sum()))
        for atom in atoms:
            for state, total in enumerate(register.together(atom).marks):
                row = np.zeros((len(parts), len(STATES)))
                row[[place[part] for part in atom], state] = 1
                rows.append(row)
                sums.append(float(total))
        self._rows = np.array([row.ravel() for row in rows])
        self._sums = np.array(sums)

    def values(self, states: frozenset[str]) -> int:
        """How many values the number of marks in these states can take in the group."""
        cost = np.zeros((len(self._inside), len(STATES)))
        cost[np.ix_(self._inside, [state in states for state in STATES])] = 1
        low, high = self._solved(cost.ravel()), -self._solved(-cost.ravel())
        return round(high) - round(low) + 1

    def _solved(self, cost: npt.NDArray[np.float64]) -> float:
        from scipy.optimize import LinearConstraint, milp

        found = milp(
            cost,
            constraints=LinearConstraint(self._rows, self._sums, self._sums),
            integrality=np.ones(len(cost), dtype=np.int64),
        )
        if not found.success:
            raise ArithmeticError(f"the solver gave up: {found.message}")
        return float(found.fun)
