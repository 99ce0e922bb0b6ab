"""Who reads which unit, by the table of `indicators.md` section 7."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from lcdata.disclosure.audit.records import out_of_reach
from tests.unit.disclosure.audit.release import POLICY, SHARED, release

PLACES = {
    "own community": ("community", "alpha/c1"),
    "other community of the company": ("community", "alpha/c2"),
    "community of another": ("community", "beta/c1"),
    "overarching community": ("community", SHARED),
    "own company": ("company", "alpha"),
    "other company": ("company", "beta"),
    "others of the own": ("pooled", "alpha"),
    "others of another": ("pooled", "beta"),
    "consortium": ("consortium", "consortium"),
    "overarching": ("overarching", "overarching"),
}
COMMUNITIES = {
    "own community",
    "other community of the company",
    "community of another",
    "overarching community",
}
COMPANIES = {"own company", "other company"}
LEADER = COMMUNITIES | COMPANIES | {"consortium", "overarching"}
DIRECTOR = {
    "own community", "other community of the company", "overarching community", "own company",
    "others of the own", "overarching",
}  # fmt: skip
GUIDE = {"own company", "overarching community", "overarching"}

REACHED: dict[tuple[str, str], set[str]] = {
    ("leader", "process"): LEADER,
    ("leader", "person"): LEADER,
    ("leader", "survey"): COMPANIES | {"consortium"},
    ("leader", "design"): COMPANIES | {"consortium", "overarching", "overarching community"},
    ("leader", "retention"): {"consortium"},
    ("leader", "contact"): COMPANIES | {"consortium"},
    ("leader", "shrunken"): COMPANIES,
    ("director:alpha", "process"): DIRECTOR,
    ("director:alpha", "person"): DIRECTOR,
    ("director:alpha", "survey"): {"own company", "consortium"},
    ("director:alpha", "design"): {
        "own community",
        "other community of the company",
        "own company",
    },
    ("director:alpha", "retention"): {"others of the own"},
    ("director:alpha", "contact"): set(),
    ("director:alpha", "shrunken"): set(),
    ("facilitator:alpha/c1", "process"): GUIDE,
    ("facilitator:alpha/c1", "person"): GUIDE,
    ("facilitator:alpha/c1", "survey"): {"own company", "consortium"},
    ("facilitator:alpha/c1", "design"): set(),
    ("facilitator:alpha/c1", "retention"): set(),
    ("facilitator:alpha/c1", "contact"): set(),
    ("facilitator:consortium/c1", "person"): {"overarching community", "overarching"},
    ("facilitator:consortium/c1", "survey"): {"consortium"},
}
"""What each may read of others and of the own unit; the own register apart."""


def may_read(viewer: str, kind: str, grain: str, entity: str, *, is_own: bool = False) -> bool:
    honest = release()
    row = pl.DataFrame(
        [(viewer, kind, grain, entity, is_own)], schema=honest.published.reach.schema, orient="row"
    )
    of = honest.with_(reach=row)
    found = [
        (leak.rule, leak.unit, leak.figures, leak.viewer)
        for leak in out_of_reach(of.published, of.truth, POLICY)
    ]
    assert found in ([], [("reach", f"{grain}:{entity}", (kind,), viewer)])
    return not found


@pytest.mark.parametrize(("viewer", "kind"), REACHED)
def test_a_viewer_reads_the_units_of_the_role_table_and_no_other(viewer: str, kind: str) -> None:
    reached = {name for name, place in PLACES.items() if may_read(viewer, kind, *place)}
    assert reached == REACHED[viewer, kind]


@pytest.mark.parametrize("kind", ["process", "person", "design", "retention"])
def test_the_own_facilitator_has_the_own_community_as_it_is(kind: str) -> None:
    whole = {
        (viewer, entity)
        for viewer in ("leader", "director:alpha", "facilitator:alpha/c1", "facilitator:alpha/c2",
                       f"facilitator:{SHARED}")
        for entity in ("alpha/c1", "alpha/c2", SHARED)
        if may_read(viewer, kind, "community", entity, is_own=True)
    }  # fmt: skip
    assert whole == {
        ("facilitator:alpha/c1", "alpha/c1"),
        ("facilitator:alpha/c2", "alpha/c2"),
        (f"facilitator:{SHARED}", SHARED),
    }


@pytest.mark.parametrize("kind", ["survey", "contact"])
def test_not_even_the_own_facilitator_has_every_kind(kind: str) -> None:
    assert not may_read("facilitator:alpha/c1", kind, "community", "alpha/c1", is_own=True)


@pytest.mark.parametrize(
    ("viewer", "entity", "expected"),
    [
        ("director:alpha", "alpha", True),
        ("director:alpha", "beta", False),
        ("facilitator:alpha/c1", "alpha", True),
        ("facilitator:alpha/c1", "beta", False),
    ],
)
def test_the_own_version_of_a_company_is_for_those_whose_company_it_is(
    viewer: str, entity: str, expected: bool
) -> None:
    assert may_read(viewer, "survey", "company", entity, is_own=True) is expected


def test_every_row_out_of_reach_is_named() -> None:
    honest = release()
    rows = [("director:alpha", "person", "company", name, False) for name in ("beta", "gamma")]
    reach = pl.DataFrame(rows, schema=honest.published.reach.schema, orient="row")
    of = replace(honest.published, reach=reach)
    found = [leak.unit for leak in out_of_reach(of, honest.truth, POLICY)]
    assert found == ["company:beta", "company:gamma"]
