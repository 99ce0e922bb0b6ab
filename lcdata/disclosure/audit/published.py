"""What the audit reads: a release as it is published, the one before, and the truth to judge by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from lcdata.domain import OVERALL, OVERARCHING_ID, About, Status, Traits


@dataclass(frozen=True)
class MadeOf:
    """What figures about persons are made of.

    Of a release it is a claim, which the audit checks: against what was delivered, and against
    every number.

    Attributes:
        marks: one row per pair: `community_id, session_id, person_id, state, period, week`, and
            in a release `block, atom_week, is_shown`.
        observations: about members and from answers: `indicator, community_id, period, person_id,
            observed` (all of it, as JSON), and in a release `moves_with`: the community, company
            or rest of the consortium it is published with.
    """

    marks: pl.DataFrame
    observations: pl.DataFrame


@dataclass(frozen=True)
class Published:
    """What a release holds.

    Attributes:
        cells: every published figure, `kind` and `is_own` beside the fields of a cell.
        reach: `viewer, kind, grain, entity_id, is_own`: who reads which cells.
        weeks: `grain, entity_id, week, num, den`.
        signals: `community_id, kind, is_own`.
        made_of: what the release says its figures about persons are made of.
    """

    cells: pl.DataFrame
    reach: pl.DataFrame
    weeks: pl.DataFrame
    signals: pl.DataFrame
    made_of: MadeOf

    @property
    def marks(self) -> pl.DataFrame:
        """The marks the figures of attendance are said to be made of."""
        return self.made_of.marks

    def figures_with(self, unit: str, indicators: Collection[str], period: str) -> tuple[str, ...]:
        """The figures everybody reads of a unit, to follow a finding by: overall, and the period.

        Args:
            unit: `grain:entity`.
            indicators: of these.
            period: beside overall.
        """
        grain, entity = unit.split(":", 1)
        told = self.cells.filter(
            (pl.col("grain") == grain)
            & (pl.col("entity_id") == entity)
            & pl.col("indicator").is_in(list(indicators))
            & pl.col("period").is_in([OVERALL, period])
            & ~pl.col("is_own")
            & (pl.col("status") == Status.OK)
        ).sort("indicator", "period")
        return tuple(f"{row['indicator']} {unit} {row['period']}" for row in told.to_dicts())


@dataclass(frozen=True)
class Truth:
    """What is true, read only to judge.

    Attributes:
        cells: the raw records.
        members: `community_id, person_id`.
        communities: `community_id, organisation_id`, null for an overarching one.
        traits: of every indicator there is.
        delivered: the marks and observations that were delivered; None where they are not kept,
            of a release that is live already.
    """

    cells: pl.DataFrame
    members: pl.DataFrame
    communities: pl.DataFrame
    traits: Mapping[str, Traits]
    delivered: MadeOf | None = None

    def named(self, about: About) -> list[str]:
        """The indicators about these facts."""
        return [name for name, one in self.traits.items() if one.about is about]

    @property
    def owners(self) -> dict[str, str]:
        """Community → its company, or `overarching`."""
        owner = pl.col("organisation_id").fill_null(OVERARCHING_ID)
        return dict(self.communities.select("community_id", owner).iter_rows())


EVERYBODY = "everybody"
"""Whoever there is together, but for a group's own facilitator."""


@dataclass(frozen=True)
class Leak:
    """One way in which something hidden is given away; names the place, never the number.

    Attributes:
        rule: which rule of `indicators.md` section 7 is broken, or what else is wrong.
        unit: `grain:entity` of the figure, or the community whose group is given away.
        period: its period or part.
        figures: the figures that give it away together, as `indicator grain:entity period`.
        viewer: who can work it out; `everybody` but the group's own facilitator together.
    """

    rule: str
    unit: str
    period: str
    figures: tuple[str, ...] = ()
    viewer: str = EVERYBODY


@dataclass(frozen=True)
class Proof:
    """What was proven of a release.

    Attributes:
        solver: name and version.
        viewers: viewers of the release.
        equations: numbers about marks that were recomputed and entered the system.
        protected_groups: groups too small to be known whose numbers were bounded.
        solved: integer programs that were solved.
        narrowest: the fewest values left for any number of a protected group beyond what a
            containing group that is shown implies; None where nothing was narrowed at all.
    """

    solver: str
    viewers: int
    equations: int
    protected_groups: int
    solved: int
    narrowest: int | None
