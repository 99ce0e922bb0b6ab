"""Attendance by cycle week, for the run charts: the same atoms, summed another way.

A block takes part only if each of its weeks is an atom, so weeks never cut finer than the sprints
beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from lcdata.disclosure.marks import WITHOUT_WEEK
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.pooled import may_be_pooled
from lcdata.domain import CONSORTIUM_ID, OVERARCHING_ID, Grain

WEEK: dict[str, pl.DataType] = {
    "grain": pl.String(),
    "entity_id": pl.String(),
    "week": pl.Int64(),
    "num": pl.Float64(),
    "den": pl.Float64(),
}

_PLACE = ["grain", "entity_id", "week"]
_THERE = pl.col("state").is_in(["present", "late"])
_KNOWN = pl.col("state") != "unknown"

Persons = Mapping[int | None, Mapping[str, set[str]]]
"""Week (None: in no week figure) → company → the persons with a known mark."""


def weeks(marks: pl.DataFrame, owners: Mapping[str, str], policy: Policy) -> pl.DataFrame:
    """The known pairs by cycle week that are shown (`WEEK`): there, out of all.

    Args:
        marks: the published marks (`marks.MARK`).
        owners: community → its company, or `overarching`.
        policy: when other companies may be pooled.
    """
    known = marks.filter(pl.col("is_shown") & _KNOWN).with_columns(
        owner=pl.col("community_id").replace_strict(owners, return_dtype=pl.String),
        week=pl.when(pl.col("atom_week") != WITHOUT_WEEK).then("atom_week"),
    )
    by_owner = _summed(known, ["owner", "week"])
    is_shared = pl.col("owner") == OVERARCHING_ID
    grain = pl.when(is_shared).then(pl.lit(str(Grain.OVERARCHING))).otherwise(
        pl.lit(str(Grain.COMPANY))
    )  # fmt: skip
    companies = known.filter(~is_shared)
    consortium = _summed(companies, ["week"]).with_columns(
        grain=pl.lit(str(Grain.CONSORTIUM)), entity_id=pl.lit(CONSORTIUM_ID)
    )
    parts = [
        by_owner.with_columns(grain=grain, entity_id="owner"),
        consortium,
        _pooled(companies, sorted(set(owners.values()) - {OVERARCHING_ID}), policy),
    ]
    return pl.concat([part.select(WEEK.keys()) for part in parts]).sort(_PLACE)


def _summed(known: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return (
        known.filter(pl.col("week").is_not_null())
        .group_by(keys)
        .agg(num=_THERE.sum().cast(pl.Float64), den=pl.len().cast(pl.Float64))
    )


def _pooled(companies: pl.DataFrame, names: Iterable[str], policy: Policy) -> pl.DataFrame:
    """The weeks of the other companies together, for each company."""
    persons = _persons(companies)
    rows = [(name, week) for name in names for week in sorted(_open_weeks(persons, name, policy))]
    chosen = pl.DataFrame(rows, schema={"entity_id": pl.String(), "week": pl.Int64()}, orient="row")
    whole = _summed(companies, ["week"])
    own = _summed(companies, ["owner", "week"])
    return (
        chosen.join(whole, on="week")
        .join(
            own,
            left_on=["entity_id", "week"],
            right_on=["owner", "week"],
            how="left",
            suffix="_own",
        )
        .with_columns(
            pl.lit(str(Grain.POOLED)).alias("grain"),
            *(
                (pl.col(name) - pl.col(f"{name}_own").fill_null(0)).alias(name)
                for name in ("num", "den")
            ),
        )
    )


def _persons(companies: pl.DataFrame) -> Persons:
    found: dict[int | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for week, owner, person in companies.select("week", "owner", "person_id").iter_rows():
        found[week][owner].add(person)
    return found


def _open_weeks(persons: Persons, company: str, policy: Policy) -> set[int]:
    """Weeks in which the others are enough companies, and so is what lies outside these weeks."""
    sizes = {
        week: [len(who) for owner, who in of_week.items() if owner != company]
        for week, of_week in persons.items()
    }
    shown = {week for week, of in sizes.items() if week is not None and may_be_pooled(of, policy)}
    while shown and not _may_be_left(persons, company, shown, policy):
        shown.remove(min(shown, key=lambda week: (sum(sizes[week]), -week)))
    return shown


def _may_be_left(persons: Persons, company: str, shown: set[int], policy: Policy) -> bool:
    left: dict[str, set[str]] = defaultdict(set)
    for owner, who in _outside(persons, shown):
        if owner != company:
            left[owner] |= who
    return not left or may_be_pooled([len(who) for who in left.values()], policy)


def _outside(persons: Persons, shown: set[int]) -> Iterator[tuple[str, set[str]]]:
    for week, of_week in persons.items():
        if week not in shown:
            yield from of_week.items()
