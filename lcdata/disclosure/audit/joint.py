"""Everything at once: what everybody together can work out of a release and the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from lcdata.disclosure.audit.answers import telling_answers
from lcdata.disclosure.audit.claims import unexplained
from lcdata.disclosure.audit.delivered import never_delivered
from lcdata.disclosure.audit.family import FAMILY, QUANTITIES, SESSIONS
from lcdata.disclosure.audit.moments import given_away
from lcdata.disclosure.audit.published import Leak, MadeOf, Proof, Published, Truth
from lcdata.disclosure.audit.records import broken_records, out_of_reach, telling_signals
from lcdata.disclosure.audit.system import Bound, Register, bounds, registers
from lcdata.disclosure.audit.totals import (
    members_of_small_groups,
    others_too_few,
)
from lcdata.disclosure.policy import Policy
from lcdata.domain import Grain, Status

_OF_MARKS = (*FAMILY, SESSIONS)


def joint(
    published: Published,
    truth: Truth,
    policy: Policy,
    before: MadeOf | None = None,
    *,
    is_thorough: bool = True,
) -> tuple[list[Leak], Proof]:
    """Every leak, and what was proven.

    Args:
        published: the release.
        truth: the raw figures and members, to judge by.
        policy: the thresholds.
        before: what the release before was made of, built with the same policy; None if there is
            none.
        is_thorough: whether to solve where nothing can come out too (`system.bounds`).
    """
    known = registers(published.marks)
    narrowed = list(_bounds(known, policy, is_thorough=is_thorough))
    leaks = [
        *never_delivered(published, truth, before),
        *unexplained(published, truth, policy),
        *broken_records(published, truth, policy),
        *out_of_reach(published, truth, policy),
        *telling_signals(published, policy),
        *telling_answers(published, truth, policy),
        *members_of_small_groups(published, truth, policy),
        *others_too_few(published, truth, policy),
        *_too_narrow(published, narrowed, policy),
        *(given_away(published, truth, before, policy) if before else ()),
    ]
    small = sum(len(list(register.targets(policy.k_person))) for register in known.values())
    return leaks, _proof(published, narrowed, small)


def _bounds(
    known: Mapping[str, Register], policy: Policy, *, is_thorough: bool
) -> Iterator[tuple[str, Bound]]:
    for community, register in sorted(known.items()):
        for bound in bounds(register, policy.k_person, is_thorough=is_thorough):
            yield community, bound


def _too_narrow(
    published: Published, narrowed: list[tuple[str, Bound]], policy: Policy
) -> Iterator[Leak]:
    for community, bound in narrowed:
        if bound.is_told(policy.k_person):
            unit = f"{Grain.COMMUNITY}:{community}"
            figures = published.figures_with(unit, _OF_MARKS, bound.target.name)
            yield Leak("7", unit, bound.target.name, figures)


def _proof(published: Published, narrowed: list[tuple[str, Bound]], small: int) -> Proof:
    import scipy

    told = published.cells.filter(
        pl.col("indicator").is_in(_OF_MARKS) & ~pl.col("is_own") & (pl.col("status") == Status.OK)
    )
    beyond = [bound.values for _, bound in narrowed if bound.values < bound.implied]
    return Proof(
        solver=f"HiGHS (scipy {scipy.__version__})",
        viewers=published.reach["viewer"].n_unique(),
        equations=2 * (len(told) + len(published.weeks)),
        protected_groups=small,
        solved=2 * len(QUANTITIES) * len(narrowed),
        narrowest=min(beyond, default=None),
    )
