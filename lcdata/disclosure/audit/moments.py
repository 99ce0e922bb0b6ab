"""Two releases put together: what moved between them is about enough persons, or did not move.

Atoms of the two releases that share a mark belong together; nobody can take them apart further
than into whole atoms. So of each such bundle the marks before and the marks now are compared: the
difference is what the two releases give away together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import polars as pl

from lcdata.disclosure.audit.published import Leak
from lcdata.domain import OVERALL, Grain

Mark: TypeAlias = tuple[str, str, str]
"""Session, person and state."""
Atom: TypeAlias = frozenset[Mark]


def given_away(now: pl.DataFrame, before: pl.DataFrame, k: int) -> Iterator[Leak]:
    """Groups of fewer than k persons that follow from this release and the one before.

    Args:
        now: the marks of this release (`published.Published`).
        before: the marks of the one before.
        k: distinct persons that may be known.
    """
    old, new = _atoms(before), _atoms(now)
    for community in sorted({*old, *new}):
        for bundle_before, bundle_now in _bundles(old[community], new[community]):
            changed = _known(bundle_before) ^ _known(bundle_now)
            persons = {person for _, person, _ in changed}
            if 0 < len(persons) < k:
                yield Leak("8", f"{Grain.COMMUNITY}:{community}", OVERALL, ("two releases",))
    yield from _appeared(now, before, k)


def _atoms(marks: pl.DataFrame) -> dict[str, list[Atom]]:
    found: dict[str, dict[object, set[Mark]]] = defaultdict(lambda: defaultdict(set))
    columns = ["community_id", "block", "atom_week", "session_id", "person_id", "state"]
    for community, block, week, *mark in marks.filter("is_shown").select(columns).iter_rows():
        found[community][block, week].add((mark[0], mark[1], mark[2]))
    atoms: dict[str, list[Atom]] = defaultdict(list)
    for community, of in found.items():
        atoms[community] = [frozenset(atom) for atom in of.values()]
    return atoms


def _known(atoms: Iterable[Atom]) -> set[Mark]:
    return {mark for atom in atoms for mark in atom if mark[2] != "unknown"}


def _bundles(old: list[Atom], new: list[Atom]) -> Iterator[tuple[list[Atom], list[Atom]]]:
    """Atoms that share a pair of session and person, over however many steps."""
    left = [(atom, False) for atom in old] + [(atom, True) for atom in new]
    while left:
        bundle = [left.pop()]
        pairs = _pairs(bundle[0][0])
        while True:
            more = [one for one in left if pairs & _pairs(one[0])]
            if not more:
                break
            for one in more:
                left.remove(one)
                pairs |= _pairs(one[0])
            bundle += more
        yield (
            [atom for atom, is_new in bundle if not is_new],
            [atom for atom, is_new in bundle if is_new],
        )


def _pairs(atom: Atom) -> set[tuple[str, str]]:
    return {mark[:2] for mark in atom}


def _appeared(now: pl.DataFrame, before: pl.DataFrame, k: int) -> Iterator[Leak]:
    """Communities, sprints and weeks that were there unshown and are shown now, hardly changed."""
    for name, column in (("community", pl.lit(OVERALL)), ("sprint", pl.col("period")),
                         ("week", pl.format("week {}", "week"))):  # fmt: skip
        shown, hidden = _shown_as(now, name, column), _hidden_as(before, name, column)
        for key in sorted(shown.keys() & hidden.keys()):
            changed = {person for _, person, _ in shown[key] ^ hidden[key]}
            if len(changed) < k:
                yield Leak("8", f"{Grain.COMMUNITY}:{key[0]}", key[1], ("two releases",))


def _shown_as(marks: pl.DataFrame, name: str, column: pl.Expr) -> dict[tuple[str, str], set[Mark]]:
    """Known marks of what is shown by itself: a whole, its sprints as blocks, weeks as atoms."""
    is_by_itself = {
        "community": pl.lit(value=True),
        "sprint": pl.col("block") == pl.col("period"),
        "week": pl.col("atom_week") == pl.col("week"),
    }[name]
    return _marks_by(marks.filter(pl.col("is_shown") & is_by_itself), column)


def _hidden_as(marks: pl.DataFrame, name: str, column: pl.Expr) -> dict[tuple[str, str], set[Mark]]:
    hidden = _marks_by(marks, column)
    for key in _shown_as(marks, name, column):
        hidden.pop(key, None)
    return hidden


def _marks_by(marks: pl.DataFrame, column: pl.Expr) -> dict[tuple[str, str], set[Mark]]:
    found: dict[tuple[str, str], set[Mark]] = defaultdict(set)
    rows = marks.filter(pl.col("state") != "unknown").select(
        "community_id", column.alias("part"), "session_id", "person_id", "state"
    )
    for community, part, *mark in rows.drop_nulls("part").iter_rows():
        found[community, part].add((mark[0], mark[1], mark[2]))
    return dict(found)
