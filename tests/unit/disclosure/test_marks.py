from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings

from lcdata.disclosure.marks import MARK, membership, not_shown, published_pairs, showable

from .registers import POLICY, Session, atoms, may_be_known, pairs, registers

EIGHT = POLICY.model_copy(update={"k_person": 8})


@pytest.mark.parametrize(
    ("marks", "is_open"),
    [
        ("ppppp", True),
        ("pppp", False),
        ("ppppu", False),  # five members, four of them with a known mark
        ("pppppu", True),
        ("leeaa", True),  # one of them there
        ("eeeea", False),  # nobody there
        ("aaaaa", False),  # everybody absent without notice
        ("uuuuu", True),  # nothing known: it tells how many members, and no mark
        ("uuuu", False),
        ("auuuu", False),
    ],
)
def test_marks_are_known_as_a_whole_from_five_persons_and_with_somebody_there(
    marks: str, is_open: bool
) -> None:
    of = pairs(("s", None, 1, marks))
    assert of.select(showable(POLICY)).item() is is_open


@pytest.mark.parametrize(("marks", "is_open"), [("ppppppp", False), ("pppppppp", True)])
def test_how_many_persons_is_the_policys_to_say(marks: str, is_open: bool) -> None:
    assert pairs(("s", None, 1, marks)).select(showable(EIGHT)).item() is is_open


def test_one_person_in_many_sessions_is_one_person() -> None:
    of = pairs(*((f"s{n}", None, n, "pp") for n in range(5)))
    assert of.select(showable(POLICY)).item() is False


def blocks(*sessions: Session) -> set[tuple[str, int | None]]:
    return {(block, week) for _, block, week in atoms(membership(pairs(*sessions), POLICY))}


FULL = "pppppp"


@pytest.mark.parametrize(
    ("sessions", "cut"),
    [
        # sprints of enough persons each, and a rest
        (
            [("s1", "sprint_1", None, FULL), ("s2", "sprint_2", None, FULL), ("s3", None, 3, FULL)],
            {"sprint_1", "sprint_2", "rest"},
        ),
        # no rest at all
        ([("s1", "sprint_1", 1, FULL), ("s2", "sprint_2", 2, FULL)], {"sprint_1", "sprint_2"}),
        # one sprint of four: none is shown
        ([("s1", "sprint_1", 1, FULL), ("s2", "sprint_2", 2, "pppp--")], {"overall"}),
        # a sprint in which nobody was there
        ([("s1", "sprint_1", 1, FULL), ("s2", "sprint_2", 2, "aaaaaa")], {"overall"}),
        # the rest holds four: it would be overall less the sprints
        ([("s1", "sprint_1", 1, FULL), ("s2", None, 2, "pppp--")], {"overall"}),
        # a sprint of which nothing is known yet, of enough members
        ([("s1", "sprint_1", 1, FULL), ("s2", "sprint_2", 2, "uuuuu")], {"sprint_1", "sprint_2"}),
    ],
    ids=["all", "no rest", "small sprint", "nobody there", "small rest", "nothing known"],
)
def test_sprints_are_shown_all_or_none(sessions: list[Session], cut: set[str]) -> None:
    assert {block for block, _ in blocks(*sessions)} == cut


def test_a_community_without_sprints_is_one_block_too() -> None:
    assert blocks(("s1", None, None, FULL)) == {("rest", -1)}


def test_a_block_has_weeks_only_where_each_of_them_is_large_enough() -> None:
    found = blocks(
        ("s1", "sprint_1", 1, FULL),
        ("s2", "sprint_1", 2, FULL),
        ("s3", "sprint_2", 3, FULL),
        ("s4", "sprint_2", 4, "pppp--"),
    )
    assert found == {("sprint_1", 1), ("sprint_1", 2), ("sprint_2", None)}


def test_what_lies_before_the_first_week_has_to_be_large_enough_too() -> None:
    assert blocks(("s0", None, None, "pppp--"), ("s1", None, 1, FULL)) == {("rest", None)}


