"""Integer bounds on what a set of printed sums leaves possible, by HiGHS; knows no product code."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_matrix

Unknown: TypeAlias = Hashable
Interval: TypeAlias = tuple[int, int]

FAR = 10_000
"""Stands for "as large as you like": more pairs than a consortium has."""


@dataclass(frozen=True)
class Sum:
    """What somebody printed: these unknowns together lie between two numbers, both included."""

    parts: frozenset[Unknown]
    low: int
    high: int

    @classmethod
    def exactly(cls, parts: Iterable[Unknown], value: int) -> Sum:
        """The sum of these unknowns is this number."""
        return cls(frozenset(parts), value, value)


class Impossible(Exception):  # noqa: N818 - what the attacker assumed cannot be
    """No whole numbers fit all sums: an assumption of the attacker was wrong."""


class System:
    """All sums together.

    Args:
        sums: what was printed.
        lowest: the least any unknown can be: 0 for a count, below it for a change.
    """

    def __init__(self, sums: Iterable[Sum], lowest: int = 0) -> None:
        self._lowest = lowest
        kept = [one for one in dict.fromkeys(sums) if one.parts]
        names = sorted({name for one in kept for name in one.parts}, key=repr)
        self._column = {name: number for number, name in enumerate(names)}
        self._rules = self._matrix(kept)
        self._seen: list[np.ndarray] = []
        if names:
            self._solve(np.zeros(len(names)))

    def within(self, wanted: Collection[Unknown], width: int) -> Interval | None:
        """The bounds of the sum of the wanted unknowns; None where `width` values fit or more."""
        if not all(name in self._column for name in wanted):
            return None
        goal = np.zeros(len(self._column))
        goal[[self._column[name] for name in wanted]] = 1
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
            integrality=np.ones(len(goal)),
            bounds=Bounds(np.full(len(goal), self._lowest), np.full(len(goal), FAR)),
            constraints=self._rules,
        )
        if found.x is None:
            raise Impossible(found.message)
        self._seen.append(np.round(found.x))
        return found

    def _matrix(self, sums: list[Sum]) -> LinearConstraint:
        places = [(row, self._column[name]) for row, one in enumerate(sums) for name in one.parts]
        rows, columns = zip(*places, strict=True) if places else ((), ())
        matrix = csr_matrix(
            (np.ones(len(places)), (rows, columns)), shape=(len(sums), len(self._column))
        )
        return LinearConstraint(matrix, [one.low for one in sums], [one.high for one in sums])


def reduced(sums: Iterable[Sum], known: Mapping[Unknown, int]) -> list[Sum]:
    """The sums without what is known from elsewhere: a conspirator's own register."""
    taken = []
    for one in sums:
        off = sum(known[name] for name in one.parts if name in known)
        rest = frozenset(name for name in one.parts if name not in known)
        taken.append(Sum(rest, one.low - off, one.high - off))
    return taken
