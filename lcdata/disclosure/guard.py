"""The guard: raw figures in, what anybody but the own facilitator may see out.

Each figure about persons is made anew of the observations that are published, once, the same for
every viewer: of marks (`marks.py`), of members' facts and of answers (`observations.py`). What
those leave out is in no sum, so no sum can give it away. Who reads which of these cells is a
table of its own (`viewers.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from lcdata.disclosure.marks import MARK, not_shown, published_pairs
from lcdata.disclosure.marks_history import follow
from lcdata.disclosure.members import counted_members, with_members
from lcdata.disclosure.mixture import is_mixed
from lcdata.disclosure.observations import (
    OBSERVATION,
    follow_answers,
    follow_members,
    observations,
    replaced,
)
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.records import exact, said, with_traits
from lcdata.disclosure.shrinking import shrunken
from lcdata.disclosure.surveys import hidden_answers
from lcdata.disclosure.viewers import reach_table
from lcdata.disclosure.weeks import weeks
from lcdata.domain import OVERALL, OVERARCHING_ID, About, Counts, Grain, Status
from lcdata.pipelines.facts import FactsOfMarks
from lcdata.pipelines.indicator import KEYS
from lcdata.pipelines.observed import Measured, Observed, gathered
from lcdata.pipelines.others import others
from lcdata.pipelines.pooling import pool
from lcdata.pipelines.release import TRAITS, Computed
from lcdata.pipelines.timeline import marks_by_week

_KEY = list(KEYS)


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


@dataclass(frozen=True)
class Guarded:
    """What the guard publishes.

    Attributes:
        cells: every figure once (`records.CELL`), and the own facilitators' versions.
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
    return _Guard(computed, policy, before or Before.nothing()).run()


def owners_of(communities: pl.DataFrame) -> dict[str, str]:
    """Community → its company, or `overarching`."""
    pairs = communities.select("community_id", pl.col("organisation_id").fill_null(OVERARCHING_ID))
    return dict(pairs.iter_rows())


