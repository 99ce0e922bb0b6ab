"""The audit: what each viewer could work out from everything that viewer can see.

Written from the published cells outwards, apart from the guard: it asks of the result whether the
rules hold, and of the equations between the cells whether a hidden number can be narrowed down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lcdata.access import Role
from lcdata.disclosure.equations import View, too_narrow
from lcdata.disclosure.policy import (
    TELLS_OF_ALL,
    Policy,
    counts_persons,
    is_number_of_persons,
    kind,
)
from lcdata.disclosure.said import band_names
from lcdata.disclosure.seen import Cell, Published, Seen, key_of, persons_of, unit_of
from lcdata.disclosure.shrinking import SUFFIX
from lcdata.domain import CONSORTIUM_ID, OVERARCHING_ID, FigureClass, Grain, Status

_NUMBERS = ("num", "den", "value", "low", "high", "n_persons", "n_missing", "left_out", "as_of")


@dataclass(frozen=True)
class Leak:
    """One way in which a viewer learns what is hidden; names the place, never the number.

    Attributes:
        viewer: who learns it.
        rule: which rule of `indicators.md` section 7 is broken, or `reach` or `pooled`.
        indicator: of which figure.
        unit: `grain:entity`.
        period: its period.
    """

    viewer: str
    rule: str
    indicator: str
    unit: str
    period: str


def quick(published: Published, policy: Policy) -> list[Leak]:
    """Every rule but the equations, for every viewer; runs at every build."""
    return [leak for seen in published.seen_by_each() for leak in _rules(seen, policy)]


def full(published: Published, policy: Policy) -> list[Leak]:
    """The quick form, and rule 7 by integer programming over every viewer's equations."""
    return [
        leak
        for seen in published.seen_by_each()
        for leak in (*_rules(seen, policy), *_solved(seen, policy))
    ]


def _rules(seen: Seen, policy: Policy) -> Iterator[Leak]:
    for cell in seen.cells:
        broken = [*_record(seen, cell, policy)]
        if cell["status"] == Status.OK:
            broken += _reach(seen, cell, policy)
            if not cell["indicator"].endswith(SUFFIX):
                broken += _BY_CLASS[seen.figure_class(cell)](seen, cell, policy)
        for rule in broken:
            yield Leak(seen.viewer, rule, cell["indicator"], unit_of(cell), cell["period"])
    yield from _survey_remainders(seen, policy)
    yield from _single_periods(seen, policy)


def _record(seen: Seen, cell: Cell, policy: Policy) -> Iterator[str]:
    """Rules 5 and 9: nothing of a hidden figure, and numbers of persons in bands."""
    if cell["status"] == Status.SUPPRESSED:
        if any(cell[name] is not None for name in _NUMBERS):
            yield "5"
        return
    if cell["grain"] == Grain.COMMUNITY and cell["entity_id"] in seen.exact:
        return
    bands = _said(policy.bands)
    name, figure_class = cell["indicator"].removesuffix(SUFFIX), seen.figure_class(cell)
    is_banded = figure_class is not FigureClass.PROCESS and counts_persons(name, figure_class)
    counted = is_banded or is_number_of_persons(name)
    if cell["n_persons"] not in bands or (
        counted and (cell["num"] is not None or cell["den"] not in bands)
    ):
        yield "9"


@cache
def _said(bands: tuple[int, ...]) -> frozenset[str | None]:
    """What may stand in the place of a number of persons."""
    return frozenset({None, "0", *band_names(bands)})


def _reach(seen: Seen, cell: Cell, policy: Policy) -> Iterator[str]:
    """The table of roles: is this unit one of those the role sees for this kind of figure?"""
    of_kind = kind(cell["indicator"].removesuffix(SUFFIX), seen.figure_class(cell))
    key = (of_kind, cell["grain"], cell["entity_id"])
    if key not in seen.reached:
        reached = policy.reached(Role(seen.role), of_kind)
        seen.reached[key] = bool(_words(seen, cell["grain"], cell["entity_id"]) & set(reached))
    if not seen.reached[key]:
        yield "reach"


def _words(seen: Seen, grain: str, entity_id: str) -> set[str]:
    """What the table of roles may call a unit before this viewer."""
    owner = seen.of.owners.get(entity_id, entity_id)
    is_own = seen.group == owner
    own = f"own_{grain}" if is_own else ""
    if grain == Grain.COMMUNITY:
        exact = "exact" if entity_id in seen.exact else ""
        return {grain, own, exact, OVERARCHING_ID if owner == OVERARCHING_ID else ""}
    if grain == Grain.POOLED:
        return {grain} if is_own else set()
    return {grain, own}


