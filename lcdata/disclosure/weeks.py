"""Attendance by cycle week, for the run charts: the same figures cut another way.

Weeks and sprints cut the same overall figure, so a week is shown only where no period of its
communities is hidden; otherwise a hidden sprint could be solved from the weeks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import polars as pl

from lcdata.access import Role
from lcdata.disclosure.atoms import REST, Atom
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.rules import included, judge_pooled
from lcdata.disclosure.sums import Sum, Weighing
from lcdata.disclosure.viewers import Viewer
from lcdata.domain import CONSORTIUM_ID, OVERALL, OVERARCHING_ID, Grain

WEEK: dict[str, pl.DataType] = {
    "viewer": pl.String(),
    "grain": pl.String(),
    "entity_id": pl.String(),
    "week": pl.Int64(),
    "num": pl.Float64(),
    "den": pl.Float64(),
}

Row = tuple[str, str, str, int, float, float]


class Weeks:
    """The weeks every viewer may see.

    Args:
        marks: one row per known pair: `community_id, week, person_id, is_there`.
        weighed: attendance, weighed; None where nobody has any.
        owners: community → its company, or `overarching`.
        policy: the thresholds.
    """

    def __init__(
        self,
        marks: pl.DataFrame,
        weighed: Weighing | None,
        owners: Mapping[str, str],
        policy: Policy,
    ) -> None:
        self._marks = marks
        self._owners = owners
        self._policy = policy
        self._closed = weighed.closed if weighed else set()
        self._atoms = weighed.atoms if weighed else {}
        hidden = {community for community, _ in self._closed}
        self._open = {c for c, period in self._atoms if period == OVERALL} - hidden

    def rows(self, viewer: Viewer, sums: Collection[Sum]) -> Iterator[Row]:
        """The weeks of one viewer; facilitators have a register instead.

        Args:
            viewer: the viewer.
            sums: how the viewer's sums are made.
        """
        if viewer.role is Role.FACILITATOR:
            return
        shown = [
            one
            for one in sums
            if one.indicator == "attendance_rate"
            and one.period == OVERALL
            and one.target.grain in {Grain.COMPANY, Grain.OVERARCHING}
        ]
        together: set[str] = set()
        for one in shown:
            weeks = list(self._whole(one.communities))
            together |= one.communities if weeks and one.target.grain is Grain.COMPANY else set()
            unit = (viewer.key, str(one.target.grain), one.target.entity_id)
            yield from ((*unit, *week) for week in weeks)
        if viewer.role is Role.LEADER:
            unit = (viewer.key, str(Grain.CONSORTIUM), CONSORTIUM_ID)
            yield from ((*unit, *week) for week in self._whole(frozenset(together)))
        if viewer.company_id:
            unit = (viewer.key, str(Grain.POOLED), viewer.company_id)
            yield from ((*unit, *week) for week in self._pooled(viewer.company_id))

    def _whole(self, communities: frozenset[str]) -> Iterator[tuple[int, float, float]]:
        """All weeks of these communities, or none: where one is too small the others tell it."""
        if not communities or not communities <= self._open:
            return
        weeks = self._counted(communities)
        if len(weeks) and weeks["persons"].list.len().min() >= self._policy.k_person:  # type: ignore[operator]
            yield from weeks.select("week", "num", "den").iter_rows()

    def _pooled(self, company_id: str) -> Iterator[tuple[int, float, float]]:
        """The weeks of the other companies together that their other figures do not give away."""
        others = {c for c, o in self._owners.items() if o not in {OVERARCHING_ID, company_id}}
        candidates = {
            (community, period): atom
            for (community, period), atom in self._atoms.items()
            if community in others and period == OVERALL
        }
        for community in others - self._open:
            if (community, OVERALL) in candidates:
                candidates[community, REST] = candidates[community, OVERALL]
        for community in others & self._open:
            candidates |= {
                (community, str(week)): Atom(
                    community, str(week), frozenset(persons), len(persons), num, den
                )
                for week, num, den, persons in self._counted({community}).iter_rows()
            }
        judge = judge_pooled(self._owners, self._closed, self._policy)
        taken = included(candidates, judge)
        if OVERALL in taken:
            for week, num, den, _ in self._counted(others & self._open).iter_rows():
                if str(week) in taken:
                    yield week, num, den

    def _counted(self, communities: Collection[str]) -> pl.DataFrame:
        """`week, num, den, persons` of these communities together, week by week."""
        return (
            self._marks.filter(pl.col("community_id").is_in(list(communities)))
            .group_by("week")
            .agg(
                num=pl.col("is_there").sum().cast(pl.Float64),
                den=pl.len().cast(pl.Float64),
                persons=pl.col("person_id").unique(),
            )
            .sort("week")
        )
