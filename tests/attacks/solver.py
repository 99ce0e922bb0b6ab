"""Integer bounds on what a set of printed sums leaves possible, by HiGHS; knows no product code."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_matrix

Unknown: TypeAlias = Hashable
Interval: TypeAlias = tuple[int, int]

FAR = 10_000
"""Stands for "as large as you like": more pairs than a consortium has."""


@dataclass(frozen=True)
class Sum:
    """What somebody printed: `parts` without `less` lies between two numbers, both included."""

    parts: frozenset[Unknown]
    low: int
    high: int
    less: frozenset[Unknown] = frozenset()

    @classmethod
    def exactly(cls, parts: Iterable[Unknown], value: int, less: Iterable[Unknown] = ()) -> Sum:
        """The sum of these unknowns, without those others, is this number."""
        return cls(frozenset(parts), value, value, frozenset(less))

    @property
    def signs(self) -> Iterator[tuple[Unknown, int]]:
        """Each unknown with how it counts."""
        yield from ((name, 1) for name in self.parts)
        yield from ((name, -1) for name in self.less)


class Impossible(Exception):
    """No whole numbers fit all sums: an assumption of the attacker was wrong."""


class System:
    """All sums together.

    Args:
        sums: what was printed.
    """

    def __init__(self, sums: Iterable[Sum]) -> None:
        kept = [one for one in dict.fromkeys(sums) if one.parts]
        names = sorted({name for one in kept for name, _ in one.signs}, key=repr)
        self._column = {name: number for number, name in enumerate(names)}
        self._rules = self._matrix(kept)
        self._seen: list[np.ndarray] = []
        if names:
            self._solve(np.zeros(len(names)))

    def within(
        self, wanted: Collection[Unknown], width: int, less: Collection[Unknown] = ()
    ) -> Interval | None:
        """The bounds of the wanted unknowns together; None where `width` values fit or more.

        Args:
            wanted: the unknowns.
            width: so many values have to be possible.
            less: unknowns taken off.
        """
        if not all(name in self._column for name in (*wanted, *less)):
            return None
        goal = np.zeros(len(self._column))
        goal[[self._column[name] for name in wanted]] = 1
        goal[[self._column[name] for name in less]] = -1
        if self._spread(goal) >= width:
            return None
        low = round(self._solve(goal).fun)
        if self._spread(goal) >= width:
            return None
        high = -round(self._solve(-goal).fun)
        return (low, high) if high - low + 1 < width else None

    def _spread(self, goal: np.ndarray) -> int:
        """How many values the solutions met so far show to be possible, at least."""
        met = [round(float(goal @ solution)) for solution in self._seen]
        return max(met) - min(met) + 1

    def _solve(self, goal: np.ndarray) -> OptimizeResult:
        found = milp(
            goal,
            integrality=np.ones(len(goal), dtype=np.int64),
            bounds=Bounds(0, FAR),
            constraints=self._rules,
        )
        if found.x is None:
            raise Impossible(found.message)
        self._seen.append(np.round(found.x))
        return found

    def _matrix(self, sums: list[Sum]) -> LinearConstraint:
        places = [
            (row, self._column[name], sign)
            for row, one in enumerate(sums)
            for name, sign in one.signs
        ]
        rows, columns, signs = zip(*places, strict=True) if places else ((), (), ())
        matrix = csr_matrix((signs, (rows, columns)), shape=(len(sums), len(self._column)))
        return LinearConstraint(matrix, [one.low for one in sums], [one.high for one in sums])


def reduced(sums: Iterable[Sum], known: Mapping[Any, int]) -> list[Sum]:
    """Sums of counts without what is known from elsewhere: a conspirator's own register."""
    taken = []
    for one in sums:
        off = sum(known[name] for name in one.parts if name in known)
        rest = frozenset(name for name in one.parts if name not in known)
        taken.append(Sum(rest, one.low - off, one.high - off))
    return taken
