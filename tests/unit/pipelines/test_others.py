"""The others of a company, by subtraction or pooled anew, against pooling them directly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lcdata.domain import Grain
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import ADDITIVE
from lcdata.pipelines.observed import Observed, observe
from lcdata.pipelines.others import others
from lcdata.pipelines.pooling import RECORD, pool
from tests.unit.pipelines.builders import day, marts, session

COMMUNITIES = ("a/c1", "a/c2", "b/c1", "c/c1", "d/c1")
MARKS = ("present", "late", "excused", "absent", None)


def consortium() -> Facts:
    """Four companies; `a` holds fewer sessions, `c` delivers no register, `d` no sprint."""
    of = marts(
        dim_community=[
            {"community_id": name, "delivered_by": name[0], "organisation_id": name[0]}
            for name in COMMUNITIES
        ]
        + [{"community_id": "o/c1", "delivered_by": "o", "organisation_id": None}],
        dim_member=[
            {"community_id": name, "person_id": f"{name}/p{n}", "organisation_id": name[0],
             "service": "AB"[n % 2] if name != "b/c1" else "A",
             "reports_to_person_id": f"{name}/p0" if n in {1, 2} else None}
            for name in (*COMMUNITIES, "o/c1")
            for n in range(4 + int(name[-1]))
        ],
        fct_sprint=[
            {"community_id": name, "sprint_no": 1, "planned_start": day(0),
             "planned_end": day(20), "review_on": day(20) if name == "b/c1" else None}
            for name in COMMUNITIES
            if name[0] != "d"
        ],
        fct_session=[
            session(f"{name}/s{n}", 7 * n, community_id=name,
                    sprint_no=1 if name[0] != "d" else None,
                    status="cancelled" if (name[0], n) == ("a", 2) else "held",
                    actual_start=None if n else session("x", 7 * n)["planned_start"],
                    actual_end=None)
            for name in (*COMMUNITIES, "o/c1")
            for n in range(3)
        ],
        fct_attendance=[
            {"community_id": name, "session_id": f"{name}/s{n}", "person_id": f"{name}/p{p}",
             "status": MARKS[(n + p) % len(MARKS)]}
            for name in (*COMMUNITIES, "o/c1")
            if name[0] != "c"
            for n in range(3)
            for p in range(5)
            if MARKS[(n + p) % len(MARKS)]
        ],
    )  # fmt: skip
    late = (pl.col("delivered_by") == "c") & (pl.col("table_name") == "attendance")
    return Facts({**of, "delivered": of["delivered"].filter(~late)})


FACTS = consortium()
OBSERVED = observe(CATALOGUE, FACTS)
RECORDS = pool(OBSERVED, OBSERVED.units)
FIGURES = [one for one, _ in OBSERVED.measured if Grain.COMPANY in one.grains]


def directly(company: str) -> Observed:
    """The same observations with the communities of the other companies for its only units."""
    rest = OBSERVED.units.filter(
        (pl.col("grain") == Grain.COMPANY) & (pl.col("entity_id") != company)
    ).with_columns(pl.lit(str(Grain.POOLED)).alias("grain"), entity_id=pl.lit(company))
    return replace(OBSERVED, units=rest)


def rows(records: pl.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["indicator"], row["period"]): row for row in records.iter_rows(named=True)}


@pytest.mark.parametrize("company", ["a", "b", "c", "d"])
def test_the_others_by_subtraction_are_the_others_pooled_directly(company: str) -> None:
    found = others(OBSERVED, RECORDS, [one.id for one in FIGURES])
    mine = rows(found.filter(pl.col("entity_id") == company))
    rest = directly(company)
    expected = rows(pool(rest, rest.units))
    assert mine.keys() == expected.keys()
    for key, row in expected.items():
        assert mine[key] == pytest.approx(row, nan_ok=True), key


def test_both_what_adds_up_and_what_does_not_is_there() -> None:
    found = others(OBSERVED, RECORDS, [one.id for one in FIGURES])
    shown = set(found.filter(status="ok")["indicator"])
    adding = shown & {one.id for one in FIGURES if one.combine in ADDITIVE}
    # shares and counts; medians, greatest values and curves
    assert {"attendance_rate", "sessions_held_ratio", "design.D2.supervisor_pairs"} <= adding
    assert {"group_size_max", "mix_service", "retention"} <= shown - adding


def test_the_others_of_the_smallest_are_counted_by_hand() -> None:
    found = others(OBSERVED, RECORDS, ["sessions_held_ratio"])
    held = {
        row["entity_id"]: (row["num"], row["den"])
        for row in found.filter(period="overall").iter_rows(named=True)
    }
    # of a four of six were held, of each of the others three of three
    assert held == {"a": (9.0, 9.0), "b": (10.0, 12.0), "c": (10.0, 12.0), "d": (10.0, 12.0)}


def test_only_the_figures_that_are_asked_for_are_pooled() -> None:
    found = others(OBSERVED, RECORDS, ["retention", "attendance_rate"])
    assert set(found["indicator"]) == {"retention", "attendance_rate"}
    assert dict(found.schema) == RECORD
    assert set(found["grain"]) == {"pooled"}


def test_a_register_that_was_not_delivered_takes_nothing_off_the_others() -> None:
    found = others(OBSERVED, RECORDS, ["attendance_rate"]).filter(period="overall")
    of = dict(found.select("entity_id", "den").iter_rows())
    whole = RECORDS.filter(indicator="attendance_rate", grain="consortium", period="overall")
    assert of["c"] == whole["den"].item()
    assert of["b"] < of["c"]
