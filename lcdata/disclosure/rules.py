"""The rules about hidden parts (`indicators.md` section 7, rules 1, 2, 4, 5 and 7).

One thought carries all of them: whoever sees a total and some of its parts also sees what is
left over. So a hidden part needs company, and enough of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from lcdata.disclosure.atoms import REST, Atom, Atoms
from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERALL

Judge = Callable[[Collection[Atom]], bool]
"""Whether atoms may be known together, as one number."""


def closed_atoms(atoms: Atoms, policy: Policy) -> set[tuple[str, str]]:
    """Atoms of one indicator that nobody but the own facilitator sees.

    Rules 1 and 5 close what is too small; rule 4 closes further periods of the community until
    overall minus the open periods no longer gives a closed one.
    """
    closed: set[tuple[str, str]] = set()
    for community in {community for community, _ in atoms}:
        terms = {period: atom for (owner, period), atom in atoms.items() if owner == community}
        closed |= {(community, period) for period in _closed_periods(terms, policy)}
    return closed


def _closed_periods(terms: Mapping[str, Atom], policy: Policy) -> set[str]:
    closed = {period for period, atom in terms.items() if atom.is_too_small(policy)}
    overall = terms.get(OVERALL)
    if overall is None or OVERALL in closed:
        return set(terms)
    while closed:
        left_over = [terms[period] for period in terms if period in closed | {REST}]
        if len(left_over) > 1 and holds_enough(left_over, policy):
            break
        open_periods = [period for period in terms if period not in closed | {OVERALL, REST}]
        if not open_periods:
            return set(terms) if not holds_enough([overall], policy) else closed
        closed.add(smallest(open_periods, lambda period: terms[period].size))
    return closed


def holds_enough(together: Collection[Atom], policy: Policy) -> bool:
    """Rule 7, quick form: as a sum these leave each of them at least `k_person` values.

    A part of a sum lies between 0 and the sum, so the sum of what is counted, and of what it is
    counted from, must reach the threshold. Facts (0 or 1 per community) must differ.
    """
    counted = sum(atom.num for atom in together if atom.num is not None)
    if is_fact(together):
        return 0 < counted < len(together)
    has_num = any(atom.num is not None for atom in together)
    has_den = any(atom.den is not None for atom in together)
    total = sum(atom.den for atom in together if atom.den is not None)
    return (not has_num or counted >= policy.k_person) and (not has_den or total >= policy.k_person)


def is_fact(together: Iterable[Atom]) -> bool:
    """Whether these are yes-or-no facts of communities."""
    return all(atom.den == 1 and atom.period == OVERALL for atom in together)


def persons_of(together: Iterable[Atom]) -> int:
    """Distinct persons of some atoms; of numbers of persons, their sum."""
    counted = list(together)
    distinct = len(frozenset[str]().union(*(atom.persons for atom in counted)))
    return min(distinct, sum(atom.size for atom in counted))


def smallest(names: Iterable[str], size: Callable[[str], float]) -> str:
    """The smallest; of two alike the later one."""
    return min(sorted(names, reverse=True), key=size)


def included(candidates: Atoms, may_be_known: Judge) -> set[str]:
    """Periods in whose sum the unshown atoms take part; in the others they are left out.

    Rule 2, and the same thought over time: overall minus the sprints that hold them must not
    give away the ones left out there.

    Args:
        candidates: the unshown atoms of one sum, with what lies outside the sprints.
        may_be_known: whether atoms may be known together.
    """
    periods = {period for _, period in candidates} - {REST}
    by_period = {
        period: [atom for (_, other), atom in candidates.items() if other == period]
        for period in periods
    }
    taken = {period for period in periods if may_be_known(by_period[period])}
    while OVERALL in taken:
        left_over = [
            atom
            for (_, period), atom in candidates.items()
            if period != OVERALL and period not in taken
        ]
        sprints = taken - {OVERALL}
        has_sprints = len(periods) > 1
        if not has_sprints or not sprints or not left_over or may_be_known(left_over):
            break
        taken.remove(smallest(sprints, lambda period: persons_of(by_period[period])))
    return taken


def judge_sum(closed: Collection[tuple[str, str]], policy: Policy) -> Judge:
    """May the unshown atoms of a company, the consortium or the overarching sum be known?"""

    def may_be_known(together: Collection[Atom]) -> bool:
        if persons_of(together) < policy.k_person:
            return False
        has_closed = any((atom.community, atom.period) in closed for atom in together)
        return not has_closed or (len(together) > 1 and holds_enough(together, policy))

    return may_be_known


def judge_pooled(
    owners: Mapping[str, str], closed: Collection[tuple[str, str]], policy: Policy
) -> Judge:
    """May these atoms of other companies be known together? Enough companies, none too large."""
    may_be_summed = judge_sum(closed, policy)

    def may_be_known(together: Collection[Atom]) -> bool:
        if not may_be_summed(together):
            return False
        by_company: dict[str, list[Atom]] = {}
        for atom in together:
            by_company.setdefault(owners[atom.community], []).append(atom)
        sizes = [persons_of(part) for part in by_company.values()]
        return is_mixed(sizes, policy)

    return may_be_known


def is_mixed(sizes: Collection[int], policy: Policy) -> bool:
    """Enough companies with persons, none of them above its share of all of them."""
    there = [size for size in sizes if size]
    return len(there) >= policy.pooled_companies and max(there) <= policy.pooled_share * sum(there)
