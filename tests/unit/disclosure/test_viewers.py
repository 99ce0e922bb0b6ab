from __future__ import annotations

from collections.abc import Iterator

import pytest

from lcdata.access import Role
from lcdata.disclosure.policy import Reached
from lcdata.disclosure.viewers import REACH, Unit, Viewer, reach_table, viewers
from lcdata.domain import Kind

from .registers import POLICY

OWNERS = {"b/c1": "b", "a/c2": "a", "a/c1": "a", "consortium/o": "overarching"}

LEADER = Viewer("leader", Role.LEADER)
DIRECTOR = Viewer("director:a", Role.DIRECTOR, "a")
FACILITATOR = Viewer("facilitator:a/c1", Role.FACILITATOR, "a", "a/c1")
OF_THE_OVERARCHING = Viewer("facilitator:consortium/o", Role.FACILITATOR, None, "consortium/o")

A1 = ("community", "a/c1", False)
A2 = ("community", "a/c2", False)
B1 = ("community", "b/c1", False)
NINTH = ("community", "consortium/o", False)
A, B = ("company", "a", False), ("company", "b", False)
CONSORTIUM = ("consortium", "consortium", False)
OVERARCHING = ("overarching", "overarching", False)
OTHERS = ("pooled", "a", False)


def test_the_viewers_are_the_leader_each_director_and_the_facilitator_of_each_community() -> None:
    assert viewers(OWNERS) == [
        LEADER,
        DIRECTOR,
        Viewer("director:b", Role.DIRECTOR, "b"),
        FACILITATOR,
        Viewer("facilitator:a/c2", Role.FACILITATOR, "a", "a/c2"),
        Viewer("facilitator:b/c1", Role.FACILITATOR, "b", "b/c1"),
        OF_THE_OVERARCHING,
    ]


@pytest.mark.parametrize(
    ("viewer", "reached", "units"),
    [
        (LEADER, (), set()),
        (LEADER, ("community",), {A1, A2, B1, NINTH}),
        (LEADER, ("company",), {A, B}),
        (LEADER, ("consortium",), {CONSORTIUM}),
        # whoever reaches the overarching unit reaches the communities it is made of
        (LEADER, ("overarching",), {OVERARCHING, NINTH}),
        # the leader has no company that others could be others of
        (LEADER, ("pooled", "own_company", "own_community", "exact"), set()),
        (DIRECTOR, ("own_community",), {A1, A2}),
        (DIRECTOR, ("own_company",), {A}),
        (DIRECTOR, ("pooled",), {OTHERS}),
        (DIRECTOR, ("company", "own_company"), {A, B}),
        (DIRECTOR, ("exact",), set()),
        (FACILITATOR, ("exact",), {("community", "a/c1", True)}),
        (FACILITATOR, ("exact", "community"), {("community", "a/c1", True), A2, B1, NINTH}),
        (FACILITATOR, ("exact", "own_community"), {("community", "a/c1", True), A2}),
        (FACILITATOR, ("own_community",), {A1, A2}),
        (OF_THE_OVERARCHING, ("exact", "overarching"), {("community", "consortium/o", True),
                                                       OVERARCHING}),
        (OF_THE_OVERARCHING, ("own_company", "own_community", "pooled"), set()),
    ],
)  # fmt: skip
def test_a_viewer_reaches_what_the_role_table_says_of_the_own_units(
    viewer: Viewer, reached: tuple[Reached, ...], units: set[Unit]
) -> None:
    found = list(viewer.units(Kind.PERSON, reached, OWNERS))
    assert set(found) == units
    assert len(found) == len(units)


def test_of_answers_the_own_company_has_a_version_of_its_own() -> None:
    assert list(DIRECTOR.units(Kind.SURVEY, ("own_company",), OWNERS)) == [("company", "a", True)]


def test_of_answers_who_sees_every_company_sees_the_version_beside_all() -> None:
    assert list(LEADER.units(Kind.SURVEY, ("company",), OWNERS)) == [A, B]


def reached_by(viewer: str, kind: str) -> set[Unit]:
    found = reach_table(OWNERS, POLICY)
    assert dict(found.schema) == REACH
    return {row[2:] for row in found.iter_rows() if row[:2] == (viewer, kind)}


EVERYWHERE = {A1, A2, B1, NINTH, A, B, CONSORTIUM, OVERARCHING}
EXACT = ("community", "a/c1", True)
OWN_ANSWERS = {("company", "a", True), CONSORTIUM}


def _pages() -> Iterator[tuple[str, str, set[Unit]]]:
    """The table of section 7, row by row."""
    own = {A1, A2, A, OTHERS, OVERARCHING, NINTH}
    guided = {EXACT, A, OVERARCHING, NINTH}
    yield from [("leader", "process", EVERYWHERE), ("leader", "person", EVERYWHERE)]
    yield from [("director:a", "process", own), ("director:a", "person", own)]
    yield from [("facilitator:a/c1", kind, guided) for kind in ("process", "person")]
    yield "leader", "survey", {A, B, CONSORTIUM}
    yield "director:a", "survey", OWN_ANSWERS
    yield "facilitator:a/c1", "survey", OWN_ANSWERS
    # a self-judgement: never the others'
    yield "leader", "design", {A, B, CONSORTIUM, OVERARCHING, NINTH}
    yield "director:a", "design", {A1, A2, A}
    yield "facilitator:a/c1", "design", {EXACT}
    yield "leader", "retention", {CONSORTIUM}
    yield "director:a", "retention", {OTHERS}
    yield "facilitator:a/c1", "retention", {EXACT}
    yield "leader", "contact", {A, B, CONSORTIUM}
    yield "director:a", "contact", set()
    yield "facilitator:a/c1", "contact", set()
    yield "leader", "shrunken", {A, B}
    yield "director:a", "shrunken", set()
    yield "facilitator:a/c1", "shrunken", set()


@pytest.mark.parametrize(("viewer", "kind", "units"), list(_pages()))
def test_the_default_policy_is_the_table_of_pages(viewer: str, kind: str, units: set[Unit]) -> None:
    assert reached_by(viewer, kind) == units


def test_nobody_reaches_the_answers_of_a_community() -> None:
    found = reach_table(OWNERS, POLICY)
    assert {row[2] for row in found.iter_rows() if row[1] == "survey"} == {"company", "consortium"}