class _Guard:
    def __init__(self, computed: Computed, policy: Policy, before: Before) -> None:
        self._computed = computed
        self._policy = policy
        self._observed = computed.observed
        self._communities = computed.observed.communities
        self._units = computed.facts.units
        self._pooled = {
            kind for kind in policy.reach["director"] if "pooled" in policy.reach["director"][kind]
        }
        alive = self._communities.select("community_id")
        self._marks = follow(
            marks_by_week(computed.facts), before.marks.join(alive, on="community_id", how="semi"),
            policy,
        )  # fmt: skip
        self._members, self._answers = self._followed(
            before.observations.join(alive, on="community_id", how="semi")
        )

    def run(self) -> Guarded:
        """The whole of it."""
        owners = owners_of(self._communities)
        reach = reach_table(owners, self._policy)
        made_of = pl.concat(
            [self._of_nobody(), self._of_marks(), self._of_members(), self._of_answers()],
            how="diagonal",
        )
        told = said(made_of, self._policy)
        own = exact(with_traits(self._raw(pl.col("grain") == Grain.COMMUNITY), TRAITS))
        cells = pl.concat([told, own, shrunken(told, made_of)])
        reached = ["kind", "grain", "entity_id", "is_own"]
        return Guarded(
            cells=cells.join(reach, on=reached, how="semi").sort(*KEYS, "is_own"),
            reach=reach,
            weeks=weeks(self._marks, owners, self._policy),
            marks=self._marks,
            observations=pl.concat([self._members, self._answers]),
        )

    def _followed(self, before: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        now = observations(self._observed.measured, self._communities)
        owned = self._communities.select("community_id", "organisation_id").drop_nulls()
        about = {About.MEMBERS: pl.DataFrame(), About.ANSWERS: pl.DataFrame()}
        names = {kind: [n for n, t in TRAITS.items() if t.about is kind] for kind in about}
        mine, theirs = (pl.col("indicator").is_in(names[kind]) for kind in about)
        return (
            follow_members(now.filter(mine), before.filter(mine), self._policy),
            follow_answers(now.filter(theirs), before.filter(theirs), owned, self._policy),
        )

    # Process figures: every size, with their counts.

    def _of_nobody(self) -> pl.DataFrame:
        raw = with_traits(self._raw(_is_about(About.NOBODY)), TRAITS)
        pooled = self._others(self._observed, self._computed.cells, About.NOBODY)
        shown = raw.with_columns(is_hidden=pl.lit(value=False))
        return _shown(pl.concat([shown, pooled], how="diagonal"))

    # The register: sums of cells that hold enough persons.

    def _of_marks(self) -> pl.DataFrame:
        pairs = published_pairs(self._marks)
        found = self._gathered_marks(pairs)
        records = pool(found, found.units)
        closed = self._unshown()
        hidden = closed.select("grain", "entity_id", "period").with_columns(has_unshown=True)
        keys = ["grain", "entity_id", "period"]
        told = with_traits(records, TRAITS).join(hidden, on=keys, how="left")
        is_data = pl.col("status").is_in([str(Status.TOO_FEW)])
        is_hidden = is_data & pl.col("has_unshown").fill_null(value=False)
        left_out = closed.select(*keys, left_out="communities")
        return _dated(
            pl.concat(
                [
                    told.with_columns(is_hidden=is_hidden).drop("has_unshown"),
                    self._others(found, records, About.MARKS),
                ],
                how="diagonal",
            ).join(left_out, on=keys, how="left"),
            self._behind(self._marks.filter("is_behind"), pl.col("block")),
            keys,
        )

    def _gathered_marks(self, pairs: pl.DataFrame) -> Observed:
        """The indicators about marks, measured on the marks that are shown."""
        marts = self._computed.facts.marts
        shown = FactsOfMarks(marts, pairs)
        eligible = pl.col("person_id").n_unique().over("community_id", "session_id")
        large = FactsOfMarks(marts, pairs.filter(eligible >= self._policy.k_person))
        measured = [
            (one, one.measure(large if one.traits.counts is Counts.SESSIONS else shown))
            for one, _ in self._observed.measured
            if one.traits.about is About.MARKS
        ]
        return gathered(measured, shown)

    def _unshown(self) -> pl.DataFrame:
        """`grain, entity_id, period, communities`: how many communities' marks are not shown."""
        return (
            not_shown(self._marks)
            .join(self._with_pooled(), on="community_id")
            .group_by("grain", "entity_id", "period")
            .agg(communities=pl.len().cast(pl.Int64))
        )

    def _with_pooled(self) -> pl.DataFrame:
        """The units of each community, `pooled` ones of the other companies too."""
        companies = self._units.filter(pl.col("grain") == Grain.COMPANY)
        names = companies.select(but="entity_id").unique()
        pooled = (
            companies.join(names, how="cross")
            .filter(pl.col("entity_id") != pl.col("but"))
            .select("community_id", pl.lit(str(Grain.POOLED)).alias("grain"), entity_id="but")
        )
        return pl.concat([self._units.select(pooled.columns), pooled])

    # Members: communities of enough members.

    def _of_members(self) -> pl.DataFrame:
        measured = replaced(self._measured(About.MEMBERS), self._members)
        counted = counted_members(measured, self._observed.members, self._policy)
        found = gathered(with_members(measured, counted), self._computed.facts)
        records = pool(found, found.units)
        raw = self._raw(_is_about(About.MEMBERS)).select(*_KEY, raw_status="status")
        told = with_traits(records, TRAITS).join(raw, on=_KEY, how="left")
        is_hidden = (pl.col("status") != Status.OK) & (pl.col("raw_status") == Status.OK)
        keys = ["indicator", "grain", "entity_id", "period"]
        behind = self._behind(self._members.filter("is_behind"), pl.lit(OVERALL), "indicator")
        return _dated(
            pl.concat(
                [
                    told.with_columns(is_hidden=is_hidden).drop("raw_status"),
                    self._others(found, records, About.MEMBERS),
                ],
                how="diagonal",
            ).join(self._left_out(counted), on=keys, how="left"),
            behind,
            keys,
        )

    def _left_out(self, counted: pl.DataFrame) -> pl.DataFrame:
        """How many communities with a figure are too small for it, by figure and unit."""
        return (
            self._observed.states.filter((pl.col("status") == Status.OK) & _is_about(About.MEMBERS))
            .join(counted, on=["indicator", "community_id"], how="anti")
            .join(self._with_pooled(), on="community_id")
            .group_by("indicator", "grain", "entity_id", "period")
            .agg(left_out=pl.len().cast(pl.Int64))
        )

    # Answers: companies and the consortium.

    def _of_answers(self) -> pl.DataFrame:
        found = gathered(
            replaced(self._measured(About.ANSWERS), self._answers), self._computed.facts
        )
        units = found.units.filter(
            pl.col("grain").is_in([str(Grain.COMPANY), str(Grain.CONSORTIUM)])
        )
        made = with_traits(pool(found, units), TRAITS)
        told = pl.concat(
            [
                made.with_columns(is_own=pl.lit(value=is_own)).join(
                    hidden_answers(made, self._policy, is_own=is_own).with_columns(is_hidden=True),
                    on=_KEY,
                    how="left",
                )
                for is_own in (False, True)
            ]
        )
        keys = ["indicator", "grain", "entity_id", "period"]
        behind = self._behind(self._answers.filter("is_behind"), pl.col("period"), "indicator")
        return _dated(
            told.with_columns(
                pl.col("is_hidden").fill_null(value=False), left_out=pl.lit(0, dtype=pl.Int64)
            ),
            behind,
            keys,
        )

    # What they share.

    def _raw(self, which: pl.Expr) -> pl.DataFrame:
        return self._computed.cells.filter(which)

    def _measured(self, about: About) -> Measured:
        return [pair for pair in self._observed.measured if pair[0].traits.about is about]

    def _others(self, found: Observed, records: pl.DataFrame, about: About) -> pl.DataFrame:
        """The other companies together, of every figure that is shown so; hidden if too few.

        Figures about marks exist so over everything only: their sprints would be too fine.
        """
        asked = [
            one.id
            for one, _ in found.measured
            if one.traits.about is about and one.traits.kind in self._pooled
        ]
        mine = records.filter(pl.col("indicator").is_in(asked))
        if about is About.MARKS:
            mine = mine.filter(pl.col("period") == OVERALL)
        made = others(found, mine, asked)
        mixed = is_mixed(mine.filter(pl.col("grain") == Grain.COMPANY), self._policy)
        keys = ["indicator", "period", "entity_id"]
        return with_traits(
            made.join(mixed, on=keys, how="left").with_columns(
                is_hidden=~pl.col("is_mixed").fill_null(value=True)
            ).drop("is_mixed"),
            TRAITS,
        )  # fmt: skip

    def _behind(self, rows: pl.DataFrame, period: pl.Expr, *more: str) -> pl.DataFrame:
        """The oldest date of what stays behind, per unit and period it is part of."""
        dated = rows.with_columns(period=period)
        overall = dated.with_columns(period=pl.lit(OVERALL))
        return (
            pl.concat([dated, overall])
            .select("community_id", "period", "as_of", *more)
            .unique()
            .join(self._with_pooled(), on="community_id")
            .group_by(*more, "grain", "entity_id", "period")
            .agg(pl.col("as_of").min())
        )


def _is_about(about: About) -> pl.Expr:
    names = [name for name, traits in TRAITS.items() if traits.about is about]
    return pl.col("indicator").is_in(names)


def _shown(records: pl.DataFrame) -> pl.DataFrame:
    return records.with_columns(
        left_out=pl.lit(0, dtype=pl.Int64), as_of=pl.lit(None, dtype=pl.Date)
    )


def _dated(records: pl.DataFrame, behind: pl.DataFrame, keys: Iterable[str]) -> pl.DataFrame:
    """The records with `left_out` filled in and the date of those that stay behind."""
    return records.join(behind, on=list(keys), how="left").with_columns(
        pl.col("left_out").fill_null(0),
        as_of=pl.when(pl.col("status") == Status.OK).then("as_of"),
    )