def _process(seen: Seen, cell: Cell, policy: Policy) -> Iterator[str]:
    """Names no one; only "other companies together" must be enough of them."""
    if cell["grain"] == Grain.POOLED:
        others = set(seen.of.owners.values()) - {OVERARCHING_ID, seen.group}
        keys = [(cell["indicator"], str(Grain.COMPANY), o, cell["period"]) for o in others]
        there = [seen.raw[key] for key in keys if key in seen.raw]
        sizes = [part["n_persons"] for part in there if part["status"] == Status.OK]
        if not _is_mixed([size for size in sizes if size], policy):
            yield "pooled"


def _person(seen: Seen, cell: Cell, policy: Policy) -> Iterator[str]:
    if cell["grain"] == Grain.COMMUNITY:
        atom = seen.of.atoms.get(cell["indicator"], {}).get((cell["entity_id"], cell["period"]))
        if cell["entity_id"] not in seen.exact and (atom is None or atom.is_too_small(policy)):
            yield "1"
        return
    inside = seen.inside(cell)
    unshown = [atom for atom in inside if not seen.is_alone_in_view(cell["indicator"], atom)]
    if persons_of(inside) < policy.k_person:
        yield "1"
    if unshown and persons_of(unshown) < policy.k_person:
        yield "2"
    if (cell["indicator"], cell["value"]) in TELLS_OF_ALL.items():
        yield "5"
    if cell["grain"] == Grain.POOLED:
        companies = defaultdict(list)
        for atom in inside:
            companies[seen.of.owners[atom.community]].append(atom)
        if not _is_mixed([persons_of(part) for part in companies.values()], policy):
            yield "pooled"


def _is_mixed(sizes: Sequence[int], policy: Policy) -> bool:
    enough = len(sizes) >= policy.pooled_companies
    return enough and max(sizes) <= policy.pooled_share * sum(sizes)


def _survey(seen: Seen, cell: Cell, policy: Policy) -> Iterator[str]:
    raw = seen.raw.get(key_of(cell))
    if raw is None or raw["n_persons"] < policy.k_survey:
        yield "1"
    elif raw["low"] is not None and raw["low"] == raw["high"]:
        yield "5"
    if cell["grain"] in {Grain.COMMUNITY, Grain.OVERARCHING}:
        yield "6"


_BY_CLASS = {
    FigureClass.PROCESS: _process,
    FigureClass.PERSON: _person,
    FigureClass.SURVEY: _survey,
}


def _survey_remainders(seen: Seen, policy: Policy) -> Iterator[Leak]:
    """Rule 3: what is left of a shown survey total without the shown companies."""
    totals: dict[tuple[str, str], Cell] = {}
    parts: Mapping[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in seen.cells:
        is_survey = seen.figure_class(cell) is FigureClass.SURVEY
        if not is_survey or cell["status"] != Status.OK or cell["indicator"].endswith(SUFFIX):
            continue
        place = (cell["indicator"], cell["period"])
        if cell["grain"] == Grain.COMPANY:
            parts[place].append(cell)
        elif cell["entity_id"] == CONSORTIUM_ID:
            totals[place] = cell
    for place, cell in totals.items():
        known = [int(seen.raw[key_of(part)]["n_persons"]) for part in parts[place]]
        left = int(seen.raw[key_of(cell)]["n_persons"]) - sum(known)
        if known and 0 < left < policy.k_survey:
            yield Leak(seen.viewer, "3", cell["indicator"], unit_of(cell), cell["period"])


def _single_periods(seen: Seen, policy: Policy) -> Iterator[Leak]:
    """Rule 4: one hidden period of a community whose others are all in view."""
    for indicator, atoms in seen.of.atoms.items():
        terms_of = defaultdict(list)
        for atom in atoms.values():
            terms_of[atom.community].append(atom)
        for community, terms in terms_of.items():
            hidden = [atom for atom in terms if not seen.is_alone_in_view(indicator, atom)]
            if len(hidden) == 1 < len(terms) and hidden[0].is_too_small(policy):
                unit = f"{Grain.COMMUNITY}:{community}"
                yield Leak(seen.viewer, "4", indicator, unit, hidden[0].period)


def _solved(seen: Seen, policy: Policy) -> Iterator[Leak]:
    """Rule 7: hidden numbers that this viewer's equations narrow down too far."""
    for indicator, every in seen.of.atoms.items():
        atoms = {key: atom for key, atom in every.items() if atom.num is not None}
        if not atoms:
            continue
        alone = {key for key, atom in atoms.items() if seen.is_alone_in_view(indicator, atom)}
        sums = [
            frozenset((community, place[2]) for community in communities)
            for place, communities in seen.sums.items()
            if place[0] == indicator and place in seen.shown
        ]
        hidden = [
            key
            for key, atom in atoms.items()
            if key not in alone
            and (
                atom.is_too_small(policy)
                or (indicator, f"{Grain.COMMUNITY}:{key[0]}", key[1]) in seen.slots
            )
        ]
        for community, period in too_narrow(View(atoms, alone, sums), hidden, policy):
            yield Leak(seen.viewer, "7", indicator, f"{Grain.COMMUNITY}:{community}", period)
