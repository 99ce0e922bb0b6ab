"""Person by person: who reads the figures that give a group away, alone or with which grants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from lcdata.disclosure.audit.published import EVERYBODY, Leak, Published
from lcdata.domain import OVERARCHING_ID, Status


@dataclass(frozen=True)
class Finding:
    """What the audit found for one viewer, or for one person with several grants.

    Attributes:
        viewer: the viewer, or several joined by ` + `.
        figures: figures in view.
        shielded: slots in view that are shielded.
        leaks: what the viewer could learn of them.
    """

    viewer: str
    figures: int
    shielded: int
    leaks: tuple[Leak, ...]


@dataclass(frozen=True)
class _Seen:
    """Figures and shielded slots in view, as a leak names them."""

    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def __or__(self, other: _Seen) -> _Seen:
        return _Seen(self.shown | other.shown, self.hidden | other.hidden)


def each(
    published: Published, leaks: Sequence[Leak], combinations: Iterable[frozenset[str]]
) -> list[Finding]:
    """One finding per viewer and combination, and one for everybody together.

    A viewer is named for a leak who reads every figure it is put together from. Everybody is
    named for all of them, so one that no viewer has alone is in no other line.

    Args:
        published: the release.
        leaks: what everybody together can work out.
        combinations: viewers that one person is at once.
    """
    seen = _seen_by(published)
    chosen = [frozenset({name}) for name in sorted(seen)]
    chosen += [one & seen.keys() for one in combinations if len(one & seen.keys()) > 1]
    found = [_finding(who, seen, leaks) for who in chosen]
    everybody = replace(_finding(seen.keys(), seen, ()), viewer=EVERYBODY, leaks=tuple(leaks))
    return [*found, everybody]


def likely(owners: Mapping[str, str]) -> list[frozenset[str]]:
    """What one person may well be at once, where nobody wrote down who is what.

    The director who guides an own community, the leader who guides one, one facilitator of two.
    """
    by_company: dict[str, list[str]] = {}
    for community, owner in sorted(owners.items()):
        by_company.setdefault(owner, []).append(f"facilitator:{community}")
    found = [frozenset({"leader", one}) for of in by_company.values() for one in of]
    for company, guided in by_company.items():
        if company != OVERARCHING_ID:
            found += [frozenset({f"director:{company}", one}) for one in guided]
        found += [frozenset({a, b}) for a in guided for b in guided if a < b]
    return found


def _finding(who: Collection[str], seen: Mapping[str, _Seen], leaks: Iterable[Leak]) -> Finding:
    view = _Seen()
    for one in who:
        view |= seen[one]
    mine = tuple(one for one in leaks if _learns(one, who, view))
    return Finding(" + ".join(sorted(who)), len(view.shown), len(view.hidden), mine)


def _learns(leak: Leak, who: Collection[str], view: _Seen) -> bool:
    if leak.viewer != EVERYBODY:
        return leak.viewer in who
    return bool(leak.figures) and view.shown.issuperset(leak.figures)


def _seen_by(published: Published) -> dict[str, _Seen]:
    keys = ["kind", "grain", "entity_id", "is_own"]
    read = published.reach.join(published.cells, on=keys).select(
        "viewer",
        pl.format("{} {}:{} {}", "indicator", "grain", "entity_id", "period").alias("figure"),
        "status",
    )
    return {
        str(viewer): _Seen(_with(rows, Status.OK), _with(rows, Status.SUPPRESSED))
        for (viewer,), rows in read.partition_by("viewer", as_dict=True).items()
    }


def _with(rows: pl.DataFrame, status: Status) -> frozenset[str]:
    return frozenset(rows.filter(pl.col("status") == status)["figure"])
