"""Rule 7: how far the visible cells narrow a hidden number down, by integer programming."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lcdata.disclosure.atoms import Atom
from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERALL

Key = tuple[str, str]
"""Community and period."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """What one viewer knows of one indicator.

    Attributes:
        atoms: all atoms with exact counts, with what lies outside the sprints.
        seen: atoms in view by themselves.
        sums: per shown sum the atoms in it.
    """

    atoms: Mapping[Key, Atom]
    seen: Collection[Key]
    sums: Sequence[frozenset[Key]]


def too_narrow(view: View, hidden: Collection[Key], policy: Policy) -> Iterator[Key]:
    """Hidden atoms whose num or den has fewer than `k_person` possible values left.

    Unknowns are the counts of every atom out of view, whole numbers, num ≤ den. What is known:
    each shown sum, and that overall is the sprints and the rest. Yes-or-no facts of a community
    have two values at most, so that both must remain.
    """
    system = _System(view)
    for key in sorted(hidden):
        if key in system.connected and system.is_narrow(key, policy.k_person):
            yield key


class _System:
    def __init__(self, view: View) -> None:
        self._atoms = view.atoms
        self._unknown = sorted(key for key in view.atoms if key not in set(view.seen))
        self._place = {key: place for place, key in enumerate(self._unknown)}
        self._rows = [*self._sums(view), *self._periods(view)]
        self.connected = self._reached_by_sums()
        self._matrix = self._matrices()

    def _sums(self, view: View) -> Iterator[tuple[dict[Key, int], bool]]:
        """Each shown sum without its visible parts: known."""
        for parts in view.sums:
            unseen = {key: 1 for key in parts if key in self._place}
            if unseen:
                yield unseen, True

    def _periods(self, view: View) -> Iterator[tuple[dict[Key, int], bool]]:
        """Overall − sprints − rest = 0 per community, without its visible terms."""
        for community in {community for community, _ in view.atoms}:
            terms = [key for key in view.atoms if key[0] == community]
            if (community, OVERALL) not in view.atoms or len(terms) == 1:
                continue
            unseen = {key: 1 if key[1] == OVERALL else -1 for key in terms if key in self._place}
            if unseen:
                yield unseen, len(unseen) < len(terms)

    def _reached_by_sums(self) -> set[Key]:
        """Atoms that share an equation with a visible cell, over however many steps."""
        reached = {key for row, is_known in self._rows if is_known for key in row}
        while True:
            more = {key for row, _ in self._rows if reached & set(row) for key in row}
            if more <= reached:
                return reached
            reached |= more

    def _matrices(self) -> tuple[Array, Array, Array]:
        """Coefficients over the unknowns, and the right-hand sides of num and den."""
        matrix = np.zeros((len(self._rows), len(self._unknown)))
        for line, (row, _) in enumerate(self._rows):
            for key, sign in row.items():
                matrix[line, self._place[key]] = sign
        num = np.array([self._atoms[key].num or 0.0 for key in self._unknown])
        den = np.array([self._atoms[key].den or 0.0 for key in self._unknown])
        return matrix, matrix @ num, matrix @ den

    def is_narrow(self, key: Key, k: int) -> bool:
        """Whether fewer than the needed values of num or den remain."""
        atom = self._atoms[key]
        if atom.den == 1 and key[1] == OVERALL:
            return self._width(key, of_den=False, is_fact=True) < 1
        has_den = atom.den is not None
        return self._width(key, of_den=False) < k or (has_den and self._width(key, of_den=True) < k)

    def _width(self, key: Key, *, of_den: bool, is_fact: bool = False) -> float:
        """Largest minus smallest value that fits everything known."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        matrix, num, den = self._matrix
        size = len(self._unknown)
        nothing = np.zeros_like(matrix)
        equations = np.block([[matrix, nothing], [nothing, matrix]])
        known = np.concatenate([num, den])
        order = np.hstack([np.eye(size), -np.eye(size)])
        counts_only = np.array([self._atoms[k].den is None for k in self._unknown])
        limits = np.where(counts_only, np.inf, 0.0)
        upper = np.ones(2 * size) if is_fact else np.full(2 * size, np.inf)
        place = self._place[key] + (size if of_den else 0)
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(2 * size)
            aim[place] = sign
            found = milp(
                aim,
                integrality=np.ones(2 * size, dtype=np.int64),
                bounds=Bounds(0, upper),
                constraints=[
                    LinearConstraint(equations, known, known),
                    LinearConstraint(order, -np.inf, limits),
                ],
            )
            if found.status == _UNBOUNDED or found.fun is None:
                return float("inf")
            ends.append(sign * float(found.fun))
        return round(ends[1] - ends[0])


_UNBOUNDED = 3
