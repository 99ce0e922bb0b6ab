"""Atoms: one community in one period, the smallest figures that disclosure control weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from lcdata.disclosure.policy import (
    ATTENDANCE_FAMILY,
    TELLS_OF_ALL,
    Policy,
    counts_persons,
    is_number_of_persons,
)
from lcdata.domain import OVERALL, FigureClass, Grain, Status
from lcdata.pipelines.observed import Observed

REST = "rest"
"""Sessions outside every sprint: overall minus the sprints. Never shown, but it can be solved."""


_TELLS_OF = {"design.D1.all_present": "attendance_rate"}
"""Figures that count members, but tell whether those in the register were there."""


@dataclass(frozen=True)
class Atom:
    """A figure about persons of one community in one period.

    Attributes:
        community: the community.
        period: overall, a sprint, or `rest`.
        persons: the distinct persons it is about.
        size: how many persons count against the threshold; of a number of persons, that number.
        num: what is counted; None where the viewers get no exact number of it.
        den: out of how many; None where there is none, or no exact number of it.
        is_uniform: whether it tells the same of everybody.
    """

    community: str
    period: str
    persons: frozenset[str]
    size: int
    num: float | None
    den: float | None
    is_uniform: bool = False

    def is_too_small(self, policy: Policy) -> bool:
        """Rules 1 and 5: below the threshold, or telling the same of everybody."""
        return self.size < policy.k_person or self.is_uniform


Atoms = Mapping[tuple[str, str], Atom]
"""The atoms of one indicator by community and period."""


def atoms(observed: Observed, raw: pl.DataFrame) -> dict[str, dict[tuple[str, str], Atom]]:
    """The atoms of every person indicator whose status is ok, with what lies outside sprints.

    Args:
        observed: the observations, which know the persons.
        raw: the raw cells.
    """
    asked = [one.id for one, _ in observed.measured if one.figure_class is FigureClass.PERSON]
    cells = raw.filter(
        (pl.col("grain") == Grain.COMMUNITY)
        & (pl.col("status") == Status.OK)
        & pl.col("indicator").is_in(asked)
    )
    persons = _persons(observed, asked)
    uniform = _uniform(cells)
    found: dict[str, dict[tuple[str, str], Atom]] = defaultdict(dict)
    for cell in cells.iter_rows(named=True):
        key = (cell["entity_id"], cell["period"])
        source = _TELLS_OF.get(cell["indicator"], cell["indicator"])
        about = persons.get((source, *key), frozenset())
        is_uniform = cell["indicator"] in ATTENDANCE_FAMILY and key in uniform
        found[cell["indicator"]][key] = _atom(cell, about, is_uniform=is_uniform)
    outside = _outside_sprints(observed, asked)
    for indicator, of_indicator in found.items():
        of_indicator.update(_rests(of_indicator, outside, indicator))
    return dict(found)


def _atom(cell: Mapping[str, object], about: frozenset[str], *, is_uniform: bool) -> Atom:
    indicator = str(cell["indicator"])
    is_exact = not (
        counts_persons(indicator, FigureClass.PERSON) or is_number_of_persons(indicator)
    )
    num, den = cell["num"], cell["den"]
    return Atom(
        community=str(cell["entity_id"]),
        period=str(cell["period"]),
        persons=about,
        size=_size(cell, about),
        num=num if is_exact and isinstance(num, float) else None,
        den=den if is_exact and isinstance(den, float) else None,
        is_uniform=is_uniform,
    )


def _size(cell: Mapping[str, object], about: frozenset[str]) -> int:
    """How many persons count against the threshold."""
    indicator, value = str(cell["indicator"]), cell["value"]
    if is_number_of_persons(indicator) and isinstance(value, float):
        return int(value)
    return len(about) if indicator in _TELLS_OF else int(str(cell["n_persons"]))


def _uniform(cells: pl.DataFrame) -> set[tuple[str, str]]:
    """Community and period in which a share of attendance tells the same of everybody."""
    told = [
        cells.filter((pl.col("indicator") == name) & (pl.col("value") == value))
        for name, value in TELLS_OF_ALL.items()
    ]
    return set(pl.concat(told).select("entity_id", "period").iter_rows())


def _persons(
    observed: Observed, asked: Iterable[str]
) -> dict[tuple[str, str, str], frozenset[str]]:
    """The persons behind each denominator, by indicator, community and period."""
    key = ["indicator", "community_id", "period"]
    counted = observed.rows.filter(
        pl.col("indicator").is_in(list(asked)) & (pl.col("den") > 0)
    ).join(observed.states.select(*key, "counts_members"), on=key)
    whole = (
        counted.filter("counts_members")
        .select(key)
        .unique()
        .join(observed.members, on="community_id")
    )
    each = counted.filter(~pl.col("counts_members")).select(*key, "person_id")
    together = pl.concat([each, whole]).drop_nulls().group_by(key).agg(pl.col("person_id").unique())
    return {row[:3]: frozenset(row[3]) for row in together.iter_rows()}


def _outside_sprints(
    observed: Observed, asked: Iterable[str]
) -> dict[tuple[str, str], frozenset[str]]:
    """Persons counted outside every sprint, by indicator and community.

    A person counts more often in `overall` than in all sprints together by the pairs outside.
    """
    outside = (
        observed.rows.filter(
            pl.col("indicator").is_in(list(asked)) & pl.col("person_id").is_not_null()
        )
        .with_columns(
            signed=pl.when(pl.col("period") == OVERALL).then("den").otherwise(-pl.col("den"))
        )
        .group_by("indicator", "community_id", "person_id")
        .agg(pl.col("signed").sum())
        .filter(pl.col("signed") > 0)
        .group_by("indicator", "community_id")
        .agg("person_id")
    )
    return {row[:2]: frozenset(row[2]) for row in outside.iter_rows()}


def _rests(
    of_indicator: Atoms, outside: Mapping[tuple[str, str], frozenset[str]], indicator: str
) -> dict[tuple[str, str], Atom]:
    """What lies outside the sprints, for indicators that have sprints."""
    sprints: dict[str, list[Atom]] = defaultdict(list)
    for (community, period), atom in of_indicator.items():
        if period != OVERALL:
            sprints[community].append(atom)
    rests = {}
    for (community, period), whole in of_indicator.items():
        if period != OVERALL or whole.den is None or whole.num is None or not sprints:
            continue
        parts = sprints[community]
        den = whole.den - sum(part.den or 0 for part in parts)
        if den > 0:
            persons = outside.get((indicator, community), frozenset())
            num = whole.num - sum(part.num or 0 for part in parts)
            rests[community, REST] = Atom(community, REST, persons, len(persons), num, den)
    return rests


ATOM: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "community_id": pl.String(),
    "period": pl.String(),
    "persons": pl.List(pl.String()),
    "size": pl.Int64(),
    "num": pl.Float64(),
    "den": pl.Float64(),
    "is_uniform": pl.Boolean(),
}
"""Atoms as a table, for the audit; no page opens it."""


def as_table(found: Mapping[str, Atoms]) -> pl.DataFrame:
    """One row per atom (`ATOM`)."""
    rows = [
        (name, one.community, one.period, sorted(one.persons), one.size, one.num, one.den,
         one.is_uniform)
        for name, of_name in sorted(found.items())
        for _, one in sorted(of_name.items())
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=ATOM, orient="row")


def from_table(table: pl.DataFrame) -> dict[str, dict[tuple[str, str], Atom]]:
    """The atoms by indicator, community and period."""
    found: dict[str, dict[tuple[str, str], Atom]] = defaultdict(dict)
    for name, community, period, persons, *numbers in table.iter_rows():
        found[name][community, period] = Atom(community, period, frozenset(persons), *numbers)
    return dict(found)
