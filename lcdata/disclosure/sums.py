"""Which communities each sum about persons pools for a viewer, and which it leaves out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lcdata.disclosure.atoms import REST, Atom, Atoms
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.rules import closed_atoms, included, judge_pooled, judge_sum
from lcdata.disclosure.viewers import Target
from lcdata.domain import OVERALL, Grain


@dataclass(frozen=True)
class Sum:
    """How one figure of one unit is made for one viewer.

    Attributes:
        indicator: the figure.
        period: its period.
        target: the unit.
        communities: the communities in it; empty where every atom is left out.
        left_out: communities with a figure that are not in it.
    """

    indicator: str
    period: str
    target: Target
    communities: frozenset[str]
    left_out: int

    @property
    def is_shown(self) -> bool:
        """Whether anything is left to show."""
        return bool(self.communities)


class Weighing:
    """One person indicator, weighed against the policy.

    Args:
        indicator: the indicator.
        atoms: its atoms.
        owners: community → its company, or `overarching`.
        policy: the thresholds.
    """

    def __init__(
        self, indicator: str, atoms: Atoms, owners: Mapping[str, str], policy: Policy
    ) -> None:
        self.indicator = indicator
        self.atoms = atoms
        self.closed = closed_atoms(atoms, policy)
        self._judge_sum = judge_sum(self.closed, policy)
        self._judge_pooled = judge_pooled(owners, self.closed, policy)

    def sees(self, target: Target, period: str) -> bool:
        """Whether the figure of one community is shown by itself."""
        (community,) = target.communities
        return target.is_exact or (community, period) not in self.closed

    def sums(self, targets: Collection[Target]) -> Iterator[Sum]:
        """How each sum among a viewer's units is made, companies before what holds companies.

        Args:
            targets: every unit of this indicator that the viewer reaches.
        """
        seen, exact = _seen_communities(targets)
        known = {key for key in self.atoms if key[0] in seen and self._is_open(key, exact)}
        for target in sorted(targets, key=_companies_first):
            if target.grain is Grain.COMMUNITY:
                continue
            made = list(self._periods(target, known))
            yield from made
            if target.grain is Grain.COMPANY:
                known |= {(c, one.period) for one in made for c in one.communities}

    def _periods(self, target: Target, known: AbstractSet[tuple[str, str]]) -> Iterator[Sum]:
        """The sum of a unit in each period in which one of its communities has a figure.

        Args:
            target: the unit.
            known: atoms the viewer sees by themselves, or in a sum that is part of this one.
        """
        parts = {key: atom for key, atom in self.atoms.items() if key[0] in target.communities}
        shown = known & parts.keys()
        candidates = {
            key: atom
            for key, atom in parts.items()
            if key not in shown and (key[0], OVERALL) not in shown
        }
        is_pooled = target.grain is Grain.POOLED
        taken = included(candidates, self._judge_pooled if is_pooled else self._judge_sum)
        for period in sorted({period for _, period in parts} - {REST}):
            there = {community for community, other in parts if other == period}
            inside = {
                community
                for community in there
                if (community, period) in shown
                or (period in taken and (community, period) in candidates)
            }
            yield Sum(self.indicator, period, target, frozenset(inside), len(there) - len(inside))

    def _is_open(self, key: tuple[str, str], exact: Collection[str]) -> bool:
        return key[1] != REST and (key[0] in exact or key not in self.closed)


def weigh(
    atoms: Mapping[str, Mapping[tuple[str, str], Atom]],
    owners: Mapping[str, str],
    policy: Policy,
) -> dict[str, Weighing]:
    """Every person indicator, weighed."""
    return {name: Weighing(name, own, owners, policy) for name, own in atoms.items()}


def _companies_first(target: Target) -> bool:
    return target.grain is not Grain.COMPANY


def _seen_communities(targets: Collection[Target]) -> tuple[set[str], set[str]]:
    """The communities shown by themselves, and those of them shown exactly."""
    alone = [target for target in targets if target.grain is Grain.COMMUNITY]
    seen = {community for target in alone for community in target.communities}
    return seen, {c for target in alone if target.is_exact for c in target.communities}
