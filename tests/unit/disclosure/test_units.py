from __future__ import annotations

import datetime as dt

import polars as pl

from lcdata.disclosure.units import counted, dated, owners_of, spread
from lcdata.pipelines.facts import Facts
from tests.unit.pipelines.builders import marts

FACTS = Facts(
    marts(
        dim_community=[
            {"community_id": "a/c1", "organisation_id": "a"},
            {"community_id": "a/c2", "organisation_id": "a"},
            {"community_id": "b/c1", "organisation_id": "b"},
            {"community_id": "o/c1", "organisation_id": None},
        ]
    )
)
EARLY, LATE = dt.date(2026, 11, 2), dt.date(2026, 11, 9)


def of(*communities: str) -> pl.DataFrame:
    return pl.DataFrame({"community_id": communities})


def units(*communities: str) -> list[tuple[str, str, str]]:
    found = spread(of(*communities), FACTS)
    return sorted(found.select("community_id", "grain", "entity_id").rows())


def test_a_community_belongs_to_its_company_or_to_the_overarching_unit() -> None:
    assert owners_of(FACTS.communities) == {
        "a/c1": "a", "a/c2": "a", "b/c1": "b", "o/c1": "overarching",
    }  # fmt: skip


def test_a_community_counts_for_its_company_the_consortium_and_the_others_of_the_rest() -> None:
    assert units("b/c1") == [
        ("b/c1", "community", "b/c1"),
        ("b/c1", "company", "b"),
        ("b/c1", "consortium", "consortium"),
        ("b/c1", "pooled", "a"),
    ]


def test_an_overarching_community_is_nobody_s_other() -> None:
    assert units("o/c1") == [
        ("o/c1", "community", "o/c1"),
        ("o/c1", "overarching", "overarching"),
    ]


def test_communities_left_out_are_counted_at_each_unit() -> None:
    found = counted(of("a/c1", "a/c2", "b/c1"), FACTS, ["grain", "entity_id"])
    assert {row[:2]: row[2] for row in found.iter_rows()} == {
        ("community", "a/c1"): 1,
        ("community", "a/c2"): 1,
        ("community", "b/c1"): 1,
        ("company", "a"): 2,
        ("company", "b"): 1,
        ("consortium", "consortium"): 3,
        ("pooled", "a"): 1,
        ("pooled", "b"): 2,
    }


RECORDS = pl.DataFrame(
    [
        (grain, entity, period, "ok")
        for grain, entity in (("company", "a"), ("company", "b"), ("pooled", "b"))
        for period in ("overall", "sprint_1")
    ],
    schema=["grain", "entity_id", "period", "status"],
    orient="row",
)


def dates(records: pl.DataFrame, *behind: tuple[str, str, dt.date]) -> dict[str, dt.date]:
    """What of the records is dated: grain, entity and period, and the date."""
    frame = pl.DataFrame(behind, schema=["community_id", "period", "as_of"], orient="row")
    rows = dated(records, frame, FACTS).iter_rows(named=True)
    return {
        f"{row['grain']} {row['entity_id']} {row['period']}": row["as_of"]
        for row in rows
        if row["as_of"]
    }


def test_what_stays_behind_dates_its_period_and_the_total_of_its_units() -> None:
    assert dates(RECORDS, ("a/c1", "sprint_1", EARLY)) == {
        "company a overall": EARLY,
        "company a sprint_1": EARLY,
        "pooled b overall": EARLY,
        "pooled b sprint_1": EARLY,
    }


def test_a_figure_has_the_oldest_date_of_what_is_in_it() -> None:
    found = dates(RECORDS, ("a/c1", "sprint_1", LATE), ("a/c2", "sprint_2", EARLY))
    assert (found["company a overall"], found["company a sprint_1"]) == (EARLY, LATE)


def test_a_figure_that_is_not_there_has_no_date() -> None:
    nothing = RECORDS.with_columns(status=pl.lit("too_few"))
    assert dates(nothing, ("a/c1", "sprint_1", EARLY)) == {}


def test_a_date_belongs_to_the_figure_that_stayed_behind_alone() -> None:
    records = pl.concat([RECORDS.with_columns(indicator=pl.lit(name)) for name in ("x", "y")])
    behind = of("b/c1").with_columns(
        period=pl.lit("sprint_1"), as_of=pl.lit(EARLY), indicator=pl.lit("y")
    )
    found = dated(records, behind, FACTS, ["indicator"]).drop_nulls("as_of")
    assert sorted(found.select("indicator", "entity_id", "period").rows()) == [
        ("y", "b", "overall"),
        ("y", "b", "sprint_1"),
    ]