@pytest.mark.parametrize("marks", ["pppp", "eeeeee", "aaaaaa"])
def test_a_community_that_does_not_count_shows_no_mark(marks: str) -> None:
    found = membership(pairs(("s1", "sprint_1", 1, marks), ("s2", "sprint_2", 2, marks)), POLICY)
    assert found["is_shown"].to_list() == [False] * len(found)
    assert published_pairs(found).is_empty()


def test_nothing_waits_where_there_was_no_release_before() -> None:
    found = membership(pairs(("s1", None, 1, FULL), ("s2", None, 2, "pppp")), POLICY)
    assert not found["is_behind"].any()


def test_four_persons_in_all_sessions_of_six_members_do_not_count() -> None:
    found = membership(pairs(("s1", None, 1, "ppppuu"), ("s2", None, 2, "ppppuu")), POLICY)
    assert not found["is_shown"].any()


def test_pairs_are_published_with_their_sprint_where_sprints_are_shown() -> None:
    marks = membership(pairs(("s1", "sprint_1", 1, FULL), ("s2", None, 2, FULL)), POLICY)
    found = published_pairs(marks).select("session_id", "period").unique().sort("session_id")
    assert found.rows() == [("a/c1/s1", "sprint_1"), ("a/c1/s2", None)]


def test_pairs_are_published_without_sprint_where_none_is_shown() -> None:
    marks = membership(pairs(("s1", "sprint_1", 1, FULL), ("s2", "sprint_2", 2, "pppp")), POLICY)
    assert published_pairs(marks)["period"].to_list() == [None] * 10


def test_pairs_say_whether_they_are_known_and_whether_somebody_was_there() -> None:
    found = published_pairs(membership(pairs(("s1", None, 1, "pleauppp")), POLICY))
    assert found.select("state", "is_known", "is_there").head(5).rows() == [
        ("present", True, True),
        ("late", True, True),
        ("excused", True, False),
        ("absent", True, False),
        ("unknown", False, False),
    ]


def test_what_is_not_shown_is_named_by_community_and_period() -> None:
    of = pl.concat(
        [
            pairs(("s1", "sprint_1", 1, FULL), ("s2", None, 2, FULL)),
            pairs(("s1", "sprint_1", 1, FULL), ("s2", "sprint_2", 2, "pppp"), community="b/c1"),
            pairs(("s1", "sprint_1", 1, "pppp"), community="c/c1"),
        ]
    )
    assert set(not_shown(membership(of, POLICY)).rows()) == {
        ("b/c1", "sprint_1"),
        ("b/c1", "sprint_2"),
        ("c/c1", "overall"),
        ("c/c1", "sprint_1"),
    }


@given(registers())
@settings(max_examples=60)
def test_every_atom_that_is_shown_may_be_known_by_itself(of: pl.DataFrame) -> None:
    found = atoms(membership(of, POLICY))
    assert all(may_be_known(rows) for rows in found.values())


@given(registers())
@settings(max_examples=40)
def test_every_mark_has_its_place_in_exactly_one_atom(of: pl.DataFrame) -> None:
    found = membership(of, POLICY)
    assert found.schema == pl.Schema(MARK)
    key = ["community_id", "session_id", "person_id", "state", "period", "week", "as_of"]
    assert found.select(key).sort(pl.all()).equals(of.select(key).sort(pl.all()))


@given(registers())
@settings(max_examples=40)
def test_a_community_counts_with_all_its_marks_or_with_none(of: pl.DataFrame) -> None:
    found = membership(of, POLICY)
    for (name,), rows in of.group_by("community_id"):
        shown = found.filter(pl.col("community_id") == name)["is_shown"]
        assert set(shown) == {may_be_known(rows.to_dicts())}


@given(registers())
@settings(max_examples=40)
def test_a_community_is_cut_into_all_its_sprints_or_into_none(of: pl.DataFrame) -> None:
    found = membership(of, POLICY)
    for _, rows in found.group_by("community_id"):
        cut = set(rows["block"])
        assert cut == {"overall"} or cut == {period or "rest" for period in rows["period"]}
