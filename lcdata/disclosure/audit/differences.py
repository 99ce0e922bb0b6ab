"""What two releases tell when one is taken from the other.

Both publish atoms: sets of facts that nobody can take apart. Everybody may add whole atoms of the
one and take off whole atoms of the other; what is left is about the persons whose facts do not
cancel. The fewest persons that any such difference is about is a cut in a small graph:

    before   {a+ b+ c-}      {d+ e+}             atoms are the nodes, 0 or 1
    now      {a+ b+ c+}      {d+ e+ f+}          a fact binds its atom before to its atom now,
    left     c (two facts)   f                   or, if it is gone or new, to nothing (0)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

Fact: TypeAlias = tuple[object, str, bool]
"""What it says and of what, the person, and whether anything is known by it."""
Atom: TypeAlias = frozenset[Fact]
Node: TypeAlias = tuple[bool, int]
"""Whether the atom is one of now, and its number."""
Counted: TypeAlias = tuple[bool, str]
"""Whether for a known fact, and the person."""

_TRIED = 10
"""Up to so many atoms every choice is tried; beyond, the solver finds the least."""


@dataclass
class _Bond:
    """The facts between two atoms: the persons they are about, those with a known one apart."""

    known: set[str] = field(default_factory=set)
    everybody: set[str] = field(default_factory=set)

    @property
    def counted(self) -> set[Counted]:
        """Its persons, once for being there and once more for a known fact."""
        known = {(True, person) for person in self.known}
        return known | {(False, person) for person in self.everybody}


Bonds: TypeAlias = dict[tuple[Node | None, Node | None], _Bond]


def differences(old: Sequence[Atom], new: Sequence[Atom]) -> Iterator[int]:
    """For each bundle of atoms that hang together: the difference about the fewest persons.

    Args:
        old: the atoms of the release before.
        new: the atoms of this one.

    Yields:
        How many persons have a known fact in it or, where none has, how many have any. Nothing
        for a bundle that did not change.
    """
    for bonds in _bundles(_bonds(old, new)):
        nodes = sorted({node for pair in bonds for node in _nodes(pair)})
        is_same = len(nodes) == 2 and list(bonds) == [(nodes[0], nodes[1])]
        if not is_same:
            yield min(_tried(nodes, bonds) if len(nodes) <= _TRIED else _solved(nodes, bonds))


def _bonds(old: Sequence[Atom], new: Sequence[Atom]) -> Bonds:
    place_old = {fact: (False, number) for number, atom in enumerate(old) for fact in atom}
    place_new = {fact: (True, number) for number, atom in enumerate(new) for fact in atom}
    found: Bonds = defaultdict(_Bond)
    for fact in place_old.keys() | place_new.keys():
        bond = found[place_old.get(fact), place_new.get(fact)]
        _, person, is_known = fact
        bond.everybody.add(person)
        if is_known:
            bond.known.add(person)
    return found


def _bundles(bonds: Bonds) -> Iterator[Bonds]:
    """The bonds by atoms that hang together through facts they share."""
    left = dict(bonds)
    while left:
        reached = _nodes(next(iter(left)))
        bundle: Bonds = {}
        while more := [pair for pair in left if reached & _nodes(pair)]:
            bundle |= {pair: left.pop(pair) for pair in more}
            reached |= {node for pair in more for node in _nodes(pair)}
        yield bundle


def _nodes(pair: Iterable[Node | None]) -> set[Node]:
    return {node for node in pair if node}


def _tried(nodes: Sequence[Node], bonds: Bonds) -> Iterator[int]:
    """The persons of every difference there is."""
    for choice in product((0, 1), repeat=len(nodes)):
        taken: dict[Node | None, int] = {None: 0, **dict(zip(nodes, choice, strict=True))}
        left = [bond for (a, b), bond in bonds.items() if taken[a] != taken[b]]
        if left:
            yield _persons(left)


def _persons(left: Sequence[_Bond]) -> int:
    known = set[str]().union(*(bond.known for bond in left))
    return len(known or set[str]().union(*(bond.everybody for bond in left)))


def _solved(nodes: Sequence[Node], bonds: Bonds) -> Iterator[int]:
    """The least difference that takes each bond apart, by integer programming.

    A person with a known fact costs more than everybody without one: those count only where there
    is none of the former.
    """
    from scipy.optimize import Bounds, milp

    counted = sorted(set[Counted]().union(*(bond.counted for bond in bonds.values())))
    names: list[object] = [*nodes, *counted]
    dear = float(len(counted))
    cost = np.array([0.0] * len(nodes) + [dear if is_known else 1.0 for is_known, _ in counted])
    cut = _cut(names, bonds)
    for taken, other in ((a, b) for pair in bonds for a, b in (pair, pair[::-1]) if a):
        low = [float(name == taken) for name in names]
        high = [float(name != other) for name in names]
        found = milp(
            cost, constraints=cut, integrality=np.ones_like(cost), bounds=Bounds(low, high)
        )
        if not found.success:
            raise ArithmeticError(f"the solver gave up: {found.message}")
        values = dict(zip(names, found.x.round(), strict=True)) | {None: 0.0}
        yield _persons([bond for (a, b), bond in bonds.items() if values[a] != values[b]])


def _cut(names: Sequence[object], bonds: Bonds) -> LinearConstraint:
    """A person counts once one of the two atoms of a fact is taken without the other."""
    from scipy.optimize import LinearConstraint

    rows = [
        [float(name == who) - sign * ((name == a) - (name == b)) for name in names]
        for (a, b), bond in bonds.items()
        for who in bond.counted
        for sign in (1, -1)
    ]
    return LinearConstraint(np.array(rows), 0, np.inf)
