"""The guard: raw figures in, what anybody but the own facilitator may see out.

Each figure about persons is made anew of the observations that are published, once, the same for
every viewer: of marks (`marks.py`), of members' facts and of answers (`observations.py`). What
those leave out is in no sum, so no sum can give it away. Who reads which of these cells is a
table of its own (`viewers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from lcdata.disclosure.about_answers import figures_of_answers
from lcdata.disclosure.about_marks import figures_of_marks, limited_by_what_is_shown
from lcdata.disclosure.about_members import figures_of_members
from lcdata.disclosure.about_nobody import figures_of_nobody
from lcdata.disclosure.marks import MARK
from lcdata.disclosure.marks_history import follow
from lcdata.disclosure.observations import (
    OBSERVATION,
    follow_answers,
    follow_members,
    observations,
)
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.records import about, exact, said, with_traits
from lcdata.disclosure.shrinking import shrunken
from lcdata.disclosure.units import owners_of
from lcdata.disclosure.viewers import reach_table
from lcdata.disclosure.weeks import weeks
from lcdata.domain import About, Grain
from lcdata.pipelines.computed import TRAITS, Computed
from lcdata.pipelines.indicator import KEYS
from lcdata.pipelines.timeline import marks_by_week


@dataclass(frozen=True)
class Before:
    """What the release before published its figures about persons of; empty before the first.

    Attributes:
        marks: the marks (`marks.MARK`).
        observations: members' facts and answers (`observations.OBSERVATION`).
    """

    marks: pl.DataFrame
    observations: pl.DataFrame

    @classmethod
    def nothing(cls) -> Before:
        """Before the first release."""
        return cls(pl.DataFrame(schema=MARK), pl.DataFrame(schema=OBSERVATION))

    @property
    def is_ours(self) -> bool:
        """Whether it is as this program writes it; another version may have remembered less."""
        return self.marks.schema == MARK and self.observations.schema == OBSERVATION

    def still_there(self, marks: pl.DataFrame, observations: pl.DataFrame) -> Before:
        """Without the register, or the figure, of a community of which nothing is delivered.

        What was purged is not remembered here either.
        """
        return Before(
            self.marks.join(marks, on="community_id", how="semi"),
            self.observations.join(observations, on=["indicator", "community_id"], how="semi"),
        )


@dataclass(frozen=True)
class Guarded:
    """What the guard publishes.

    Attributes:
        cells: every figure once (`records.CELL`), and the own versions.
        reach: which of them each viewer reads (`viewers.REACH`).
        weeks: attendance by cycle week and unit (`weeks.WEEK`).
        marks: the marks the figures are made of, for the next release.
        observations: the other observations they are made of, for the next release.
    """

    cells: pl.DataFrame
    reach: pl.DataFrame
    weeks: pl.DataFrame
    marks: pl.DataFrame
    observations: pl.DataFrame


def guard(computed: Computed, policy: Policy, before: Before | None = None) -> Guarded:
    """What everybody may see (`indicators.md` section 7).

    Args:
        computed: the raw cells and the observations behind them.
        policy: thresholds, bands and the role table.
        before: what the release before published, which rule 8 asks for.
    """
    communities = computed.observed.communities
    pairs = marks_by_week(computed.facts)
    now = observations(computed.observed.measured, communities)
    last = (before or Before.nothing()).still_there(pairs, now)
    marks = follow(pairs, last.marks, policy)
    members, answers = _followed(now, last.observations, communities, policy)
    figures = pl.concat(
        [
            figures_of_nobody(computed, policy),
            figures_of_marks(computed, marks, policy),
            figures_of_members(computed, members, policy),
            figures_of_answers(computed, answers, policy),
        ],
        how="diagonal",
    )
    owners = owners_of(communities)
    reach = reach_table(owners, policy)
    told = said(figures, policy)
    communities_own = computed.cells.filter(pl.col("grain") == Grain.COMMUNITY)
    of_their_own = limited_by_what_is_shown(communities_own, computed, marks)
    cells = [told, exact(with_traits(of_their_own, TRAITS)), shrunken(told, figures)]
    return Guarded(
        cells=_reached(pl.concat(cells), reach),
        reach=reach,
        weeks=weeks(marks, owners, policy),
        marks=marks,
        observations=pl.concat([members, answers]),
    )


def _followed(
    now: pl.DataFrame, before: pl.DataFrame, communities: pl.DataFrame, policy: Policy
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The observations about members and from answers that are published."""
    owners = communities.select("community_id", "organisation_id").drop_nulls()
    members, answers = about(About.MEMBERS), about(About.ANSWERS)
    return (
        follow_members(now.filter(members), before.filter(members), policy),
        follow_answers(now.filter(answers), before.filter(answers), owners, policy),
    )


def _reached(cells: pl.DataFrame, reach: pl.DataFrame) -> pl.DataFrame:
    """The cells that anybody reads: what nobody may see is not in the release."""
    keys = ["kind", "grain", "entity_id", "is_own"]
    return cells.join(reach, on=keys, how="semi").sort(*KEYS, "is_own")
