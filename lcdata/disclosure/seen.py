"""Everything one viewer can see of a release, as the audit looks at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import polars as pl

from lcdata.disclosure.atoms import Atom
from lcdata.disclosure.shrinking import SUFFIX
from lcdata.domain import FigureClass, Grain, Status

Cell: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True)
class Published:
    """A release.

    Attributes:
        cells: the guarded cells.
        made_of: which communities each sum about persons holds.
        atoms: the atoms of each person indicator by community and period.
        raw: the raw cells.
        classes: indicator → class.
        owners: community → its company, or `overarching`.
    """

    cells: pl.DataFrame
    made_of: pl.DataFrame
    atoms: Mapping[str, Mapping[tuple[str, str], Atom]]
    raw: pl.DataFrame
    classes: Mapping[str, FigureClass]
    owners: Mapping[str, str]

    @property
    def viewers(self) -> list[str]:
        """Every viewer there is."""
        return sorted(set(self.cells["viewer"]))

    def seen_by_each(self) -> list[Seen]:
        """What each viewer sees."""
        raw = {key_of(cell): cell for cell in self.raw.iter_rows(named=True)}
        cells, sums = _by_viewer(self.cells), _by_viewer(self.made_of)
        return [Seen(self, name, cells[name], sums.get(name, []), raw) for name in self.viewers]


def _by_viewer(frame: pl.DataFrame) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[row["viewer"]].append(row)
    return dict(found)


@dataclass(frozen=True)
class Seen:
    """One viewer's cells, and what is known of how they are made.

    Attributes:
        of: the release.
        viewer: the viewer's key.
        cells: the cells in view.
        rows: rows of `made_of`.
        raw: the raw cells by key.
    """

    of: Published
    viewer: str
    cells: Sequence[Cell]
    rows: Sequence[Cell]
    raw: Mapping[Key, Cell]

    @property
    def role(self) -> str:
        """The viewer's role."""
        return self.viewer.partition(":")[0]

    @property
    def group(self) -> str:
        """The company of a director, or of a facilitator's communities."""
        return self.viewer.partition(":")[2].partition(":")[0]

    @cached_property
    def reached(self) -> dict[tuple[str, str, str], bool]:
        """Whether the table of roles gives a unit, by kind of figure, grain and entity."""
        return {}

    @cached_property
    def exact(self) -> frozenset[str]:
        """The own communities, which a facilitator sees as they are."""
        is_facilitator = self.viewer.count(":") == 2
        return frozenset(self.viewer.rpartition(":")[2].split(",") if is_facilitator else ())

    @cached_property
    def shown(self) -> frozenset[tuple[str, str, str]]:
        """Indicator, `grain:entity` and period of every figure in view."""
        return self._with_status(Status.OK)

    @cached_property
    def slots(self) -> frozenset[tuple[str, str, str]]:
        """Indicator, `grain:entity` and period of every shielded slot in view."""
        return self._with_status(Status.SUPPRESSED)

    def _with_status(self, status: Status) -> frozenset[tuple[str, str, str]]:
        return frozenset(
            (cell["indicator"], unit_of(cell), cell["period"])
            for cell in self.cells
            if cell["status"] == status
        )

    @cached_property
    def sums(self) -> Mapping[tuple[str, str, str], frozenset[str]]:
        """The communities in each sum."""
        parts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for row in self.rows:
            parts[row["indicator"], unit_of(row), row["period"]].add(row["community_id"])
        return {key: frozenset(communities) for key, communities in parts.items()}

    def is_alone_in_view(self, indicator: str, atom: Atom) -> bool:
        """Whether an atom is shown by itself, or is of a community whose register is in view."""
        if atom.community in self.exact:
            return True
        return (indicator, f"{Grain.COMMUNITY}:{atom.community}", atom.period) in self.shown

    def inside(self, cell: Cell) -> list[Atom]:
        """The atoms a sum holds."""
        atoms = self.of.atoms.get(cell["indicator"], {})
        place = (cell["indicator"], unit_of(cell), cell["period"])
        keys = [(community, cell["period"]) for community in sorted(self.sums.get(place, ()))]
        return [atoms[key] for key in keys if key in atoms]

    def figure_class(self, cell: Cell) -> FigureClass:
        """The class of a figure, shrunken or not."""
        name = cell["indicator"]
        return self.of.classes.get(name) or self.of.classes[name.removesuffix(SUFFIX)]


def unit_of(cell: Cell) -> str:
    """`grain:entity`."""
    return f"{cell['grain']}:{cell['entity_id']}"


def key_of(cell: Cell) -> Key:
    """The key of a record."""
    return cell["indicator"], cell["grain"], cell["entity_id"], cell["period"]


def persons_of(atoms: Sequence[Atom]) -> int:
    """Distinct persons of some atoms; of numbers of persons, their sum."""
    distinct = len(frozenset[str]().union(*(atom.persons for atom in atoms)))
    return min(distinct, sum(atom.size for atom in atoms))
