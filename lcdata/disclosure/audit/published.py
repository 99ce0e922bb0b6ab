"""What the audit reads: a release as it is published, the one before, and the truth to judge by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from lcdata.domain import OVERARCHING_ID, Traits


@dataclass(frozen=True)
class Published:
    """What a release holds.

    Attributes:
        cells: every published figure, `kind` and `is_own` beside the fields of a cell.
        reach: `viewer, kind, grain, entity_id, is_own`: who reads which cells.
        weeks: `grain, entity_id, week, num, den`.
        signals: `community_id, kind, is_own`.
        marks: what the release says its figures of attendance are made of, one row per pair:
            `community_id, session_id, person_id, state, period, week, block, atom_week, is_shown`.
            A claim: every number is recomputed from it.
    """

    cells: pl.DataFrame
    reach: pl.DataFrame
    weeks: pl.DataFrame
    signals: pl.DataFrame
    marks: pl.DataFrame


@dataclass(frozen=True)
class Truth:
    """What is true, read only to judge.

    Attributes:
        cells: the raw records.
        members: `community_id, person_id`.
        communities: `community_id, organisation_id`, null for an overarching one.
        traits: of every indicator there is.
    """

    cells: pl.DataFrame
    members: pl.DataFrame
    communities: pl.DataFrame
    traits: Mapping[str, Traits]

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
