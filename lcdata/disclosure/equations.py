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
    free = _exchangeable(view, policy.k_person)
    for key in sorted(hidden):
        if key in system.connected and key not in free and system.is_narrow(key, policy.k_person):
            yield key


def _exchangeable(view: View, k: int) -> set[Key]:
    """Atoms that can trade with others without any visible cell changing: no need to solve.

    Two unknown atoms in the same sums, of one community or each under an overall that is in the
    same sums too, can hand any part of their counts to each other. So each can be anything
    between 0 and all they hold together; with `k` or more of both num and den that is enough.
    """
    seen = set(view.seen)
    sums_of: dict[Key, list[int]] = {key: [] for key in view.atoms}
    for number, parts in enumerate(view.sums):
        for key in parts & view.atoms.keys():
            sums_of[key].append(number)
    groups: dict[tuple[object, ...], list[Key]] = {}
    for key in view.atoms.keys() - seen:
        whole = (key[0], OVERALL)
        if key[1] == OVERALL and any(other[0] == key[0] for other in view.atoms if other != key):
            continue
        is_bound = whole in seen and key != whole
        under = key[0] if is_bound else tuple(sums_of.get(whole, ()))
        groups.setdefault((is_bound, under, *sums_of[key]), []).append(key)
    free: set[Key] = set()
    for keys in groups.values():
        atoms = [view.atoms[key] for key in keys]
        den = sum(atom.den or 0 for atom in atoms)
        has_den = any(atom.den is not None for atom in atoms)
        is_fact = any(atom.den == 1 and atom.period == OVERALL for atom in atoms)
        holds_enough = sum(atom.num or 0 for atom in atoms) >= k and (not has_den or den >= k)
        if len(keys) > 1 and holds_enough and not is_fact:
            free |= set(keys)
            free |= {(key[0], OVERALL) for key in keys if (key[0], OVERALL) not in seen}
    return free


class _System:
    def __init__(self, view: View) -> None:
        self._atoms = view.atoms
        self._unknown = view.atoms.keys() - set(view.seen)
        self._rows = [*self._sums(view), *self._periods(view)]
        self.connected = self._reached_by_sums()

    def _sums(self, view: View) -> Iterator[tuple[dict[Key, int], bool]]:
        """Each shown sum without its visible parts: known."""
        for parts in view.sums:
            unseen = {key: 1 for key in parts if key in self._unknown}
            if unseen:
                yield unseen, True

    def _periods(self, view: View) -> Iterator[tuple[dict[Key, int], bool]]:
        """Overall − sprints − rest = 0 per community, without its visible terms."""
        for community in {community for community, _ in view.atoms}:
            terms = [key for key in view.atoms if key[0] == community]
            if (community, OVERALL) not in view.atoms or len(terms) == 1:
                continue
            unseen = {key: 1 if key[1] == OVERALL else -1 for key in terms if key in self._unknown}
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

    def _component(self, key: Key) -> tuple[Array, Array, Array, list[Key]]:
        """The equations around a key: coefficients, their num and den, the unknowns."""
        unknown, lines = {key}, set[int]()
        while True:
            more = {n for n, (row, _) in enumerate(self._rows) if unknown & row.keys()} - lines
            if not more:
                break
            lines |= more
            unknown |= {other for n in more for other in self._rows[n][0]}
        ordered = sorted(unknown)
        place = {other: number for number, other in enumerate(ordered)}
        matrix = np.zeros((len(lines), len(ordered)))
        for line, number in enumerate(sorted(lines)):
            for other, sign in self._rows[number][0].items():
                matrix[line, place[other]] = sign
        num = np.array([self._atoms[other].num or 0.0 for other in ordered])
        den = np.array([self._atoms[other].den or 0.0 for other in ordered])
        return matrix, matrix @ num, matrix @ den, ordered

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

        matrix, num, den, unknown = self._component(key)
        size = len(unknown)
        nothing = np.zeros_like(matrix)
        equations = np.block([[matrix, nothing], [nothing, matrix]])
        known = np.concatenate([num, den])
        order = np.hstack([np.eye(size), -np.eye(size)])
        counts_only = np.array([self._atoms[k].den is None for k in unknown])
        limits = np.where(counts_only, np.inf, 0.0)
        upper = np.ones(2 * size) if is_fact else np.full(2 * size, np.inf)
        place = unknown.index(key) + (size if of_den else 0)
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
