"""The guard: raw cells in, what each viewer there is may see out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import polars as pl

from lcdata.access import Role
from lcdata.disclosure.atoms import as_table, atoms
from lcdata.disclosure.guarded import MADE_OF, Guarded, Key, by_key, made_of_rows, owners_of
from lcdata.disclosure.policy import TELLS_OF_ALL, Kind, Policy, is_number_of_persons, kind
from lcdata.disclosure.records import CELL, Record, hidden, said
from lcdata.disclosure.rules import is_mixed
from lcdata.disclosure.shrinking import shrunken
from lcdata.disclosure.sums import Sum, weigh
from lcdata.disclosure.surveys import SurveyTotals
from lcdata.disclosure.viewers import Target, Viewer, viewers
from lcdata.disclosure.weeks import WEEK, Weeks
from lcdata.domain import OVERARCHING_ID, FigureClass, Grain, Status
from lcdata.pipelines.indicator import KEYS
from lcdata.pipelines.observed import UNITS
from lcdata.pipelines.pooling import pool
from lcdata.pipelines.release import Computed


def guard(
    computed: Computed,
    classes: Mapping[str, FigureClass],
    policy: Policy,
    fresh: pl.DataFrame | None = None,
) -> Guarded:
    """What every viewer may see (`indicators.md` section 7).

    Args:
        computed: the raw cells, and the observations to pool sums anew from, without the groups
            that are left out.
        classes: indicator → class of figure.
        policy: thresholds and reach.
        fresh: the raw cells without what is repeated (rule 8), for the own facilitator; the same
            as those of `computed` unless given.
    """
    return _Guard(computed, classes, policy, fresh).run()


class _Guard:
    def __init__(
        self,
        computed: Computed,
        classes: Mapping[str, FigureClass],
        policy: Policy,
        fresh: pl.DataFrame | None,
    ) -> None:
        observed, raw = computed.observed, computed.cells
        self._observed = observed
        self._policy = policy
        self._reached: dict[tuple[str, Kind], list[Target]] = {}
        self._classes = classes
        self._owners = owners_of(observed.communities)
        self._raw = by_key(raw)
        self._fresh = self._raw if fresh is None else by_key(fresh)
        self._atoms = atoms(observed, raw)
        self._weighed = weigh(self._atoms, self._owners, policy)
        self._surveys = SurveyTotals(self._raw, classes, policy)
        attendance = self._weighed.get("attendance_rate")
        self._weeks = Weeks(computed.week_marks, attendance, self._owners, policy)

    def run(self) -> Guarded:
        everyone = viewers(self._owners)
        sums = {viewer.key: list(self._sums(viewer)) for viewer in everyone}
        anew = self._pooled_anew(everyone, sums)
        rows: list[Record] = []
        made_of: list[tuple[str, ...]] = []
        for viewer in everyone:
            cells = [
                *self._process(viewer, anew),
                *self._alone(viewer),
                *self._summed(viewer, sums[viewer.key], anew),
                *self._surveyed(viewer),
            ]
            rows += [{"viewer": viewer.key, **cell} for cell in cells]
            made_of += [row for one in sums[viewer.key] for row in made_of_rows(viewer.key, one)]
        frame = pl.DataFrame(rows, schema={"viewer": pl.String(), **CELL}, orient="row")
        extra = shrunken(frame.filter(pl.col("viewer") == "leader"), self._raw)
        return Guarded(
            pl.concat([frame, extra]).unique(["viewer", *KEYS], keep="first", maintain_order=True),
            pl.DataFrame(made_of, schema=MADE_OF, orient="row"),
            pl.DataFrame(
                [row for one in everyone for row in self._weeks.rows(one, sums[one.key])],
                schema=WEEK,
                orient="row",
            ),
            as_table(self._atoms),
        )

    @cached_property
    def _by_class(self) -> dict[tuple[FigureClass, Kind], dict[str, list[Key]]]:
        """The raw keys by class and kind, then by `grain:entity`."""
        found: dict[tuple[FigureClass, Kind], dict[str, list[Key]]] = {}
        for key in self._raw:
            figure_class = self._classes[key[0]]
            of_kind = found.setdefault((figure_class, kind(key[0], figure_class)), {})
            of_kind.setdefault(f"{key[1]}:{key[2]}", []).append(key)
        return found

    def _units(self, viewer: Viewer, of_kind: Kind) -> list[Target]:
        """Each unit this viewer reaches for a kind of figure."""
        key = (viewer.key, of_kind)
        if key not in self._reached:
            self._reached[key] = viewer.targets(of_kind, self._policy, self._owners)
        return self._reached[key]

    def _targets(
        self, viewer: Viewer, figure_class: FigureClass
    ) -> Iterator[tuple[Target, list[Key]]]:
        """Each unit this viewer reaches, with the raw keys of it."""
        for (of_class, of_kind), by_unit in self._by_class.items():
            if of_class is figure_class:
                for target in self._units(viewer, of_kind):
                    yield target, by_unit.get(f"{target.grain}:{target.entity_id}", [])

    # Process figures: every size, with their counts.

    def _process(self, viewer: Viewer, anew: Mapping[Key, Record]) -> Iterator[Record]:
        for target, keys in self._targets(viewer, FigureClass.PROCESS):
            for key in keys:
                yield said(self._raw[key], FigureClass.PROCESS, target, self._policy)
        for key in self._process_pooled_keys(viewer):
            unit = Target(Grain.POOLED, key[2], frozenset())
            if self._is_mixed(viewer, key):
                yield said(anew[key], FigureClass.PROCESS, unit, self._policy)
            else:
                yield hidden(*key)

    def _process_pooled_keys(self, viewer: Viewer) -> list[Key]:
        if viewer.role is not Role.DIRECTOR or not viewer.company_id:
            return []
        kinds = [
            of_kind for of_kind in Kind if "pooled" in self._policy.reached(viewer.role, of_kind)
        ]
        names = {
            (key[0], key[3])
            for key in self._raw
            if key[1] == Grain.COMPANY
            and key[2] != viewer.company_id
            and self._classes[key[0]] is FigureClass.PROCESS
            and kind(key[0], FigureClass.PROCESS) in kinds
        }
        return [(name, Grain.POOLED, viewer.company_id, period) for name, period in sorted(names)]

    def _is_mixed(self, viewer: Viewer, key: Key) -> bool:
        """Whether enough other companies have the figure, none of them too large a part.

        Where no other company has it there is nothing to hide: it says why instead.
        """
        others = {o for o in self._owners.values() if o not in {OVERARCHING_ID, viewer.company_id}}
        cells = [self._raw.get((key[0], Grain.COMPANY, other, key[3])) for other in others]
        there = [cell for cell in cells if cell and cell["status"] == Status.OK]
        return not there or is_mixed([int(cell["n_persons"]) for cell in there], self._policy)

    # Person figures: atoms by themselves, and sums of those that may be summed.

    def _alone(self, viewer: Viewer) -> Iterator[Record]:
        for target, keys in self._targets(viewer, FigureClass.PERSON):
            if target.grain is not Grain.COMMUNITY:
                continue
            for key in keys:
                weighed = self._weighed.get(key[0])
                is_open = weighed is None or weighed.sees(target, key[3])
                cell = self._fresh.get(key, self._raw[key]) if target.is_exact else self._raw[key]
                if (cell["status"] == Status.OK and not is_open) or self._tells_all(cell, target):
                    yield hidden(*key)
                else:
                    yield said(cell, FigureClass.PERSON, target, self._policy)

    def _tells_all(self, cell: Record, target: Target) -> bool:
        """Whether it says `too few` because nobody was there: that is a figure about everybody."""
        if target.is_exact or cell["indicator"] != "late_share":
            return False
        rate = self._weighed.get("attendance_rate")
        atom = rate and rate.atoms.get((str(cell["entity_id"]), str(cell["period"])))
        return bool(atom and atom.is_uniform)

    def _sums(self, viewer: Viewer) -> Iterator[Sum]:
        """How each sum about persons is made.

        What counts as known of single communities is the same for every such figure, also where
        a page shows none: two figures that count alike must leave out the same groups.
        """
        alone = [one for one in self._units(viewer, Kind.PERSON) if one.grain is Grain.COMMUNITY]
        for name, weighed in self._weighed.items():
            targets = self._units(viewer, kind(name, FigureClass.PERSON))
            sums = [one for one in targets if one.grain is not Grain.COMMUNITY]
            yield from weighed.sums([*alone, *(one for one in sums if self._has_grain(name, one))])

    def _has_grain(self, indicator: str, target: Target) -> bool:
        """Some indicators have no sum, or none of these units."""
        grain = Grain.COMPANY if target.grain is Grain.POOLED else target.grain
        return (indicator, grain) in self._grains

    @cached_property
    def _grains(self) -> set[tuple[str, str]]:
        return {(key[0], key[1]) for key in self._raw}

    def _summed(
        self, viewer: Viewer, sums: Iterable[Sum], anew: Mapping[Key, Record]
    ) -> Iterator[Record]:
        made = {(one.indicator, one.target.grain, one.target.entity_id, one.period) for one in sums}
        for one in sums:
            key = (one.indicator, str(one.target.grain), one.target.entity_id, one.period)
            cell = anew.get((one.indicator, *_variant(one), one.period)) if one.is_shown else None
            if cell is None or not self._may_be_said(cell):
                yield hidden(*key)
                continue
            whole = {**cell, "grain": key[1], "entity_id": key[2]}
            yield said(whole, FigureClass.PERSON, one.target, self._policy, left_out=one.left_out)
        # units without a figure of any community say why, as the raw record does
        for target, keys in self._targets(viewer, FigureClass.PERSON):
            if target.grain is not Grain.COMMUNITY:
                for key in keys:
                    if (key[0], target.grain, key[2], key[3]) not in made:
                        yield said(self._raw[key], FigureClass.PERSON, target, self._policy)

    def _may_be_said(self, cell: Record) -> bool:
        """A sum has to reach the threshold too: a facilitator's own group alone may not."""
        size = cell["value"] if is_number_of_persons(cell["indicator"]) else cell["n_persons"]
        is_large = cell["status"] == Status.OK and int(size) >= self._policy.k_person
        return is_large and (cell["indicator"], cell["value"]) not in TELLS_OF_ALL.items()

    # Survey figures: companies and the consortium.

    def _surveyed(self, viewer: Viewer) -> Iterator[Record]:
        reached = [target for target, _ in self._targets(viewer, FigureClass.SURVEY)]
        shown = self._surveys.shown(
            {target.entity_id for target in reached if target.grain is Grain.COMPANY}
        )
        for target, keys in self._targets(viewer, FigureClass.SURVEY):
            for key in keys:
                cell = self._raw[key]
                if cell["status"] == Status.OK and key not in shown:
                    yield hidden(*key)
                else:
                    yield said(cell, FigureClass.SURVEY, target, self._policy)

    def _pooled_anew(
        self, everyone: Iterable[Viewer], sums: Mapping[str, list[Sum]]
    ) -> dict[Key, Record]:
        """Sums pooled from the observations of just the communities in them, each once."""
        wanted = {
            (one.indicator, *_variant(one), one.period): one.communities
            for of_viewer in sums.values()
            for one in of_viewer
            if one.is_shown
        }
        for viewer in everyone:
            others = {
                community
                for community, owner in self._owners.items()
                if owner not in {OVERARCHING_ID, viewer.company_id}
            }
            for key in self._process_pooled_keys(viewer):
                wanted[key] = frozenset(others)
        rows = [
            (key[0], community, key[3], key[1], key[2])
            for key, communities in wanted.items()
            for community in communities
        ]
        found = pool(self._observed, pl.DataFrame(rows, schema=UNITS, orient="row"))
        return by_key(found)


def _variant(one: Sum) -> tuple[str, str]:
    """Grain and name of a sum by what is in it: alike for every viewer who gets the same."""
    inside = ",".join(sorted(one.communities))
    return str(one.target.grain), inside
